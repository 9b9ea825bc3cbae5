package org.ladera.benchmarks.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ladera.benchmarks.work.OpKind;

class OpChoiceTest {
  @Test
  void anOpOrAGroupIsChosenByItsName() {
    OpChoice choice = OpChoice.parse(List.of("sum-first", "BROADCAST"));

    assertEquals(Set.of(OpKind.SUM_FIRST, OpKind.ADD_ROW, OpKind.ADD_COLUMN), choice.kinds());
    assertFalse(choice.hasOverhead());
  }

  @Test
  void theOverheadIsChosenLikeAnOp() {
    OpChoice choice = OpChoice.parse(List.of("overhead"));

    assertTrue(choice.hasOverhead());
    assertEquals(Set.of(), choice.kinds());
  }

  @Test
  void withoutWordsAllAreTimed() {
    assertEquals(OpKind.values().length, OpChoice.all().kinds().size());
    assertTrue(OpChoice.all().hasOverhead());
  }

  @Test
  void anotherNameIsRefusedWithThoseThereAre() {
    String message =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class, () -> OpChoice.parse(List.of("add", "gelo")))
                .getMessage());

    assertTrue(message.startsWith("--ops: there is no op \"gelo\"; known: overhead, the groups "));
    assertTrue(message.contains("softmax") && message.contains("gelu-chain"), message);
  }
}
