package org.ladera.optim.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ladera.core.plan.Plan;
import org.ladera.core.plan.text.PlanText;
import org.ladera.core.program.Check;
import org.ladera.core.program.Loop;
import org.ladera.core.program.Step;

/** How many steps of a program a training step has. */
final class Steps {
  private Steps() {}

  /** The steps that pass memory; checks and the scalars of the beginning are none. */
  static long count(Plan plan) {
    return plan.program().steps().stream().filter(Steps::passesMemory).count();
  }

  private static boolean passesMemory(Step step) {
    return !(step instanceof Check) && !(step instanceof Loop loop && loop.extents().isEmpty());
  }

  static void assertCount(long expected, Workload workload) {
    Plan plan = workload.plan();
    assertEquals(expected, count(plan), () -> text(plan));
  }

  private static String text(Plan plan) {
    PlanText text = new PlanText(plan);
    return IntStream.range(0, plan.program().steps().size())
        .mapToObj(step -> String.join("\n     ", text.step(step)))
        .collect(Collectors.joining("\n"));
  }
}
