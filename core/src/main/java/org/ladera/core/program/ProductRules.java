package org.ladera.core.program;

import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Of a matrix product in itself, but for what its epilogue has in common with other loops. */
final class ProductRules {
  private final Verification verification;
  private final int step;
  private final MatMul product;

  ProductRules(Verification verification, int step, MatMul product) {
    this.verification = verification;
    this.step = step;
    this.product = product;
  }

  /** Complains, or hands out what is read of the operands. */
  void verify(BiConsumer<Integer, Region> reads) {
    if (!product.dtype().isFloating()) {
      throw verification.complaint(step, "a product of " + product.dtype().label());
    }
    List<Long> sizes = new ArrayList<>(product.batch().asList());
    sizes.addAll(List.of(product.m(), product.n(), product.k()));
    if (sizes.stream().anyMatch(size -> size < 0)) {
      throw verification.complaint(step, "a size is below 0: " + sizes);
    }
    operand(product.a(), product.m(), product.k(), reads);
    operand(product.b(), product.k(), product.n(), reads);
    verifyProduct();
    verifyEpilogue();
  }

  private void operand(
      MatMul.Operand operand, long rows, long columns, BiConsumer<Integer, Region> reads) {
    Buffer buffer = verification.buffer(operand.buffer(), step);
    require(buffer.dtype() == product.dtype(), buffer, "is not of the product's type");
    require(
        operand.batchStrides().length() == product.batch().length(),
        buffer,
        "has " + operand.batchStrides().length() + " strides for the batch");
    boolean near = operand.rowStride() == 1 || operand.columnStride() == 1;
    require(near || rows <= 1 || columns <= 1, buffer, "has no axis of stride 1");
    List<Long> extents = new ArrayList<>(product.batch().asList());
    extents.addAll(List.of(rows, columns));
    List<Long> strides = new ArrayList<>(operand.batchStrides().asList());
    strides.addAll(List.of(operand.rowStride(), operand.columnStride()));
    @Nullable Region region = Region.of(operand.offset(), extents, strides);
    if (region != null && product.m() > 0 && product.n() > 0) {
      long size = buffer.shape().size();
      require(
          region.first() >= 0 && region.last() < size,
          buffer,
          "has "
              + size
              + " entries, but those from "
              + region.first()
              + " to "
              + region.last()
              + " are multiplied");
      reads.accept(operand.buffer(), region);
    }
  }

  private void verifyProduct() {
    Buffer buffer = verification.buffer(product.product(), step);
    require(buffer.dtype() == product.dtype(), buffer, "is not of the product's type");
    long size = Math.multiplyExact(product.m(), product.n());
    for (long each : product.batch().toArray()) {
      size = Math.multiplyExact(size, each);
    }
    require(
        buffer.shape().size() == size,
        buffer,
        "has " + buffer.shape().size() + " entries, but the product " + size);
  }

  private void verifyEpilogue() {
    Buffer buffer = verification.buffer(product.product(), step);
    @Nullable Loop epilogue = product.epilogue();
    if (epilogue == null) {
      require(
          !(buffer.storage() instanceof Storage.Tile), buffer, "is a tile that no epilogue reads");
      return;
    }
    ImmutableLongArray space =
        ImmutableLongArray.builder()
            .addAll(product.batch())
            .add(product.m())
            .add(product.n())
            .build();
    if (!epilogue.extents().equals(space) || epilogue.rowAxes() != 1) {
      throw verification.complaint(
          step,
          "the epilogue passes "
              + epilogue.extents()
              + " with "
              + epilogue.rowAxes()
              + " axes in a row, but the product is "
              + space
              + " with 1");
    }
  }

  private void require(boolean holds, Buffer buffer, String otherwise) {
    verification.require(holds, step, buffer.id(), otherwise);
  }
}
