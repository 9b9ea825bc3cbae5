package org.ladera.core.backend.nd4j;

import static org.ladera.core.backend.nd4j.BothBackends.Tolerance.EXACT;
import static org.ladera.core.type.DType.FLOAT32;
import static org.ladera.core.type.DType.INT32;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/** Entries that {@code nd4j} moves arrive where {@code reference} puts them. */
class MovementTest {
  static Stream<Arguments> movements() {
    return Stream.of(
        row("broadcast a scalar", Shape.scalar(), x -> Ops.broadcast(x, Shape.of(2, 3))),
        row("broadcast a scalar to nothing", Shape.scalar(), x -> Ops.broadcast(x, Shape.of(0, 3))),
        row("broadcast a scalar to one", Shape.scalar(), x -> Ops.broadcast(x, Shape.of(1, 1))),
        row("broadcast a row", Shape.of(3), x -> Ops.broadcast(x, Shape.of(2, 3))),
        row("broadcast a column", Shape.of(2, 1), x -> Ops.broadcast(x, Shape.of(2, 3))),
        row("broadcast inside", Shape.of(2, 1, 3), x -> Ops.broadcast(x, Shape.of(4, 2, 5, 3))),
        row("broadcast both ends", Shape.of(1, 3, 1), x -> Ops.broadcast(x, Shape.of(2, 3, 4))),
        row("broadcast nothing", Shape.of(0, 1), x -> Ops.broadcast(x, Shape.of(0, 3))),
        row("transpose", Shape.of(2, 3), Ops::transpose),
        row("transpose a row", Shape.of(1, 3), Ops::transpose),
        row("transpose nothing", Shape.of(0, 3), Ops::transpose),
        row("permute", Shape.of(2, 3, 4), x -> Ops.permute(x, 2, 0, 1)),
        row("permute with an axis of one", Shape.of(2, 1, 3), x -> Ops.permute(x, 1, 2, 0)),
        row("permute four axes", Shape.of(2, 3, 1, 4), x -> Ops.permute(x, 3, 1, 0, 2)),
        row("permute a scalar", Shape.scalar(), Ops::permute),
        row("reshape", Shape.of(2, 3), x -> Ops.reshape(x, 3, 1, 2)),
        row("reshape to a scalar", Shape.of(1, 1), Ops::reshape),
        row("slice rows", Shape.of(5, 3), x -> Ops.slice(x, 0, 1, 4)),
        row("slice columns", Shape.of(3, 5), x -> Ops.slice(x, 1, 2, 4)),
        row("slice with a step", Shape.of(3, 7), x -> Ops.slice(x, 1, 1, 7, 3)),
        row("slice one", Shape.of(4), x -> Ops.slice(x, 0, 2, 3)),
        row("slice nothing", Shape.of(4), x -> Ops.slice(x, 0, 2, 2)),
        row("slice all", Shape.of(4), x -> Ops.slice(x, 0, 0, 4)),
        row("at", Shape.of(2, 3, 4), x -> Ops.at(x, 1, -1)),
        row("pad", Shape.of(2, 3), x -> Ops.pad(x, 1, 2, 1)),
        row("pad nothing", Shape.of(0, 3), x -> Ops.pad(x, 0, 1, 1)),
        row("pad by nothing", Shape.of(2, 3), x -> Ops.pad(x, 0, 0, 0)),
        row("concat rows", Shape.of(2, 3), x -> Ops.concat(0, x, x, x)),
        row("concat columns", Shape.of(2, 3), x -> Ops.concat(-1, x, Ops.slice(x, 1, 0, 1), x)),
        row("concat with nothing", Shape.of(2, 3), x -> Ops.concat(0, Ops.slice(x, 0, 1, 1), x)),
        row("concat nothing", Shape.of(0, 3), x -> Ops.concat(1, x, x)),
        row("stop the gradient", Shape.of(2, 3), Ops::stopGradient));
  }

