package org.ladera.autograd.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.ladera.core.backend.Computation;
import org.ladera.core.graph.Literal;
import org.ladera.core.graph.Node;
import org.ladera.core.memory.HostArray;

/**
 * Makes a failing program small, as long as it fails: one change after another, each kept if the
 * program still fails, until none is (delta debugging: Zeller and Hildebrandt, Simplifying and
 * Isolating Failure-Inducing Input, 2002).
 */
final class Minimizer {
  private static final int[] SIZES = {1, 2, 3, 17};
  private static final int MOST_ENTRIES = 128;

  private final Predicate<FuzzProgram> fails;
  private final long end;
  private FuzzProgram program;
  private boolean hasShrunk;

  private Minimizer(FuzzProgram program, Predicate<FuzzProgram> fails, Duration limit) {
    this.program = program;
    this.fails = fails;
    this.end = System.nanoTime() + limit.toNanos();
  }

  /**
   * A smaller program that fails.
   *
   * @param fails whether a program fails in the same way
   * @param limit how long to try
   */
  static FuzzProgram minimized(FuzzProgram program, Predicate<FuzzProgram> fails, Duration limit) {
    Minimizer minimizer = new Minimizer(program, fails, limit);
    do {
      minimizer.hasShrunk = false;
      minimizer.shrink();
    } while (minimizer.hasShrunk && !minimizer.isOver());
    return minimizer.program;
  }

  private void shrink() {
    dropRuns();
    dropOutputs();
    dropAssignments();
    cutNodes();
    skipNodes();
    shrinkSizes();
    simplifyValues();
    makeDense();
  }

  private boolean isOver() {
    return System.nanoTime() > end;
  }

