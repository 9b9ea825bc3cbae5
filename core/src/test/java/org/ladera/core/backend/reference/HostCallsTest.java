package org.ladera.core.backend.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.core.backend.reference.Reference.doubles;
import static org.ladera.core.backend.reference.Reference.evaluate;
import static org.ladera.core.backend.reference.Reference.toDoubles;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.ArrayTypes;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class HostCallsTest {
  /** From one array to another of its type. */
  private record Reshaped(Function<INDArray, @Nullable INDArray> function) implements HostOp {
    @Override
    public TensorType type(List<Node> inputs) {
      return inputs.getFirst().type();
    }

    @Override
    @SuppressWarnings("NullAway") // The test of a null result needs one.
    public INDArray run(List<INDArray> inputs) {
      return function.apply(inputs.getFirst());
    }
  }

  private static Node host(Function<INDArray, @Nullable INDArray> function, Node x) {
    return Ops.host(new Reshaped(function), x);
  }

  private static String failure(Function<INDArray, @Nullable INDArray> function) {
    Node node = host(function, doubles(1, 2));
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> evaluate(node)).getMessage());
  }

  @Test
  void aHostOpIsGivenDenseRowMajorArraysAndMayReturnAnyView() {
    List<INDArray> seen = new ArrayList<>();
    Node square = doubles(1, 2, 3, 4).reshape(2, 2).transpose();
    Node result =
        host(
            array -> {
              seen.add(array);
              return array.transpose();
            },
            square);
    assertArrayEquals(new double[] {1, 2, 3, 4}, toDoubles(result));
    assertEquals('c', seen.getFirst().ordering());
    assertArrayEquals(new long[] {2, 1}, seen.getFirst().stride());
    assertEquals(new TensorType(DType.FLOAT64, Shape.of(2, 2)), ArrayTypes.typeOf(seen.getFirst()));
  }

  @Test
  void whatItDoesToItsArraysChangesNothingElse() {
    Node x = doubles(1, 2, 3);
    Node spoiled = host(array -> array.muli(-1), x);
    assertArrayEquals(new double[] {0, 0, 0}, toDoubles(spoiled.plus(x)));
    assertArrayEquals(new double[] {1, 2, 3}, toDoubles(x));
  }

  @Test
  void aResultOfAnotherTypeNamesTheOp() {
    assertTrue(
        failure(array -> Nd4j.zeros(DataType.DOUBLE, 3))
            .startsWith("reshaped: run must return what type promised, f64[2], got f64[3]"));
    assertTrue(
        failure(array -> array.castTo(DataType.FLOAT))
            .startsWith("reshaped: run must return what type promised, f64[2], got f32[2]"));
    assertTrue(
        failure(array -> array.castTo(DataType.UINT8))
            .startsWith("reshaped: run must return what type promised, f64[2], got UBYTE"));
    assertTrue(
        failure(array -> null)
            .startsWith("reshaped: run must return what type promised, f64[2], got null"));
  }

  @Test
  void whatItThrowsReachesTheCaller() {
    IllegalStateException thrown = new IllegalStateException("the socket is closed");
    Node node =
        host(
            array -> {
              throw thrown;
            },
            doubles(1));
    assertSame(thrown, assertThrows(IllegalStateException.class, () -> evaluate(node)));
  }

  @Test
  void anOpWithoutANameOfItsOwnIsAHostOp() {
    HostOp anonymous =
        new HostOp() {
          @Override
          public TensorType type(List<Node> inputs) {
            return inputs.getFirst().type();
          }

          @Override
          public INDArray run(List<INDArray> inputs) {
            return inputs.getFirst().add(1);
          }
        };
    Node node = Ops.host(anonymous, doubles(1));
    assertEquals("hostOp(f64[1]) -> f64[1]", node.toString());
    assertArrayEquals(new double[] {2}, toDoubles(node));
  }
}
