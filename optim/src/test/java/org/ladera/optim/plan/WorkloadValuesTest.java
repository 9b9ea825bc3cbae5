package org.ladera.optim.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.cpu.CpuBackend;
import org.ladera.core.backend.cpu.CpuSettings;
import org.ladera.core.backend.cpu.CpuSettings.Tiers;
import org.ladera.core.plan.Options;

/** The plans that are looked at compute what the reference backend computes op by op. */
class WorkloadValuesTest {
  private static final int STEPS = 3;

  static Stream<String> names() {
    return Workloads.named().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void lossesAreThoseOfTheReference(String name) {
    Workload workload = Workloads.named().get(name);
    CpuBackend cpu =
        new CpuBackend(new CpuSettings(2, Tiers.INTERPRETED, Options.standard(), true));
    List<Double> expected = workload.losses(Backends.named("reference"), STEPS);
    List<Double> losses = workload.losses(cpu, STEPS);
    for (int i = 0; i < STEPS; i++) {
      double tolerance = 1e-12 * Math.abs(expected.get(i));
      assertEquals(expected.get(i), losses.get(i), tolerance, "step " + i);
    }
  }
}
