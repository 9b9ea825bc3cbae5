package org.stranger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.autograd.Gradient.grad;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.core.backend.Backends;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Parameter;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.optim.Objective;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Point;
import org.ladera.optim.Schedule;
import org.ladera.optim.State;
import org.ladera.optim.rule.Adam;
import org.ladera.optim.rule.AdamW;
import org.ladera.optim.rule.Momentum;
import org.ladera.optim.rule.NAdam;
import org.ladera.optim.rule.Nesterov;
import org.ladera.optim.rule.RAdam;
import org.ladera.optim.rule.RMSprop;
import org.ladera.optim.transform.ClipByGlobalNorm;
import org.ladera.optim.transform.WeightDecay;

/**
 * Optimizers are pure, so steps can stand one after another in a graph, which is differentiated
 * with respect to the start (as in MAML) and the rate (a hyper-gradient). Against central
 * differences.
 */
class UnrolledOptimizerTest {
  private static final Variable RATE = Variable.setting("rate", 0.05);

  static Stream<Optimizer> optimizers() {
    Schedule rate = Schedule.of(RATE);
    return Stream.of(
        Momentum.lecture(0).withSchedule(rate),
        Nesterov.withRate(0).withSchedule(rate),
        RMSprop.keras().withSchedule(rate).withCentering().withMomentum(0.9),
        Adam.paper().withSchedule(rate),
        Adam.lecture().withSchedule(rate),
        AdamW.keras().withSchedule(rate),
        NAdam.pytorch().withSchedule(rate),
        RAdam.paper().withSchedule(rate),
        new ClipByGlobalNorm(new WeightDecay(Adam.paper().withSchedule(rate), 0.1), 0.5));
  }

  private final Parameter theta =
      Parameter.of("theta", HostArray.ofDoubles(DType.FLOAT64, Shape.of(3), 0.8, -0.4, 1.3));

  /** A function that is not quadratic. */
  private static Node function(Node x) {
    return Ops.sin(x.times(2)).plus(x.square().times(0.3)).sum().plus(x.sum().square());
  }

  private record Anywhere(Parameter theta) implements Objective {
    @Override
    public Node valueAt(Point point) {
      return function(point.get(theta));
    }

    @Override
    public Point gradientAt(Point point) {
      return Point.of(Map.of(theta, grad(valueAt(point), point.get(theta))));
    }
  }

  private Node afterSteps(Optimizer optimizer, int steps) {
    Objective objective = new Anywhere(theta);
    Point point = Point.of(Map.of(theta, theta));
    State state = State.initial();
    for (int i = 0; i < steps; i++) {
      point = optimizer.next(objective, point, state);
      state = state.following();
    }
    return objective.valueAt(point);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void differentiatesThroughTwoSteps(Optimizer optimizer) {
    Backends.using(
        Backends.named("reference"),
        () -> {
          Node loss = afterSteps(optimizer, 2);
          List<Node> gradients = grad(loss, List.of(theta, RATE));
          double[] byStart = HostArray.copyOf(gradients.get(0).eval()).toDoubles();
          double byRate = gradients.get(1).eval().getDouble(0);
          double[] start = HostArray.copyOf(theta.value()).toDoubles();
          for (int i = 0; i < start.length; i++) {
            double expected = difference(loss, start, i);
            assertEquals(expected, byStart[i], 1e-7 * (1 + Math.abs(expected)));
          }
          double rate = RATE.value().getDouble(0);
          RATE.set(rate + 1e-6);
          double above = value(loss);
          RATE.set(rate - 1e-6);
          double below = value(loss);
          RATE.set(rate);
          assertEquals((above - below) / 2e-6, byRate, 1e-7 * (1 + Math.abs(byRate)));
          assertTrue(Math.abs(byRate) > 1e-3, "the rate matters");
          return true;
        });
  }

  private double difference(Node loss, double[] start, int index) {
    double h = 1e-6;
    double[] moved = start.clone();
    moved[index] = start[index] + h;
    theta.set(HostArray.ofDoubles(DType.FLOAT64, Shape.of(3), moved));
    double above = value(loss);
    moved[index] = start[index] - h;
    theta.set(HostArray.ofDoubles(DType.FLOAT64, Shape.of(3), moved));
    double below = value(loss);
    theta.set(HostArray.ofDoubles(DType.FLOAT64, Shape.of(3), start));
    return (above - below) / (2 * h);
  }

  private static double value(Node node) {
    return node.eval().getDouble(0);
  }
}
