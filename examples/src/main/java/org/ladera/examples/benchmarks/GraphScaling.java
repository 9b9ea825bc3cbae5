package org.ladera.examples.benchmarks;

import static org.ladera.autograd.Gradient.grad;
import static org.ladera.core.graph.Ops.constant;
import static org.ladera.core.graph.Ops.sin;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.ladera.core.backend.Backends;
import org.ladera.core.graph.Node;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How the time of a graph grows with its size: a chain is built, differentiated and run. Rounds go
 * over all sizes in turn; half as many before them warm up and do not count.
 */
@Command(
    name = "graph-scaling",
    description = "benchmark: build, differentiate and run chains of 1,000 to 100,000 nodes",
    mixinStandardHelpOptions = true)
public final class GraphScaling implements Runnable {
  private static final int[] SIZES = {1_000, 3_000, 10_000, 30_000, 100_000};

  @Option(names = "--rounds", description = "measurements of each size (default: ${DEFAULT-VALUE})")
  private int rounds = 7;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public GraphScaling() {}

  /** Milliseconds of the three parts. */
  private record Times(double build, double differentiate, double run) {}

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "| nodes | build, ms | differentiate, ms | run on reference, ms | in all, µs a node |");
    out.println("|---|---|---|---|---|");
    Backends.using(
        Backends.named("reference"),
        () -> {
          Times[][] all = new Times[SIZES.length][rounds];
          for (int round = -rounds / 2; round < rounds; round++) {
            for (int size = 0; size < SIZES.length; size++) {
              Times times = measure(SIZES[size]);
              if (round >= 0) {
                all[size][round] = times;
              }
            }
          }
          for (int size = 0; size < SIZES.length; size++) {
            print(out, SIZES[size], all[size]);
          }
          return true;
        });
    out.flush();
  }

  private static void print(PrintWriter out, int size, Times... all) {
    double build = median(all, Times::build);
    double differentiate = median(all, Times::differentiate);
    double run = median(all, Times::run);
    out.printf(
        Locale.ROOT,
        "| %,d | %.1f | %.1f | %.1f | %.2f |%n",
        size,
        build,
        differentiate,
        run,
        1e3 * (build + differentiate + run) / size);
  }

  private static Times measure(int size) {
    long begin = System.nanoTime();
    Node x = constant(0.5);
    Node y = x;
    for (int i = 0; i < size; i++) {
      y = sin(y);
    }
    long built = System.nanoTime();
    Node slope = grad(y, x);
    long differentiated = System.nanoTime();
    double value = slope.eval().getDouble(0);
    long end = System.nanoTime();
    if (!Double.isFinite(value)) {
      throw new IllegalStateException("the slope of a chain of " + size + " is " + value);
    }
    return new Times(
        (built - begin) / 1e6, (differentiated - built) / 1e6, (end - differentiated) / 1e6);
  }

  private static double median(Times[] all, ToDoubleFunction<Times> part) {
    double[] sorted = Arrays.stream(all).mapToDouble(part).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
