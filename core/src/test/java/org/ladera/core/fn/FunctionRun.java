package org.ladera.core.fn;

import java.util.function.Function;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.Compiled;
import org.ladera.core.graph.Node;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/** Runs functions on a backend, for tests. */
final class FunctionRun {
  private FunctionRun() {}

  /** The values of a function of a vector, in float64 on the reference backend. */
  static double[] of(Function<Node, Node> function, double... x) {
    return run("reference", function, vector(DType.FLOAT64, x)).toDoubles();
  }

  static HostArray run(String backend, Function<Node, Node> function, HostArray x) {
    return Backends.using(
        Backends.named(backend),
        () -> {
          try (Compiled compiled = Compiled.of(function)) {
            return HostArray.copyOf(compiled.run(x.toINDArray()));
          }
        });
  }

  static HostArray vector(DType dtype, double... x) {
    return HostArray.ofDoubles(dtype, Shape.of(x.length), x);
  }

  static HostArray matrix(int columns, double... x) {
    return HostArray.ofDoubles(DType.FLOAT64, Shape.of(x.length / columns, columns), x);
  }
}
