package org.ladera.autograd.fuzz;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.core.backend.Assignment;
import org.ladera.core.backend.Computation;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/**
 * Programs that failed once, or are made to: every family of variants runs them. What a report
 * prints is added here as it is.
 */
class CorpusTest {
  /** Runs a program on every family. */
  static void assertHolds(FuzzProgram program) {
    for (List<Variant> family : Families.all()) {
      new Oracle(new Tally()).check(program, family).ifPresent(failure -> fail(failure.toString()));
    }
  }

  /** An overflow within a product: infinite or NaN, by the order of its sum. */
  @Test
  void productOverflowsInSomeOrder() {
    Node x0 = Ops.input("x0", new TensorType(DType.FLOAT64, Shape.of(1, 2)));
    Node x1 = Ops.input("x1", new TensorType(DType.FLOAT64, Shape.of(2, 1)));
    Node n2 = Ops.matmul(x0, x1);
    Computation computation =
        new Computation("fuzz", List.of(x0, x1), List.of(n2), List.of(), List.of());
    HostArray row = HostArray.ofDoubles(DType.FLOAT64, Shape.of(1, 2), 1e308, -1.5e308);
    HostArray column = HostArray.ofDoubles(DType.FLOAT64, Shape.of(2, 1), 10.0, 10.0);
    assertHolds(
        new FuzzProgram(
            computation,
            List.of(),
            List.of(Layout.DENSE, Layout.DENSE),
            List.of(new Draw(List.of(row, column), List.of()))));
  }

  /**
   * A sum along an axis of size 1 may lose the sign of a zero on some backends, and nothing else.
   */
  @Test
  void sumOfOneEntry() {
    Node x0 = Ops.input("cut0", new TensorType(DType.FLOAT32, Shape.of(1, 2, 2)));
    Node n1 = Ops.sum(x0, 0);
    Computation computation =
        new Computation("fuzz", List.of(x0), List.of(n1), List.of(), List.of());
    HostArray values =
        HostArray.ofDoubles(DType.FLOAT32, Shape.of(1, 2, 2), 0.0, 1.0, Double.NaN, -0.0);
    assertHolds(
        new FuzzProgram(
            computation,
            List.of(),
            List.of(Layout.DENSE),
            List.of(new Draw(List.of(values), List.of()))));
  }

  /** Two variables change places, and one of them is read transposed besides. */
  @Test
  void swapBesideATransposedRead() {
    Variable v0 = Variable.of("v0", HostArray.ofDoubles(DType.FLOAT32, Shape.of(2, 2), 1, 2, 3, 4));
    Variable v1 = Variable.of("v1", HostArray.ofDoubles(DType.FLOAT32, Shape.of(2, 2), 5, 6, 7, 8));
    Node n2 = Ops.permute(v0, 1, 0);
    Node n3 = Ops.plus(n2, v1);
    assertHolds(
        FuzzProgram.of(
            List.of(),
            List.of(),
            List.of(n3, v0),
            List.of(new Assignment(v0, v1), new Assignment(v1, v0))));
  }

  /** Each element of an update is read from another place than it is written to. */
  @Test
  void updateReadsItselfShifted() {
    Variable v0 = Variable.of("v0", HostArray.ofDoubles(DType.FLOAT32, Shape.of(5), 1, 2, 3, 4, 5));
    Node n1 = Ops.slice(v0, 0, 1, 5, 1);
    Node n2 = Ops.slice(v0, 0, 0, 1, 1);
    Node n3 = Ops.concat(0, n1, n2);
    Node n4 = Ops.plus(n3, v0);
    assertHolds(FuzzProgram.of(List.of(), List.of(), List.of(n1), List.of(new Assignment(v0, n4))));
  }
}
