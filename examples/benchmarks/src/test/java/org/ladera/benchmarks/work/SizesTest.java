package org.ladera.benchmarks.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {
  @Test
  void aSizeIsWrittenOutOrWithAnExponent() {
    assertEquals(List.of(1000, 1000, 25), Sizes.parse("--sizes", List.of("1000", "1e3", " 25")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "0", "-1", "1.5", "1e10"})
  void whatIsNoSizeIsRefusedWithTheOptionsName(String word) {
    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class, () -> Sizes.parse("--sizes", List.of("1", word)));

    assertEquals(
        "--sizes: whole numbers such as 1000 or 1e3 are needed, got \"" + word + "\"",
        failure.getMessage());
  }
}
