package org.ladera.core.program;

import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/**
 * A dense, row-major array.
 *
 * @param id its position in the program's list
 * @param dtype the type of its entries
 * @param shape its shape
 * @param storage where its bytes are
 * @param label what explain() calls it
 */
public record Buffer(int id, DType dtype, Shape shape, Storage storage, String label) {
  /** {@return its size in bytes} */
  public long bytes() {
    return shape.size() * dtype.size();
  }
}
