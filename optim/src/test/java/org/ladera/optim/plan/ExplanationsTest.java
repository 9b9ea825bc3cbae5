package org.ladera.optim.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.core.backend.cpu.CpuBackend;
import org.ladera.core.backend.cpu.CpuSettings;
import org.ladera.core.backend.cpu.CpuSettings.Tiers;
import org.ladera.core.plan.Options;
import org.ladera.core.plan.Plan;
import org.ladera.core.plan.Touched;
import org.ladera.core.plan.text.PlanText;
import org.ladera.core.program.Step;

/**
 * What training steps say of themselves: how they are fused, in which order, in what memory. A
 * change of any plan is seen here.
 */
class ExplanationsTest {
  private static final CpuBackend CPU =
      new CpuBackend(new CpuSettings(1, Tiers.INTERPRETED, Options.standard()));

  static Stream<String> names() {
    return Workloads.named().keySet().stream();
  }

  private static Workload workload(String name) {
    return Workloads.named().get(name);
  }

  /** Without the lines that depend on the machine and the moment. */
  private static String sameEverywhere(String text) {
    return text.lines()
        .filter(line -> !line.strip().startsWith("here: "))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void plansAreAsAccepted(String name) {
    AcceptedText.assertAccepted(name, sameEverywhere(workload(name).explanation(CPU)));
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyStepSaysWhyItIsApartFromThoseWhoseValuesItReads(String name) {
    Plan plan = workload(name).plan();
    PlanText text = new PlanText(plan);
    Map<Integer, Set<Integer>> makers = new HashMap<>();
    List<Step> steps = plan.program().steps();
    int pairs = 0;
    for (int i = 0; i < steps.size(); i++) {
      List<String> lines = text.step(i);
      for (int buffer : read(steps.get(i))) {
        for (int maker : makers.getOrDefault(buffer, Set.of())) {
          String from = "from (#[0-9]+, )*#" + maker + "(, #[0-9]+)* .*: .*";
          assertTrue(
              lines.stream().anyMatch(line -> line.matches(from)),
              () -> "no reason for what #" + maker + " gives in " + lines);
          pairs++;
        }
      }
      assertTrue(lines.stream().noneMatch(line -> line.contains("each op")), lines::toString);
      int position = i;
      Touched.writtenBy(
          steps.get(i),
          buffer -> makers.computeIfAbsent(buffer, _ -> new TreeSet<>()).add(position));
    }
    assertTrue(pairs > 0, "no step reads of another");
  }

  /** What a step reads; one that only fills its part of a concat does not read that. */
  private static List<Integer> read(Step step) {
    List<Integer> met = new ArrayList<>();
    Touched.by(step, met::add);
    Touched.writtenBy(step, written -> met.remove(Integer.valueOf(written)));
    return met;
  }

  @Test
  void aTextDoesNotDependOnTheRunOrTheThreads() {
    CpuBackend other = new CpuBackend(new CpuSettings(3, Tiers.VECTOR, Options.standard()));
    assertEquals(
        sameEverywhere(workload("attention").explanation(CPU)),
        sameEverywhere(workload("attention").explanation(other)));
  }

  @Test
  void aDifferenceHasTheLinesOfOneTextOnly() {
    assertEquals("- b\n+ x\n+ d", AcceptedText.difference("a\nb\nc\n", "a\nx\nc\nd\n"));
  }
}
