package org.ladera.core.backend.cpu.vector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.ladera.core.program.kernel.KernelForm;

class RandomBodiesTest {
  private static final int FORMS = Integer.getInteger("ladera.forms", 300);
  private static final long[][] SHAPES = {
    {1, 1}, {3, 5}, {2, 7}, {5, 8}, {4, 16}, {3, 17}, {2, 33}, {1, 64}, {2, 100}, {1, 250}, {0, 9},
    {3, 0}, {2, 1100}
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
            try (Arena arena = Arena.ofConfined()) {
              Trial trial =
                  new Trial(
                      arena, form, shape[0], shape[1], Trial.apart(form), seed, seed % 2 * 0.3);
              trial.compare(trial.interpreted(), trial.run(kernel), "seed " + seed);
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
}
