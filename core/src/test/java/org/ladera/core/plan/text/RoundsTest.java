package org.ladera.core.plan.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What explain() leaves out of programs of many layers alike. */
class RoundsTest {
  private static List<String> layers(int count) {
    List<String> steps = new ArrayList<>();
    steps.add("#0 scalars\n");
    for (int layer = 0; layer < count; layer++) {
      int step = 1 + 2 * layer;
      steps.add("#" + step + " matmul  dense." + layer + "\n     from #" + (step - 1) + " x\n");
      steps.add("#" + (step + 1) + " loop  relu." + layer + "\n     t1 * 0.5\n");
    }
    steps.add("#" + (1 + 2 * count) + " check\n");
    return steps;
  }

  @Test
  void theFirstAndTheLastOfManyRoundsAreWrittenOut() {
    List<String> steps = layers(1000);
    assertEquals(
        List.of(
            steps.get(0),
            steps.get(1),
            steps.get(2),
            "#3 to #1998  998 times the same as #1 to #2, with other numbers\n",
            steps.get(1999),
            steps.get(2000),
            steps.get(2001)),
        Rounds.shortened(steps));
  }

  @Test
  void oneStepMayBeARound() {
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      steps.add("#" + i + " loop  a." + i + "\n");
    }
    assertEquals(
        List.of(
            steps.get(0),
            "#1 to #38  38 times the same as #0, with other numbers\n",
            steps.get(39)),
        Rounds.shortened(steps));
  }

  @Test
  void fewRoundsAreWrittenOut() {
    List<String> steps = layers(16);
    assertEquals(steps, Rounds.shortened(steps));
  }

  @Test
  void aNumberThatIsComputedWithTellsStepsApart() {
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      steps.add("#" + i + " loop\n     t1 * " + i + ".5\n");
    }
    assertEquals(steps, Rounds.shortened(steps));
  }
}
