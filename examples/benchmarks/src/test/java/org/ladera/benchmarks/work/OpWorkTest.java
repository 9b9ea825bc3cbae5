package org.ladera.benchmarks.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OpWorkTest {
  @ParameterizedTest
  @EnumSource(OpKind.class)
  void aWorkComesBackFromItsWord(OpKind op) {
    OpWork work = new OpWork(op, 1000);

    assertEquals(work, OpWork.decode(work.encode()));
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "1000,25,40", "1000000,1000,1000", "10000000,3125,3200", "7,1,7"})
  void aMatrixIsAsSquareAsItsSizeAllows(int size, int rows, int columns) {
    OpWork work = new OpWork(OpKind.ADD, size);

    assertEquals(rows, work.rows());
    assertEquals(columns, work.columns());
  }

  @ParameterizedTest
  @EnumSource(OpKind.class)
  void theFirstMatrixHasAllEntries(OpKind op) {
    assertEquals(1000, new OpWork(op, 1000).operands().getFirst().count());
  }

  @Test
  void aSliceIsNeverEmpty() {
    OpWork one = new OpWork(OpKind.SLICE, 1);
    OpWork many = new OpWork(OpKind.SLICE, 10_000);

    assertEquals(1, one.sliceEnd() - one.sliceBegin());
    assertEquals(50, many.sliceEnd() - many.sliceBegin());
  }

  @Test
  void whatGoesByNumbersOfEntriesIsNoKernel() {
    assertFalse(OpKind.SORT.isKernel());
    assertTrue(OpKind.SUM_FIRST.isKernel());
  }

  /** addcmul reads three arrays and writes one, gelu and the product read and write one each. */
  @Test
  void aChainSavesTraffic() {
    assertEquals(8.0 / 4, OpKind.GELU_CHAIN.traffic());
    assertEquals(1, OpKind.GELU.traffic());
  }
}
