package org.ladera.core.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.ladera.core.backend.Assignment;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.Executable;
import org.ladera.core.backend.FiniteCheck;
import org.ladera.core.backend.NonFiniteException;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/** What is set by properties of the system. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class CpuSettingsTest {
  private static CpuSettings with(String property, String value) {
    String before = System.getProperty(property);
    System.setProperty(property, value);
    try {
      return CpuSettings.ofProperties();
    } finally {
      if (before == null) {
        System.clearProperty(property);
      } else {
        System.setProperty(property, before);
      }
    }
  }

  /** What a variable of 1 and 2 is after a run that makes its next value infinite. */
  private static double[] afterFailure(CpuSettings settings) {
    Variable v = Variable.of("v", HostArray.ofDoubles(DType.FLOAT32, Shape.of(2), 1, 2));
    Node next = v.times(1e38).times(1e38);
    Computation computation =
        new Computation(
            "test",
            List.of(),
            List.of(),
            List.of(new Assignment(v, next)),
            List.of(new FiniteCheck("the next value", next)));
    try (Executable executable = new CpuBackend(settings).compile(computation)) {
      assertThrows(NonFiniteException.class, () -> executable.run(List.of()));
    }
    return v.memory().toDoubles();
  }

  @Test
  void aVariableThatIsWatchedKeepsItsValueWhenARunFails() {
    double infinite = Double.POSITIVE_INFINITY;
    assertArrayEquals(
        new double[] {infinite, infinite}, afterFailure(with("ladera.watch", "false")));
    assertArrayEquals(new double[] {1, 2}, afterFailure(with("ladera.watch", "true")));
  }

  @Test
  void theTierIsOneOfThree() {
    assertEquals(CpuSettings.Tiers.VECTOR, with("ladera.tier", "vector").tiers());
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> with("ladera.tier", "fast"));
    assertEquals(
        "-Dladera.tier: interpreted, vector or both is needed, got \"fast\"", error.getMessage());
  }
}
