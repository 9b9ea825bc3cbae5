package org.ladera.benchmarks.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ladera.benchmarks.work.KernelWork;
import org.ladera.benchmarks.work.OpKind;
import org.ladera.benchmarks.work.OpWork;

class LaderaOpsTest {
  private static final Pattern KERNEL = Pattern.compile("(?m)^ *here: k[0-9]+ x ");

  @ParameterizedTest
  @EnumSource(value = OpKind.class, mode = EnumSource.Mode.EXCLUDE, names = "SORT")
  void everyOpRunsOnceAndAgain(OpKind op) throws LackingException {
    Session session = LaderaOps.open(new OpWork(op, 60));
    try {
      session.step();
      float[] first = session.result(1000);
      session.step();

      assertTrue(first.length > 0);
      assertArrayEquals(first, session.result(1000));
    } finally {
      session.close();
    }
  }

  @Test
  void whatIsMissingIsSaid() {
    LackingException failure =
        assertThrows(LackingException.class, () -> LaderaOps.open(new OpWork(OpKind.SORT, 4)));

    assertEquals("has no sort", failure.getMessage());
  }

  /** The overhead of a kernel is told by their number, so it has to be right. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void theSumsOfAChainAreKernelsOfTheirOwn(int stages) {
    KernelWork work = new KernelWork(stages);
    LaderaProgram program = LaderaOps.open(work);
    try {
      assertEquals(
          work.kernels(), KERNEL.matcher(program.explain()).results().count(), program.explain());
    } finally {
      program.close();
    }
  }
}
