package org.ladera.optim.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.ladera.core.backend.Backends;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Parameter;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Schedule;
import org.ladera.optim.TrainingStep;

/**
 * A parameter of any shape on its way along given gradients, beside a loop over plain numbers: 30
 * steps along gradients that change in size and sign, one of them zero at times, at a rate that
 * falls.
 */
final class Walk {
  static final Schedule RATE = step -> Ops.constant(0.1).dividedBy(step.times(0.2).plus(1));

  private static final int STEPS = 30;

  private final Parameter theta;
  private final TrainingStep step;

  private Walk(Parameter theta, TrainingStep step) {
    this.theta = theta;
    this.step = step;
  }

  /** Numbers that a loop moves. */
  interface Plain {
    void next(int t, double[] theta, double[] g);
  }

  static Walk of(Optimizer optimizer, DType dtype, Shape shape, double... start) {
    Parameter theta = Parameter.of("theta", HostArray.ofDoubles(dtype, shape, start));
    return new Walk(
        theta,
        Backends.using(
            Backends.named("reference"),
            () -> TrainingStep.of(optimizer, (Node g) -> theta.times(g).sum())));
  }

  double[] along(double... gradient) {
    step.run(HostArray.ofDoubles(theta.dtype(), theta.shape(), gradient).toINDArray());
    return HostArray.copyOf(theta.value()).toDoubles();
  }

  int slots() {
    return step.slots().size();
  }

  static double rate(int t) {
    return 0.1 / (1 + 0.2 * (t - 1));
  }

  private static double gradient(int t, int i) {
    return i == 2 && t % 5 == 0 ? 0 : Math.cos(1.7 * t + i) * (1 + i) - 0.2;
  }

  static double norm(double... x) {
    return Math.sqrt(Arrays.stream(x).map(entry -> entry * entry).sum());
  }

  static double bias(double beta, int t) {
    return 1 - Math.pow(beta, t);
  }

  /** Compares, with gradients times a size. */
  static void agrees(Optimizer optimizer, Plain plain, double size, Shape shape, double... start) {
    Walk walk = of(optimizer, DType.FLOAT64, shape, start);
    double[] x = start.clone();
    double[] g = new double[x.length];
    for (int t = 1; t <= STEPS; t++) {
      for (int i = 0; i < g.length; i++) {
        g[i] = gradient(t, i) * size;
      }
      plain.next(t, x, g.clone());
      assertArrayEquals(x, walk.along(g), 1e-12, "step " + t);
    }
  }
}
