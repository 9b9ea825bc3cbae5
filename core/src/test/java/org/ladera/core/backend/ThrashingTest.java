package org.ladera.core.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The cache of programs is bounded, and says so once when that costs. */
class ThrashingTest {
  private final Logger logger = Logger.getLogger(ProgramCache.class.getName());
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord message) {
          if (message.getLevel().equals(Level.WARNING)) {
            records.add(message);
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  private static INDArray ofSize(int size) {
    return HostArray.zeros(new TensorType(DType.FLOAT32, Shape.of(size))).toINDArray();
  }

  private static Compiled sum() {
    return Backends.using(Backends.named("reference"), () -> Compiled.of(x -> x.sum()));
  }

  @Test
  void aFewSizesAreCompiledOnceAndNothingIsSaid() {
    try (Compiled sum = sum()) {
      for (int round = 0; round < 5; round++) {
        for (int size = 1; size <= 32; size++) {
          sum.run(ofSize(size));
        }
      }
      assertEquals(32, sum.traces());
    }
    assertEquals(List.of(), records);
  }

  @Test
  void manySizesAreCompiledAgainAndAgainAndItIsSaidOnce() {
    try (Compiled sum = sum()) {
      for (int round = 0; round < 5; round++) {
        for (int size = 1; size <= 33; size++) {
          sum.run(ofSize(size));
          assertEquals(round * 33 + size >= 64 ? 1 : 0, records.size());
        }
      }
      assertEquals(5 * 33, sum.traces());
    }
    assertEquals(
        "compiled: 64 programs were compiled, one for each new combination of types and shapes of"
            + " the inputs (now [f32[31]]), and only the 32 used last are kept; compiling takes far"
            + " longer than a run. Bring the inputs to a few sizes: pad them, drop a short last"
            + " batch, or sort what is of one length into one batch",
        records.getFirst().getMessage());
  }
}
