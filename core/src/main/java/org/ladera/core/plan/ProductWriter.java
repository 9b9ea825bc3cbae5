package org.ladera.core.plan;

import com.google.common.primitives.ImmutableLongArray;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ladera.core.plan.Vertex.Edge;
import org.ladera.core.program.Header;
import org.ladera.core.program.Loop;
import org.ladera.core.program.MatMul;
import org.ladera.core.program.MatMul.Operand;
import org.ladera.core.program.Storage;

/**
 * Writes a group with a matrix product. A product of one column is written as one of one row, whose
 * entries are neighbors too, so that its loop has rows.
 */
final class ProductWriter {
  /**
   * Below so many columns a row is stored by parts of vectors, and a load of the next row that
   * overlaps such a store waits for it: 60 ns a row.
   */
  private static final int NARROW = 64;

  private ProductWriter() {}

  static MatMul write(Group group, Targets targets, Map<Vertex, Integer> flags, Header header) {
    Vertex product = Objects.requireNonNull(group.product());
    boolean alone =
        group.members().size() == 1
            && targets.all(product).size() == 1
            && !flags.containsKey(product);
    int buffer = alone ? targets.of(product) : buffer(group, product, targets);
    @Nullable Loop epilogue =
        alone ? null : new LoopWriter(group, targets, flags).write(buffer, header);
    Operand a = operand(product.edges().get(0), targets);
    Operand b = operand(product.edges().get(1), targets);
    int[] sizes = product.shape().toArray();
    int rank = sizes.length;
    int m = sizes[rank - 2];
    int n = sizes[rank - 1];
    int k = product.edges().get(0).shape().last();
    ImmutableLongArray.Builder batch = ImmutableLongArray.builder();
    for (int axis = 0; axis < rank - 2; axis++) {
      batch.add(sizes[axis]);
    }
    boolean turned = ProductAxes.isOneColumn(group.seat(product).result().dims());
    return new MatMul(
        header,
        product.dtype(),
        batch.build(),
        turned ? n : m,
        turned ? m : n,
        k,
        turned ? transposed(b, k, true) : a,
        turned ? transposed(a, k, false) : b,
        buffer,
        epilogue);
  }

  /** The other matrix in the same memory; one of one row counts as dense if its entries are. */
  private static Operand transposed(Operand operand, long k, boolean oneRow) {
    long rows = operand.columnStride();
    long columns = operand.rowStride();
    if (oneRow) {
      rows = columns == 1 ? k : 1;
    }
    return new Operand(operand.buffer(), operand.offset(), rows, columns, operand.batchStrides());
  }

  private static Operand operand(Edge edge, Targets targets) {
    @Nullable Operand operand = Operands.operand(edge, targets.of(edge.source()));
    if (operand == null) {
      throw new IllegalStateException("plan: " + edge.user() + " cannot read " + edge.source());
    }
    return operand;
  }

  /** Where the product is written: its own memory, or that of a result at the same places. */
  private static int buffer(Group group, Vertex product, Targets targets) {
    if (group.isStored(product)) {
      return targets.of(product);
    }
    Reading dense = Reading.of(product.shape(), group.seat(product).result());
    boolean isNarrow = product.shape().last() < NARROW;
    for (Vertex member : group.ordered()) {
      if (!isNarrow
          && member.kind() == Vertex.Kind.MAP
          && member.dtype() == product.dtype()
          && member.shape().size() == product.shape().size()
          && group.isStored(member)
          && !targets.parts().isOnlyPart(member, group)
          && Reading.of(member.shape(), group.seat(member).result()).equals(dense)
          && !(targets.buffers().get(targets.of(member)).storage() instanceof Storage.State)) {
        return targets.of(member);
      }
    }
    return targets.add(product.dtype(), product.shape(), new Storage.Tile(), "product");
  }
}
