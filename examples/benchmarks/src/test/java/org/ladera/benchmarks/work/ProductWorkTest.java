package org.ladera.benchmarks.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductWorkTest {
  @ParameterizedTest
  @ValueSource(strings = {"128x784x256", "784tx128x256", "128x256x784t", "3tx4x5td", "64x64x64d"})
  void aWorkComesBackFromItsWord(String word) {
    assertEquals(word, ProductWork.decode(word).encode());
  }

  @Test
  void aWordHasRowsInnerSizeAndColumns() {
    assertEquals(
        new ProductWork(784, 256, 128, true, false, false), ProductWork.decode("784tx128x256"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2x3", "0x1x1", "2x3tx4", "axbxc", "1x1x1f", "100000x1x1"})
  void anotherWordIsRefused(String word) {
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> ProductWork.decode(word))
                .getMessage());

    assertTrue(message.startsWith("--shapes: rows, inner size and columns are needed"), message);
    assertTrue(message.endsWith("got \"" + word + '"'), message);
  }

  /** Gradients of the first layer's input are not needed. */
  @Test
  void aStepHasThreeProductsALayerButTwoInTheFirst() {
    assertEquals(
        List.of("7x4x16", "4tx7x16", "7x16x3", "16tx7x3", "7x3x16t"),
        ProductWork.ofNetwork(List.of(4, 16, 3), 7).stream().map(ProductWork::encode).toList());
  }

  @Test
  void anEntryTakesAMultiplicationAndAnAdditionForEachInnerIndex() {
    assertEquals(2.0 * 2 * 3 * 4, ProductWork.decode("2x3x4").operations());
  }
}
