package org.ladera.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Parameter;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.optim.rule.GradientDescent;

/** Settings that move: in the graph, by hand, and in Java. None of them retraces. */
class ScheduleTest {
  /** A slope of 1, so that a step moves the parameter by the rate. */
  private final Parameter w =
      Parameter.of("w", HostArray.ofDoubles(DType.FLOAT64, Shape.scalar(), 0));

  private TrainingStep step(Schedule schedule) {
    return Tiny.onReference(
        () -> TrainingStep.of(new GradientDescent(schedule), (Node x) -> w.times(x).sum()));
  }

  private double[] moves(TrainingStep step, int updates) {
    double[] moves = new double[updates];
    for (int i = 0; i < updates; i++) {
      double before = Tiny.values(w)[0];
      step.run(Tiny.vector(1));
      moves[i] = before - Tiny.values(w)[0];
    }
    assertEquals(1, step.traces());
    return moves;
  }

  @Test
  void aFunctionOfTheStepCountsFromZero() {
    Schedule halving = step -> Ops.pow(Ops.constant(0.5), step);
    assertArrayEquals(new double[] {1, 0.5, 0.25, 0.125}, moves(step(halving), 4), 0);
  }

  @Test
  void aVariableIsChangedByHand() {
    Variable rate = Variable.setting("rate", 0.5);
    TrainingStep step = step(Schedule.of(rate));
    assertArrayEquals(new double[] {0.5, 0.5}, moves(step, 2), 0);
    rate.set(0.25);
    assertArrayEquals(new double[] {0.25, 0.25}, moves(step, 2), 0);
  }

  @Test
  void javaCodeIsAskedBeforeEachRun() {
    List<Double> asked = new ArrayList<>();
    Schedule host =
        Schedule.host(
            done -> {
              asked.add(done);
              return 1 + done;
            });
    assertArrayEquals(new double[] {1, 2, 3}, moves(step(host), 3), 0);
    assertEquals(List.of(0.0, 1.0, 2.0), asked);
  }

  @Test
  void aFixedRateIsChecked() {
    assertEquals(
        "GradientDescent: rate must be a number that is not negative, got -1.0",
        assertThrows(IllegalArgumentException.class, () -> new GradientDescent(Schedule.of(-1.0)))
            .getMessage());
    assertEquals("0.1", Schedule.of(0.1).toString());
  }
}
