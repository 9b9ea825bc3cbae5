package org.ladera.autograd.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ladera.core.memory.HostArray;

/** Small random programs on what is easily forgotten. */
class BiasedFuzzTest {
  private static final int PROGRAMS = 400;

  @ParameterizedTest
  @EnumSource(
      value = Bias.class,
      names = {"SPECIAL_VALUES", "EMPTY_AXES", "ODD_LAYOUTS"})
  void cpuAgrees(Bias bias, TestReporter reporter) {
    Agreement.assertAgree(bias, Families.CPU, PROGRAMS, Duration.ofSeconds(40), reporter);
  }

  @Test
  void programsAreWhatTheyAreDrawnFor() {
    int special = 0;
    int empty = 0;
    int odd = 0;
    for (int seed = 0; seed < 100; seed++) {
      special += hasSpecial(Generator.program(seed, Bias.SPECIAL_VALUES)) ? 1 : 0;
      empty +=
          Generator.program(seed, Bias.EMPTY_AXES).computation().order().stream()
                  .anyMatch(node -> node.shape().size() == 0)
              ? 1
              : 0;
      odd +=
          Generator.program(seed, Bias.ODD_LAYOUTS).layouts().stream()
                  .anyMatch(layout -> layout != Layout.DENSE)
              ? 1
              : 0;
    }
    assertTrue(special > 60 && empty > 60 && odd > 60, special + ", " + empty + ", " + odd);
  }

  private static boolean hasSpecial(FuzzProgram program) {
    Draw draw = program.draws().getFirst();
    return draw.inputs().stream().anyMatch(BiasedFuzzTest::hasSpecial)
        || draw.variables().stream().anyMatch(BiasedFuzzTest::hasSpecial);
  }

  private static boolean hasSpecial(HostArray values) {
    boolean found = false;
    for (long i = 0; i < values.size() && values.type().dtype().isFloating(); i++) {
      double value = values.getDouble(i);
      found |= !Double.isFinite(value) || (value != 0 && Math.abs(value) < Float.MIN_NORMAL);
    }
    return found;
  }
}
