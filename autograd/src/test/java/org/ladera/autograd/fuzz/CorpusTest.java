package org.ladera.autograd.fuzz;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.core.backend.Assignment;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.FiniteCheck;
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
  private static final int VARIANTS = 12;

  /** Runs a program on every family, of which some variants are enough. */
  static void assertHolds(FuzzProgram program) {
    for (List<Variant> family : List.of(Families.CPU, Families.CPU_PLAIN, Families.ND4J)) {
      int step = Math.max(1, family.size() / VARIANTS);
      List<Variant> some = new ArrayList<>(List.of(family.getFirst()));
      for (int i = step; i < family.size(); i += step) {
        some.add(family.get(i));
      }
      new Oracle(new Tally()).check(program, some).ifPresent(f -> fail(f.toString()));
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
  void sumOfNegativeZeros() {
    Node x0 = Ops.input("x0", new TensorType(DType.FLOAT32, Shape.of(2, 2, 2)));
    Node n1 = Ops.sum(x0, 0);
    Computation computation =
        new Computation("fuzz", List.of(x0), List.of(n1), List.of(), List.of());
    HostArray values =
        HostArray.ofDoubles(
            DType.FLOAT32, Shape.of(2, 2, 2), 0, 1, Double.NaN, -0.0, -0.0, 2, 1, -0.0);
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

  /** A check refuses what a step has computed in the place of a variable: the variable stays. */
  @Test
  void refusedBesideAnUpdate() {
    Node x0 = Ops.input("x0", new TensorType(DType.FLOAT32, Shape.of(3)));
    Node x1 = Ops.input("x1", new TensorType(DType.FLOAT32, Shape.of(3)));
    Variable v0 = Variable.of("v0", HostArray.ofDoubles(DType.FLOAT32, Shape.of(3), 0, 0, 1));
    Node n3 = Ops.plus(x0, x0);
    Node n4 = Ops.minus(n3, x1);
    Computation computation =
        new Computation(
            "fuzz",
            List.of(x0, x1),
            List.of(),
            List.of(new Assignment(v0, n3)),
            List.of(new FiniteCheck("the output", n4)));
    HostArray zeros = Given.filled(DType.FLOAT32, Shape.of(3), 0);
    HostArray infinite =
        HostArray.ofDoubles(DType.FLOAT32, Shape.of(3), Double.NEGATIVE_INFINITY, 0, 0);
    HostArray start = HostArray.copyOf(v0.memory());
    assertHolds(
        new FuzzProgram(
            computation,
            List.of(v0),
            List.of(Layout.DENSE, Layout.DENSE),
            List.of(new Draw(List.of(zeros, infinite), List.of(start)))));
  }

  /** A stranger's op sees the shape of its operand, even where there are no entries to be moved. */
  @Test
  void strangerOfAnEmptyView() {
    Node x0 = Ops.input("x0", new TensorType(DType.INT32, Shape.of(3, 0, 100)));
    Node n1 = Ops.host(new Reversed(), Ops.permute(x0, 1, 2, 0));
    Node n2 = Ops.host(new Reversed(), Ops.reshape(x0, 0));
    Node n3 = Ops.host(new Reversed(), Ops.broadcast(x0, Shape.of(2, 3, 0, 100)));
    assertHolds(
        FuzzProgram.of(
            List.of(x0),
            List.of(HostArray.zeros(x0.type())),
            List.of(n1, n2, n3, Ops.cast(n1, DType.FLOAT32)),
            List.of()));
  }

  /** A gather and a scatter between loops that would like to be one. */
  @Test
  void loopsAroundAGatherAndAScatter() {
    Node x0 = Ops.input("x0", new TensorType(DType.FLOAT32, Shape.of(1, 1)));
    Node x1 = Ops.input("x1", new TensorType(DType.FLOAT32, Shape.of(1, 1)));
    Node x2 = Ops.input("x2", new TensorType(DType.FLOAT32, Shape.of(1, 1, 1)));
    Node x3 = Ops.input("x3", new TensorType(DType.INT32, Shape.of(1)));
    Node n4 = Ops.times(x0, x1);
    Node n5 = Ops.min(x2, 2);
    Node n6 = Ops.gather(n5, x3, 1);
    Node n7 = Ops.times(n4, n6);
    Node n8 = Ops.sum(n7, 0, 1);
    Node n9 = Ops.reshape(n5, 1, 1, 1);
    Node n10 = Ops.equal(x2, n9);
    Node n11 = Ops.cast(n10, DType.FLOAT32);
    Node n12 = Ops.scatterAdd(n4, x3, 1, 1);
    Node n13 = Ops.reshape(n12, 1, 1, 1);
    Node n14 = Ops.times(n11, n13);
    HostArray one = Given.filled(DType.FLOAT32, Shape.of(1, 1), 1);
    assertHolds(
        FuzzProgram.of(
            List.of(x0, x1, x2, x3),
            List.of(
                one,
                one,
                Given.filled(DType.FLOAT32, Shape.of(1, 1, 1), 1),
                HostArray.ofLongs(DType.INT32, Shape.of(1), 0)),
            List.of(n8, n14),
            List.of()));
  }

  /** The same, where a sum stands on both ways. */
  @Test
  void loopsAroundAGatherAndAScatterOfASum() {
    Node x0 = Ops.input("x0", new TensorType(DType.FLOAT32, Shape.of(2, 2)));
    Node x1 = Ops.input("x1", new TensorType(DType.FLOAT32, Shape.of(2)));
    Node x2 = Ops.input("x2", new TensorType(DType.BOOL, Shape.of(2)));
    Node x3 = Ops.input("x3", new TensorType(DType.BOOL, Shape.of(2)));
    Node x4 = Ops.input("x4", new TensorType(DType.FLOAT32, Shape.of(2)));
    Node x6 = Ops.input("x6", new TensorType(DType.INT32, Shape.of()));
    Node n10 = Ops.sum(x0, 1);
    Node n11 = Ops.less(n10, x1);
    Node n12 = Ops.and(x2, x3);
    Node n13 = Ops.select(n12, x4, x1);
    Node n14 = Ops.gather(n13, x6, 0);
    Node n16 = Ops.broadcast(Ops.reshape(n14, 1), Shape.of(2));
    Node n17 = Ops.select(n11, n16, x4);
    Node n19 = Ops.broadcast(Ops.reshape(n17, 2, 1), Shape.of(2, 2));
    Node n20 = Ops.gather(n19, x6, 1);
    Node n21 = Ops.sum(n20, 0);
    Node n23 = Ops.broadcast(Ops.reshape(n21, 1), Shape.of(2));
    Node n25 = Ops.broadcast(Ops.reshape(n23, 1, 2), Shape.of(2, 2));
    Node n26 = Ops.sum(n10, 0);
    Node n27 = Ops.scatterAdd(n26, x6, 0, 2);
    Node n28 = Ops.select(n12, n27, x1);
    HostArray pair = HostArray.ofDoubles(DType.FLOAT32, Shape.of(2), 1, -2);
    HostArray truths = HostArray.ofLongs(DType.BOOL, Shape.of(2), 1, 0);
    assertHolds(
        FuzzProgram.of(
            List.of(x0, x1, x2, x3, x4, x6),
            List.of(
                HostArray.ofDoubles(DType.FLOAT32, Shape.of(2, 2), 1, 2, 3, 4),
                pair,
                truths,
                truths,
                pair,
                HostArray.ofLongs(DType.INT32, Shape.of(), 1)),
            List.of(n25, n28),
            List.of()));
  }
}
