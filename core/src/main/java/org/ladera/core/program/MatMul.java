package org.ladera.core.program;

import com.google.common.primitives.ImmutableLongArray;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.DType;

/**
 * Matrix products {@code product[batch..., m, n] = a[batch..., m, k] · b[batch..., k, n]}, and a
 * loop over their entries while these are near.
 *
 * @param header what it is called
 * @param dtype float32 or float64
 * @param batch the sizes of the batch axes, none for one product
 * @param m rows of a and of the product
 * @param n columns of b and of the product
 * @param k columns of a, rows of b; the product is 0 if it is 0
 * @param a the left operand
 * @param b the right operand
 * @param product the buffer of the product, dense; of storage {@link Storage.Tile} if only the
 *     epilogue reads it
 * @param epilogue a loop whose extents are {@code batch..., m, n}, whose row is the last axis, and
 *     which reads the product at its own point only; it may store to the product's buffer
 */
public record MatMul(
    Header header,
    DType dtype,
    ImmutableLongArray batch,
    long m,
    long n,
    long k,
    Operand a,
    Operand b,
    int product,
    @Nullable Loop epilogue)
    implements Step {
  /**
   * An operand by strides, which absorb transposes and slices: entry {@code offset + Σ
   * batchStrides[i] · batch index + row · rowStride + column · columnStride}. One of the two
   * strides is 1, unless the matrix has one row or column.
   *
   * @param buffer the buffer
   * @param offset the first entry
   * @param rowStride from one row to the next
   * @param columnStride from one column to the next
   * @param batchStrides along the batch axes; 0 where the operand is shared
   */
  public record Operand(
      int buffer,
      long offset,
      long rowStride,
      long columnStride,
      ImmutableLongArray batchStrides) {}
}
