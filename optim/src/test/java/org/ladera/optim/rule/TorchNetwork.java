package org.ladera.optim.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.stream.DoubleStream;
import org.ladera.core.backend.Backends;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Parameter;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.optim.Optimizer;
import org.ladera.optim.TrainingStep;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The network of PyTorch's optimizer tests: 2-3-1 with sigmoids, the sum of the outputs minimized.
 */
final class TorchNetwork {
  private static final INDArray INPUT =
      array(Shape.of(3, 2), 0.1, 0.2, 0.3, 0.4, 0.5, 0.6).toINDArray();

  private final Parameter w1;
  private final Parameter b1;
  private final Parameter w2;
  private final Parameter b2;

  TorchNetwork(double... start) {
    w1 = Parameter.of("w1", array(Shape.of(3, 2), Arrays.copyOfRange(start, 0, 6)));
    b1 = Parameter.of("b1", array(Shape.of(3), Arrays.copyOfRange(start, 6, 9)));
    w2 = Parameter.of("w2", array(Shape.of(1, 3), Arrays.copyOfRange(start, 9, 12)));
    b2 = Parameter.of("b2", array(Shape.of(1), start[12]));
  }

  private static HostArray array(Shape shape, double... values) {
    return HostArray.ofDoubles(DType.FLOAT64, shape, values);
  }

  private Node loss(Node x) {
    Node hidden = Ops.sigmoid(x.matmul(w1.transpose()).plus(b1));
    return Ops.sigmoid(hidden.matmul(w2.transpose()).plus(b2)).sum();
  }

  /** Trains, and compares with rows whose key is the index of the iteration, from 0. */
  void follows(
      NavigableMap<Integer, double[]> rows, Optimizer optimizer, String backend, double tolerance) {
    TrainingStep step =
        Backends.using(
            Backends.named(backend), () -> TrainingStep.of(optimizer, (Node x) -> loss(x)));
    for (var row : rows.entrySet()) {
      while (step.steps() <= row.getKey()) {
        step.run(INPUT);
      }
      assertArrayEquals(row.getValue(), weights(), tolerance, "iteration " + row.getKey());
    }
  }

  private double[] weights() {
    return List.of(w1, b1, w2, b2).stream()
        .flatMapToDouble(p -> DoubleStream.of(HostArray.copyOf(p.value()).toDoubles()))
        .toArray();
  }
}