  private static Arguments row(String name, Shape shape, Function<Node, Node> movement) {
    return Arguments.of(name, shape, movement);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("movements")
  void agreesWithTheReference(String name, Shape shape, Function<Node, Node> movement) {
    for (DType dtype : DType.values()) {
      TensorType type = new TensorType(dtype, shape);
      Node x = Ops.input("x", type);
      HostArray values = HostArray.zeros(type);
      for (long i = 0; i < values.size(); i++) {
        values.setLong(i, dtype == DType.BOOL ? i % 3 % 2 : i + 1);
      }
      BothBackends.assertAgree(
          EXACT, List.of(x), List.of(movement.apply(x)), List.of(values.toINDArray()));
    }
  }

  @Test
  void padsBetweenEntriesAsTheGradientOfASliceWithAStepDoes() {
    Node x = Ops.input("x", new TensorType(FLOAT32, Shape.of(2, 7)));
    Node slice = Ops.slice(x, 1, 1, 7, 3);
    Node padded = slice.op().gradient(slice, slice).getFirst();
    HostArray values = HostArray.ofDoubles(FLOAT32, Shape.of(2, 7), numbers(14));
    BothBackends.assertAgree(EXACT, List.of(x), List.of(padded), List.of(values.toINDArray()));
  }

  @Test
  void gathersAndScattersAlongEveryAxis() {
    for (DType dtype : List.of(FLOAT32, DType.FLOAT64, INT32, DType.INT64)) {
      for (int axis = 0; axis < 3; axis++) {
        Node x = Ops.input("x", new TensorType(dtype, Shape.of(3, 3, 3)));
        Node indices = Ops.input("indices", new TensorType(INT32, Shape.of(2, 2)));
        Node gathered = Ops.gather(x, indices, axis);
        Node scattered = Ops.scatterAdd(gathered, indices, axis, 4);
        HostArray values = HostArray.ofDoubles(dtype, Shape.of(3, 3, 3), numbers(27));
        HostArray positions = HostArray.ofLongs(INT32, Shape.of(2, 2), 2, 0, 2, 1);
        BothBackends.assertAgree(
            EXACT,
            List.of(x, indices),
            List.of(gathered, scattered),
            List.of(values.toINDArray(), positions.toINDArray()));
      }
    }
  }

  @Test
  void gathersNothingFromNothing() {
    Node x = Ops.input("x", new TensorType(FLOAT32, Shape.of(3, 0)));
    Node indices = Ops.input("indices", new TensorType(INT32, Shape.of(0)));
    Node gathered = Ops.gather(x, indices, 0);
    Node scattered =
        Ops.scatterAdd(
            Ops.input("updates", new TensorType(FLOAT32, Shape.of(0, 2))), indices, 0, 3);
    BothBackends.assertAgree(
        EXACT,
        List.of(x, indices, scattered.input(0)),
        List.of(gathered, scattered),
        List.of(
            HostArray.zeros(x.type()).toINDArray(),
            HostArray.zeros(indices.type()).toINDArray(),
            HostArray.zeros(scattered.input(0).type()).toINDArray()));
  }

  @Test
  void drawsTheSameRandomBits() {
    Node counter = Ops.input("counter", new TensorType(DType.INT64, Shape.scalar()));
    List<Node> draws =
        List.of(
            Ops.randomBits(7, 3, 1, Shape.of(5), counter),
            Ops.randomBits(7, 3, 24, Shape.of(40, 70), counter),
            Ops.randomBits(7, 3, 53, Shape.of(1500), counter),
            Ops.randomBits(7, 3, 63, Shape.scalar(), counter),
            Ops.randomBits(7, 3, 31, Shape.of(0), counter));
    HostArray run = HostArray.ofLongs(DType.INT64, Shape.scalar(), 1L << 40);
    BothBackends.assertAgree(EXACT, List.of(counter), draws, List.of(run.toINDArray()));
  }

  private static double[] numbers(int count) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i + 1;
    }
    return numbers;
  }
}
