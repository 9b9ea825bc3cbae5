package org.ladera.core.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FuelTest {
  @Test
  void lastsForAsManyDecisionsAsThereAre() {
    Fuel fuel = Fuel.of(2);
    assertTrue(fuel.take());
    assertTrue(fuel.take());
    assertFalse(fuel.take());
    assertFalse(fuel.take());
    fuel.giveBack(1);
    assertTrue(fuel.take());
    assertFalse(fuel.take());
  }

  @Test
  void isWithoutLimitUnlessTheSystemPropertySaysSo() {
    Fuel fuel = Fuel.unlimited();
    assertTrue(IntStream.range(0, 1000).allMatch(_ -> fuel.take()));
    fuel.giveBack(Long.MAX_VALUE);
    assertTrue(fuel.take());
    System.setProperty("ladera.fuel", "0");
    try {
      assertFalse(Fuel.fromProperty().take());
      System.setProperty("ladera.fuel", "some");
      assertEquals(
          "-Dladera.fuel: a whole number is needed, got \"some\"",
          assertThrows(IllegalArgumentException.class, Fuel::fromProperty).getMessage());
      System.setProperty("ladera.fuel", "");
      assertTrue(Fuel.fromProperty().take());
    } finally {
      System.clearProperty("ladera.fuel");
    }
    assertTrue(Fuel.fromProperty().take());
  }

  @Test
  void isNotNegative() {
    assertEquals(
        "Fuel: at least 0 is needed, got -1",
        assertThrows(IllegalArgumentException.class, () -> Fuel.of(-1)).getMessage());
  }
}
