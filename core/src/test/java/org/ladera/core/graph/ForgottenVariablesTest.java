package org.ladera.core.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ladera.core.memory.HostArray;
import org.ladera.core.memory.NativeBudget;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/** Variables that nobody knows any more go before they take all memory. */
class ForgottenVariablesTest {
  private static final long MEGABYTES_16 = 16L << 20;

  private static Variable large() {
    TensorType type = new TensorType(DType.FLOAT32, Shape.of(1 << 22));
    return Variable.of("large", HostArray.zeros(type));
  }

  @Test
  void theCollectorLooksForThemWheneverSomeHundredMegabytesWereAdded() {
    Variable kept = large();
    kept.memory().setDouble(7, 3);
    long before = NativeBudget.shared().held();
    long most = 0;
    int count = 200;
    for (int i = 0; i < count; i++) {
      large();
      most = Math.max(most, NativeBudget.shared().held() - before);
    }
    long held = most;
    assertTrue(held >= MEGABYTES_16, () -> "held " + held);
    assertTrue(
        held < count * MEGABYTES_16 / 2, () -> "held " + held + " of " + count * MEGABYTES_16);
    assertEquals(3, kept.value().getDouble(7));
  }
}
