package org.ladera.core.backend.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.Compiled;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.Executable;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What a program reads, it does not change; what it returns, nobody else holds. */
class AliasingTest {
  private static final TensorType PAIR = new TensorType(DType.FLOAT32, Shape.of(2));

  private static Executable compile(Computation computation) {
    return Backends.named("reference").compile(computation);
  }

  private static Variable pair(String name, double first, double second) {
    return Variable.of(name, HostArray.ofDoubles(DType.FLOAT32, Shape.of(2), first, second));
  }

  private static double[] values(INDArray array) {
    return HostArray.copyOf(array).toDoubles();
  }

  private static INDArray vector(double... values) {
    return HostArray.ofDoubles(DType.FLOAT32, Shape.of(values.length), values).toINDArray();
  }

  @Test
  void inputsOfAnyLayoutAreReadRightAndNotChanged() {
    INDArray base = Nd4j.arange(1, 25).castTo(DataType.FLOAT).reshape('c', 4, 6);
    INDArray strided = base.get(NDArrayIndex.interval(1, 2, 4), NDArrayIndex.interval(0, 3, 6));
    INDArray fortran = base.dup('f');
    List<INDArray> layouts = List.of(base, base.transpose(), fortran, strided, base.getColumn(2));
    Compiled twice =
        Backends.using(Backends.named("reference"), () -> Compiled.of(x -> x.times(2)));
    for (INDArray layout : layouts) {
      double[] before = values(layout);
      INDArray result = twice.run(layout);
      assertArrayEquals(before, values(layout));
      assertArrayEquals(layout.shape(), result.shape());
      double[] doubled = values(result);
      for (int i = 0; i < before.length; i++) {
        assertEquals(2 * before[i], doubled[i]);
      }
      result.assign(-1);
      assertArrayEquals(before, values(layout));
    }
  }

  @Test
  void anExecutableReadsViewsToo() {
    Node x = Ops.input("x", PAIR);
    INDArray column = Nd4j.arange(1, 5).castTo(DataType.FLOAT).reshape('c', 2, 2).getColumn(1);
    try (Executable executable =
        compile(new Computation("view", List.of(x), List.of(x), List.of(), List.of()))) {
      assertArrayEquals(new double[] {2, 4}, values(executable.run(List.of(column)).getFirst()));
    }
  }

  @Test
  void outputsAreFreshArrays() {
    Variable a = pair("a", 1, 2);
    Node x = Ops.input("x", PAIR);
    Node constant = Ops.constant(vector(5, 6));
    Computation identity =
        new Computation(
            "identity",
            List.of(x),
            List.of(x, x, a, constant, x.reshape(2, 1), Ops.stopGradient(x)),
            List.of(),
            List.of());
    INDArray given = vector(7, 8);
    try (Executable executable = compile(identity)) {
      List<INDArray> outputs = executable.run(List.of(given));
      assertNotSame(outputs.get(0), outputs.get(1));
      for (INDArray output : outputs) {
        output.assign(0);
      }
      assertArrayEquals(new double[] {7, 8}, values(given));
      assertArrayEquals(new double[] {1, 2}, values(a.value()));
      List<INDArray> again = executable.run(List.of(given));
      assertArrayEquals(new double[] {7, 8}, values(again.get(1)));
      assertArrayEquals(new double[] {1, 2}, values(again.get(2)));
      assertArrayEquals(new double[] {5, 6}, values(again.get(3)));
      assertArrayEquals(new double[] {0, 0}, values(outputs.get(0)));
    }
  }

  /** Changes a variable in the middle of a run. */
  private record Meddling(Variable variable) implements HostOp {
    @Override
    public TensorType type(List<Node> inputs) {
      return inputs.getFirst().type();
    }

    @Override
    public INDArray run(List<INDArray> inputs) {
      variable.set(vector(100, 100));
      return inputs.getFirst();
    }
  }

  @Test
  void aVariableThatChangesDuringARunIsReadBefore() {
    Variable a = pair("a", 1, 2);
    Node x = Ops.constant(vector(0, 0));
    Node sum = Ops.host(new Meddling(a), x).plus(a);
    Computation meddled = new Computation("meddled", List.of(), List.of(sum), List.of(), List.of());
    try (Executable executable = compile(meddled)) {
      assertArrayEquals(new double[] {1, 2}, values(executable.run(List.of()).getFirst()));
    }
    String expected = "a run that reads a variable calls something that sets or assigns it";
    IllegalStateException failure =
        assertThrows(IllegalStateException.class, () -> Reference.toDoubles(sum));
    assertTrue(String.valueOf(failure.getMessage()).startsWith(expected), failure.getMessage());
  }
}
