package org.ladera.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ladera.core.graph.Ops;
import org.ladera.optim.rule.Adam;
import org.ladera.optim.rule.GradientDescent;

/** What an optimizer does every so many steps is in the programs of those steps alone. */
class PeriodsTest {
  /** Counts in slots, and stays where it is. */
  private record Counting(int period, int offset) implements Optimizer {
    @Override
    public Point next(Objective objective, Point theta, State state) {
      objective.gradientAt(theta);
      if (state.due(period, offset)) {
        state.next("times", Ops.constant(0), old -> old.plus(1));
        state.next("last time", Ops.constant(-1), old -> state.step());
      }
      return theta;
    }
  }

  /** Descends along the mean of the gradients of every so many steps. */
  private record Accumulating(Optimizer inner, int period) implements Optimizer {
    @Override
    public Point next(Objective objective, Point theta, State state) {
      Point gradient = objective.gradientAt(theta);
      boolean last = state.due(period, period - 1);
      Point sum =
          state.next(
              "sum", theta.zeros(), old -> state.due(period) ? gradient : old.plus(gradient));
      return last
          ? inner.next(
              objective.withGradient(g -> sum.times(1.0 / period)),
              theta,
              state.every("inner", period))
          : theta;
    }
  }

  private static double slot(TrainingStep step, String name) {
    return Tiny.slot(step, name).value().getDouble(0);
  }

  @Test
  void happensWhenDueAndTwoProgramsServeAllSteps() {
    TrainingStep step = new Tiny().step(new Counting(3, 1));
    List<Double> last = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      step.run(Tiny.X, Tiny.Y);
      last.add(i == 0 ? -1 : slot(step, "last time"));
    }
    // The updates 0, 1, ... of which 1, 4 and 7 are due.
    assertEquals(List.of(-1.0, 1.0, 1.0, 1.0, 4.0, 4.0, 4.0, 7.0), last);
    assertEquals(3, slot(step, "times"));
    assertEquals(2, step.traces());
  }

  @Test
  void periodsWithinPeriodsAreFoundWhereverOneBegins(@TempDir Path folder) {
    Optimizer nested =
        (objective, theta, state) -> {
          objective.gradientAt(theta);
          if (state.due(2) && state.due(6)) {
            state.next("sixth", Ops.constant(0), old -> old.plus(1));
          }
          return theta;
        };
    TrainingStep whole = new Tiny().step(nested);
    for (int i = 0; i < 5; i++) {
      whole.run(Tiny.X, Tiny.Y);
    }
    whole.save(folder.resolve("five"));
    TrainingStep resumed = new Tiny().step(nested);
    resumed.load(folder.resolve("five"));
    for (int i = 0; i < 20; i++) {
      whole.run(Tiny.X, Tiny.Y);
      resumed.run(Tiny.X, Tiny.Y);
      if (i > 0) {
        assertEquals(slot(whole, "sixth"), slot(resumed, "sixth"), "after " + whole.steps());
      }
    }
    assertEquals(5, slot(whole, "sixth"));
    assertEquals(3, whole.traces());
  }

  @Test
  void aSlowerStateHasStepsOfItsOwn() {
    Tiny slow = new Tiny();
    Tiny plain = new Tiny();
    TrainingStep accumulated = slow.step(new Accumulating(Adam.withRate(0.1), 3));
    TrainingStep adam = plain.step(Adam.withRate(0.1));
    for (int i = 0; i < 12; i++) {
      accumulated.run(Tiny.X, Tiny.Y);
      if (i % 3 == 2) {
        adam.run(Tiny.X, Tiny.Y);
      }
      assertArrayEquals(plain.point(), slow.point(), 1e-15, "after " + (i + 1));
    }
    assertEquals(4, slot(accumulated, "inner/step"));
    assertEquals(3, accumulated.traces());
  }

  @Test
  void periodsOfASlowerStateCountItsOwnSteps() {
    TrainingStep step = new Tiny().step(new Accumulating(new Counting(2, 0), 3));
    for (int i = 0; i < 15; i++) {
      step.run(Tiny.X, Tiny.Y);
    }
    // Five steps of the inner optimizer, of which 0, 2 and 4 are due.
    assertEquals(3, slot(step, "inner/times"));
    assertEquals(4, slot(step, "inner/last time"));
  }

  @Test
  void thePartsOfAStepAreDueWithIt() {
    Tiny whole = new Tiny();
    Tiny halves = new Tiny();
    Optimizer optimizer = new Accumulating(Adam.withRate(0.1), 2);
    TrainingStep one = whole.step(optimizer);
    TrainingStep two = halves.step(optimizer);
    for (int i = 0; i < 5; i++) {
      one.run(Tiny.X, Tiny.Y);
      two.apply(two.gradients(Tiny.X, Tiny.Y));
      assertArrayEquals(whole.point(), halves.point(), 0);
    }
  }

  @Test
  void unrolledStepsAreDueInTurn() {
    State first = State.initial();
    State second = first.following();
    State third = second.following();
    assertTrue(first.due(2));
    assertFalse(second.due(2));
    assertTrue(third.due(2));
    assertTrue(second.due(2, 1));
  }

  @Test
  void sayWhatIsWrong() {
    State state = State.initial();
    assertEquals(
        "state: due needs a period of at least 1 and an offset below it, got 0 and 0",
        Tiny.message(assertThrows(IllegalArgumentException.class, () -> state.due(0))));
    assertEquals(
        "state: due needs a period of at least 1 and an offset below it, got 3 and 3",
        Tiny.message(assertThrows(IllegalArgumentException.class, () -> state.due(3, 3))));
    assertEquals(
        "state: \"slow\" has a step every 4, and none in this one",
        Tiny.message(assertThrows(IllegalStateException.class, () -> state.every("slow", 4))));
    State dependent = state.child("some", Ops.less(Ops.constant(0), Ops.constant(1)));
    assertEquals(
        "state: the steps of \"some/\" depend on a condition, so which of them are due is not known"
            + " when the step is traced",
        Tiny.message(assertThrows(IllegalStateException.class, () -> dependent.due(2))));
  }

  @Test
  void plainOptimizersHaveOneProgram() {
    TrainingStep step = new Tiny().step(GradientDescent.withRate(0.01));
    for (int i = 0; i < 5; i++) {
      step.run(Tiny.X, Tiny.Y);
    }
    assertEquals(1, step.traces());
  }
}
