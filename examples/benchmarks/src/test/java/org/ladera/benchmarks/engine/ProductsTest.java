package org.ladera.benchmarks.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ladera.benchmarks.work.ProductWork;

class ProductsTest {
  /** Rows, columns and inner size differ, so that one taken for another is found. */
  @ParameterizedTest
  @ValueSource(strings = {"5x7x11", "5tx7x11", "5x7x11t", "5tx7x11t", "5x7x11d", "5tx7x11td"})
  void openBlasComputesWhatLaderaDoes(String word) throws LackingException {
    ProductWork work = ProductWork.decode(word);
    Session ladera = LaderaProducts.open(work);
    Session blas = BlasEngine.openBlas().openProduct(work);
    try {
      ladera.step();
      blas.step();

      assertArrayEquals(ladera.result(1000), blas.result(1000), 1e-5f);
    } finally {
      ladera.close();
      blas.close();
    }
  }

  @Test
  void oneDnnHasNoProductOfFloat64() {
    LackingException failure =
        assertThrows(
            LackingException.class,
            () -> BlasEngine.oneDnn().openProduct(ProductWork.decode("2x2x2d")));

    assertEquals("has no product of float64", failure.getMessage());
  }
}
