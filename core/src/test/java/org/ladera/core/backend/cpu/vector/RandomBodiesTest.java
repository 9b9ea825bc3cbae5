package org.ladera.core.backend.cpu.vector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.ladera.core.program.kernel.Kernel;
import org.ladera.core.program.kernel.KernelForm;

class RandomBodiesTest {
  private static final int FORMS = Integer.getInteger("ladera.forms", 300);
  private static final long[][] SHAPES = {
    {1, 1}, {3, 5}, {2, 7}, {5, 8}, {4, 16}, {3, 17}, {2, 33}, {1, 64}, {2, 100}, {1, 250}, {0, 9},
    {3, 0}, {2, 1100}
  };

  /** Of few columns. */
  private static final long[][] NARROW = {
    {2, 1}, {40, 1}, {7, 2}, {33, 3}, {64, 3}, {16, 4}, {9, 5}, {11, 7}, {8, 8}, {6, 9}
  };

  @Test
  void drawnFormsGiveTheBitsOfTheInterpreter() {
    compare(new VectorCompiler());
  }

  @Test
  void soDoFormsThatAreCutIntoManyStages() {
    compare(new VectorCompiler(Machine.here(), 5));
  }

  private static void compare(VectorCompiler compiler) {
    Map<String, Integer> declined = new TreeMap<>();
    int compiled = 0;
    for (long seed = 0; seed < FORMS; seed++) {
      KernelForm form = Bodies.draw(seed);
      switch (compiler.compile(form)) {
        case Compilation.Compiled(var kernel) -> {
          compiled++;
          for (long[] shape : SHAPES) {
            compare(kernel, form, shape, seed, Trial.Spacing.APART);
          }
          for (long[] shape : NARROW) {
            for (Trial.Spacing spacing : Trial.Spacing.values()) {
              compare(kernel, form, shape, seed, spacing);
            }
          }
        }
        case Compilation.Declined(String reason) -> declined.merge(reason, 1, Integer::sum);
      }
    }
    // Drawn forms mix types now and then, and small vectors hold too few bools.
    assertTrue(
        declined.keySet().stream()
            .allMatch(r -> r.startsWith("entries of 8 bytes") || r.startsWith("bools in memory")),
        declined::toString);
    assertTrue(compiled > FORMS / 2, declined::toString);
  }

  private static void compare(
      Kernel kernel, KernelForm form, long[] shape, long seed, Trial.Spacing spacing) {
    try (Arena arena = Arena.ofConfined()) {
      Trial trial =
          new Trial(
              arena, form, shape[0], shape[1], Trial.apart(form), seed, seed % 2 * 0.3, spacing);
      trial.compare(trial.interpreted(), trial.run(kernel), "seed " + seed);
    }
  }
}
