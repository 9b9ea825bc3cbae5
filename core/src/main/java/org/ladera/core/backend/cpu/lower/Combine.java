package org.ladera.core.backend.cpu.lower;

import com.google.common.primitives.ImmutableLongArray;
import org.ladera.core.program.Reduction;
import org.ladera.core.type.DType;

/**
 * What the results of rows, or of blocks of rows, become in the end. They lie dense: for each entry
 * of the kept axes, for each of the rows or blocks, the columns.
 *
 * @param kind how
 * @param dtype the type of the entries
 * @param kept the sizes of the kept axes
 * @param lines the number of rows or blocks
 * @param block how many lines are one block: 1, or {@link Nest#BLOCK} where they are rows
 * @param columns the number of columns
 * @param buffer where the lines lie
 * @param offset the first byte there
 * @param target where the totals go, its outer distances being along the kept axes
 */
public record Combine(
    Reduction kind,
    DType dtype,
    ImmutableLongArray kept,
    long lines,
    int block,
    long columns,
    int buffer,
    long offset,
    Place target) {
  /** {@return the number of entries of the kept axes} */
  public long keptSize() {
    return kept.stream().reduce(1, (a, b) -> a * b);
  }

  /** {@return how many bytes the lines take} */
  public long bytes() {
    return keptSize() * lines * columns * dtype.size();
  }
}
