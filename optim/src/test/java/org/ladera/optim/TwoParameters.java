package org.ladera.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Objects;
import org.ladera.core.backend.Backends;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Parameter;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An optimizer on its way down functions of two parameters, a vector of two entries and a scalar,
 * that change from step to step: (θ₁² + 2θ₂² + 3θ₃²)/2 + h·θ + 4 with another h in each step.
 */
public final class TwoParameters {
  private static final double[] START = {1, -2, 0.5};

  private final Parameter w =
      Parameter.of("w", HostArray.ofDoubles(DType.FLOAT64, Shape.of(2), START[0], START[1]));
  private final Parameter b =
      Parameter.of("b", HostArray.ofDoubles(DType.FLOAT64, Shape.scalar(), START[2]));
  private final TrainingStep step;

  /** With an optimizer, nowhere yet. */
  public TwoParameters(Optimizer optimizer) {
    step =
        Backends.using(
            Backends.named("reference"), () -> TrainingStep.of(optimizer, this::function));
  }

  private Node function(Node slopes, Node slope) {
    Node weights = Ops.constant(HostArray.ofDoubles(DType.FLOAT64, Shape.of(2), 1, 2));
    Node bowl = w.square().times(weights).sum().plus(b.square().times(3)).times(0.5);
    return bowl.plus(w.times(slopes).sum()).plus(b.times(slope)).plus(4);
  }

  private static double slope(int t, int i) {
    return Math.cos(1.7 * t + i) * (0.5 + i) - 0.2;
  }

  /** The function of step t, from 1, in plain numbers. */
  public static double value(int t, double... x) {
    double sum = 4;
    for (int i = 0; i < x.length; i++) {
      sum += (i + 1) * x[i] * x[i] / 2 + slope(t, i) * x[i];
    }
    return sum;
  }

  /** Its gradient. */
  public static double[] gradient(int t, double... x) {
    double[] gradient = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      gradient[i] = (i + 1) * x[i] + slope(t, i);
    }
    return gradient;
  }

  /** A paper's algorithm in plain numbers: step t, from 1, which changes the point. */
  @FunctionalInterface
  public interface Algorithm {
    /** Does one step. */
    void next(int t, double... point);
  }

  /** Takes a number of steps, and after each is where the algorithm is. */
  public void follows(Algorithm algorithm, int steps) {
    double[] x = START.clone();
    for (int t = 1; t <= steps; t++) {
      double loss = value(t, x);
      algorithm.next(t, x);
      INDArray slopes =
          HostArray.ofDoubles(DType.FLOAT64, Shape.of(2), slope(t, 0), slope(t, 1)).toINDArray();
      INDArray last = HostArray.ofDoubles(DType.FLOAT64, Shape.scalar(), slope(t, 2)).toINDArray();
      assertEquals(loss, step.run(slopes, last), 1e-12, "the loss before step " + t);
      assertArrayEquals(x, joined(w.value(), b.value()), 1e-12, "step " + t);
    }
  }

  private static double[] joined(INDArray vector, INDArray scalar) {
    double[] joined = {vector.getDouble(0), vector.getDouble(1), scalar.getDouble(0)};
    return joined;
  }

  /** What the optimizer keeps for each entry. */
  public double[] slot(String name) {
    return joined(value("w/" + name), value("b/" + name));
  }

  /** A number that the optimizer keeps for all parameters together. */
  public double number(String name) {
    return value(name).getDouble(0);
  }

  private INDArray value(String name) {
    return Objects.requireNonNull(step.slots().get(name), name).value();
  }

  /** How often the step was traced. */
  public int traces() {
    return step.traces();
  }
}
