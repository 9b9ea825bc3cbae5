package org.ladera.core.backend.cpu.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.core.program.kernel.Movement.STRIDED;
import static org.ladera.core.program.kernel.Movement.UNIT;
import static org.ladera.core.type.DType.FLOAT32;
import static org.ladera.core.type.DType.INT64;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.Sink;
import org.ladera.core.program.kernel.Arguments;
import org.ladera.core.program.kernel.Kernel;
import org.ladera.core.program.kernel.KernelForm;

/** Calls with a negative number of rows are counted by the JIT and do nothing. */
class CountedCallsTest {
  /** Rows that share a vector, that are one, that are several, and of several tiles of stages. */
  private static final long[] COLUMNS = {1, 3, 10, 40, 3000};

  private static List<KernelForm> forms() {
    List<KernelForm> forms =
        new ArrayList<>(
            List.of(
                NamedForms.biasRelu(),
                NamedForms.adam(),
                NamedForms.softmaxCrossEntropy(INT64),
                NamedForms.normalized(33),
                NamedForms.hyperbolic(60),
                NamedForms.rows(Reduction.MAX, FLOAT32),
                transposed()));
    for (long seed = 0; seed < 100; seed++) {
      forms.add(Bodies.draw(seed));
    }
    return forms;
  }

  private static KernelForm transposed() {
    BodyBuilder body = new BodyBuilder();
    body.sink(new Sink.Store(1, body.load(FLOAT32, 0)));
    return Trial.form(body.body(), FLOAT32, STRIDED, FLOAT32, UNIT);
  }

  /** Code that does nothing. */
  private static final Kernel NOTHING =
      new Kernel() {
        @Override
        public void run(long[] arguments, long scratch) {}

        @Override
        public long scratchBytes(long columns) {
          return 0;
        }
      };

  @Test
  void theyChangeNothing() {
    VectorCompiler compiler = new VectorCompiler();
    int compiled = 0;
    for (KernelForm form : forms()) {
      if (compiler.compile(form) instanceof Compilation.Compiled(Kernel kernel)) {
        compiled++;
        for (long columns : COLUMNS) {
          check(form, kernel, columns);
        }
      }
    }
    assertTrue(compiled > 50, compiled + " forms were compiled");
  }

  private static void check(KernelForm form, Kernel kernel, long columns) {
    try (Arena arena = Arena.ofConfined()) {
      Trial trial = new Trial(arena, form, 3, columns, Trial.apart(form), 1, 0);
      byte[] before = trial.run(NOTHING);
      trial.arguments[Arguments.ROWS] = -3;
      assertArrayEquals(before, trial.run(kernel), () -> columns + "\n" + Trial.show(form));
      trial.arguments[Arguments.ROWS] = 3;
      trial.compare(trial.interpreted(), trial.run(kernel), "after such a call");
    }
  }
}