  /** Keeps a change if the program still fails. */
  private boolean keep(Supplier<FuzzProgram> change) {
    if (isOver()) {
      return false;
    }
    FuzzProgram changed;
    try {
      changed = change.get();
      if (!fails.test(changed)) {
        return false;
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException impossible) {
      return false;
    }
    program = changed;
    hasShrunk = true;
    return true;
  }

  private Rewriter rewriter() {
    return new Rewriter(program, Rebuilding.same());
  }

  private void dropRuns() {
    for (int run = 0; run < program.draws().size() && program.draws().size() > 1; run++) {
      List<Draw> one = List.of(program.draws().get(run));
      keep(
          () ->
              new FuzzProgram(program.computation(), program.variables(), program.layouts(), one));
    }
  }

  private void dropOutputs() {
    for (int i = program.computation().outputs().size() - 1; i >= 0; i--) {
      Computation c = program.computation();
      List<Node> fewer = new ArrayList<>(c.outputs());
      fewer.remove(i);
      keep(() -> rewriter().of(fewer, c.assignments(), c.checks()));
    }
    Computation c = program.computation();
    if (!c.checks().isEmpty()) {
      keep(() -> rewriter().of(c.outputs(), c.assignments(), List.of()));
    }
  }

  private void dropAssignments() {
    for (int i = program.computation().assignments().size() - 1; i >= 0; i--) {
      Computation c = program.computation();
      var fewer = new ArrayList<>(c.assignments());
      fewer.remove(i);
      keep(() -> rewriter().of(c.outputs(), fewer, c.checks()));
    }
  }

  /** Half of the nodes at once, then a quarter, down to single ones. */
  private void cutNodes() {
    int chunk = program.size();
    while (chunk > 1) {
      chunk = (chunk + 1) / 2;
      for (int from = program.size() - chunk; from > -chunk && !isOver(); from -= chunk) {
        cut(Math.max(0, from), Math.max(0, from) + chunk);
      }
    }
  }

  private void cut(int from, int to) {
    List<Node> order = program.computation().order();
    if (from >= order.size()) {
      return;
    }
    List<Node> nodes =
        order.subList(from, Math.min(to, order.size())).stream()
            .filter(node -> !program.computation().inputs().contains(node))
            .filter(node -> !(node.op() instanceof Literal))
            .toList();
    if (nodes.isEmpty()) {
      return;
    }
    keep(
        () -> {
          List<Map<Node, HostArray>> values =
              program.draws().stream().map(draw -> ErrorGraph.values(program, draw)).toList();
          Rewriter rewriter = rewriter();
          for (Node node : nodes) {
            rewriter.cut(
                node, values.stream().map(each -> Objects.requireNonNull(each.get(node))).toList());
          }
          return rewriter.all();
        });
  }

  private void skipNodes() {
    for (int i = program.size() - 1; i >= 0; i--) {
      List<Node> order = program.computation().order();
      if (i >= order.size()) {
        continue;
      }
      Node node = order.get(i);
      for (Node input : node.inputs()) {
        boolean fits = input.type().strong().equals(node.type().strong());
        if (fits && keep(() -> skipping(node, input))) {
          break;
        }
      }
    }
  }

  private FuzzProgram skipping(Node node, Node input) {
    Rewriter rewriter = rewriter();
    rewriter.skip(node, input);
    return rewriter.all();
  }

  private void shrinkSizes() {
    TreeSet<Integer> sizes = new TreeSet<>(Comparator.reverseOrder());
    for (Node node : program.computation().order()) {
      for (int size : node.shape().toArray()) {
        sizes.add(size);
      }
    }
    for (int size : sizes) {
      boolean done = false;
      for (int smaller : SIZES) {
        done = done || (smaller < size && resizes(size, smaller));
      }
      // Half of it holds the wrong entry, if it is a single one.
      if (!done && size > 2) {
        resizes(size, size / 2);
      }
    }
  }

  /** With the first entries of a longer axis, or the last, or those in the middle. */
  private boolean resizes(int from, int to) {
    return keep(() -> resized(from, to, 0))
        || keep(() -> resized(from, to, from - to))
        || keep(() -> resized(from, to, (from - to) / 2));
  }

  private FuzzProgram resized(int from, int to, int skipped) {
    Rebuilding rebuilding = new Rebuilding(size -> size == from ? to : size);
    FuzzProgram resized = new Rewriter(program, rebuilding).skipping(skipped).all();
    if (entries(resized) >= entries(program)) {
      throw new IllegalArgumentException("no smaller");
    }
    return resized;
  }

  private static long entries(FuzzProgram program) {
    return program.computation().order().stream().mapToLong(node -> node.shape().size()).sum();
  }

  private void simplifyValues() {
    keepValues(values -> Simpler.filled(values, 0, 0, values.size()));
    keepValues(values -> Simpler.filled(values, 1, 0, values.size()));
    keepValues(Simpler::rounded);
    for (HostArray target : leafValues()) {
      simplify(target);
    }
  }

  private List<HostArray> leafValues() {
    List<HostArray> all = new ArrayList<>();
    for (Draw draw : program.draws()) {
      all.addAll(draw.inputs());
      all.addAll(draw.variables());
    }
    return all;
  }

  /** All entries, then halves, quarters and so on, down to single ones if they are few. */
  private void simplify(HostArray target) {
    HostArray current = target;
    long least = target.size() <= MOST_ENTRIES ? 1 : target.size() / MOST_ENTRIES;
    for (long chunk = target.size(); chunk >= Math.max(1, least); chunk = half(chunk)) {
      for (long from = 0; from < target.size(); from += chunk) {
        long to = Math.min(target.size(), from + chunk);
        for (int simple = 0; simple <= 1; simple++) {
          HostArray changed = Simpler.filled(current, simple, from, to);
          if (keepOne(current, changed)) {
            current = changed;
            break;
          }
        }
      }
    }
  }

  private static long half(long chunk) {
    return chunk == 1 ? 0 : (chunk + 1) / 2;
  }

  private boolean keepOne(HostArray target, HostArray changed) {
    return keepValues(values -> values == target ? changed : values);
  }

  /** Values that the change leaves as they are do not count as smaller. */
  private boolean keepValues(UnaryOperator<HostArray> change) {
    List<HostArray> before = leafValues();
    boolean isSame =
        before.stream()
            .allMatch(values -> change.apply(values).memory().mismatch(values.memory()) < 0);
    return !isSame && keep(() -> Rewriter.withValues(program, change));
  }

  private void makeDense() {
    if (program.layouts().stream().anyMatch(layout -> layout != Layout.DENSE)) {
      keep(
          () ->
              new FuzzProgram(
                  program.computation(),
                  program.variables(),
                  program.layouts().stream().map(_ -> Layout.DENSE).toList(),
                  program.draws()));
    }
  }
}
