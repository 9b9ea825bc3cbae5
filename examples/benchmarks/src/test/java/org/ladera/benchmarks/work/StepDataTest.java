package org.ladera.benchmarks.work;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepDataTest {
  private static StepWork work(LossKind loss, StepWork.Moments moments) {
    return new StepWork(
        List.of(6, 5, 3),
        8,
        ActivationKind.RELU,
        loss,
        OptimizerKind.ADAM,
        moments,
        StepWork.Root.OUTSIDE);
  }

  @ParameterizedTest
  @EnumSource
  void everyProcessMakesTheSameNumbers(LossKind loss) {
    StepData one = new StepData(work(loss, StepWork.Moments.ZERO));
    StepData other = new StepData(work(loss, StepWork.Moments.ZERO));

    assertArrayEquals(one.features(), other.features());
    assertArrayEquals(one.classes(), other.classes());
    assertArrayEquals(one.targets(), other.targets());
    assertArrayEquals(one.weights(1), other.weights(1));
  }

  @Test
  void everySecondRowRepeatsItsNeighborUnderAnotherLabel() {
    StepData data = new StepData(work(LossKind.SOFTMAX, StepWork.Moments.ZERO));

    for (int row = 1; row < 8; row += 2) {
      assertArrayEquals(row(data, row - 1), row(data, row));
      assertNotEquals(data.classes()[row - 1], data.classes()[row]);
    }
  }

  @Test
  void subnormalMomentsStayWhereAFeatureIsSilent() {
    StepWork work = work(LossKind.SOFTMAX, StepWork.Moments.SUBNORMAL);
    StepData data = new StepData(work);

    for (int row = 0; row < 8; row++) {
      assertEquals(0, row(data, row)[1]);
      assertNotEquals(0, row(data, row)[0]);
    }
    assertEquals(true, work.moments().start() < Float.MIN_NORMAL && work.moments().start() > 0);
  }

  private static float[] row(StepData data, int row) {
    return Arrays.copyOfRange(data.features(), 6 * row, 6 * row + 6);
  }
}
