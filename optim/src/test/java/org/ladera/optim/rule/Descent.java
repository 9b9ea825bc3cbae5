package org.ladera.optim.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.function.Function;
import org.ladera.core.backend.Backends;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.NodeFunction;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Parameter;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.optim.Optimizer;
import org.ladera.optim.TrainingStep;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An optimizer on its way down a function of one float64 vector, {@code theta}. */
final class Descent {
  private final Parameter theta;
  private final TrainingStep step;

  private Descent(Parameter theta, TrainingStep step) {
    this.theta = theta;
    this.step = step;
  }

  /** Down a function of the point. */
  static Descent of(Optimizer optimizer, Function<Node, Node> function, double... start) {
    Parameter theta = Parameter.of("theta", vector(start));
    NodeFunction loss = new NodeFunction(List.of(), inputs -> function.apply(theta));
    return on("reference", theta, optimizer, loss);
  }

  /** Along gradients that are given in each step. */
  static Descent alongGiven(Optimizer optimizer, double... start) {
    Parameter theta = Parameter.of("theta", vector(start));
    return on("reference", theta, optimizer, NodeFunction.of((Node g) -> theta.times(g).sum()));
  }

  private static Descent on(
      String backend, Parameter theta, Optimizer optimizer, NodeFunction loss) {
    return new Descent(
        theta, Backends.using(Backends.named(backend), () -> TrainingStep.of(optimizer, loss)));
  }

  static HostArray vector(double... values) {
    return HostArray.ofDoubles(DType.FLOAT64, Shape.of(values.length), values);
  }

  Descent with(Optimizer optimizer) {
    return new Descent(theta, step.with(optimizer));
  }

  double[] after(int updates) {
    for (int i = 0; i < updates; i++) {
      step.run();
    }
    return point();
  }

  double[] along(double... gradient) {
    INDArray array = vector(gradient).toINDArray();
    step.run(array);
    return point();
  }

  double[] point() {
    return HostArray.copyOf(theta.value()).toDoubles();
  }

  void moveTo(double... point) {
    theta.set(vector(point));
  }

  double[] slot(String name) {
    return HostArray.copyOf(Objects.requireNonNull(step.slots().get("theta/" + name), name).value())
        .toDoubles();
  }

  /** A slot that is one number for all parameters. */
  double number(String name) {
    return Objects.requireNonNull(step.slots().get(name), name).value().getDouble(0);
  }

  /** Points after 1, 2, ... updates. */
  List<double[]> path(int updates) {
    List<double[]> path = new ArrayList<>();
    for (int i = 0; i < updates; i++) {
      path.add(after(1));
    }
    return path;
  }

  /** Compares with rows whose key is the number of updates. */
  void follows(NavigableMap<Integer, double[]> rows, double tolerance) {
    int done = 0;
    for (var row : rows.entrySet()) {
      double[] point = after(row.getKey() - done);
      done = row.getKey();
      assertArrayEquals(row.getValue(), point, tolerance, "after " + done + " updates");
    }
  }

  static double largestDifference(List<double[]> some, List<double[]> others) {
    double largest = 0;
    for (int i = 0; i < some.size(); i++) {
      double[] a = some.get(i);
      double[] b = others.get(i);
      for (int j = 0; j < a.length; j++) {
        double difference = Math.abs(a[j] - b[j]);
        largest = difference <= largest ? largest : difference;
      }
    }
    return largest;
  }

  /** (θ₁² + 10 θ₂² + ...)/2, with growing curvature. */
  static Node bowl(Node theta) {
    double[] curvatures = new double[theta.shape().get(0)];
    Arrays.setAll(curvatures, i -> 1 + 9.0 * i);
    Node weights = Ops.constant(vector(curvatures));
    return theta.square().times(weights).sum().times(0.5);
  }
}
