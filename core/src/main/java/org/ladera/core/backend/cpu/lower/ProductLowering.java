package org.ladera.core.backend.cpu.lower;

import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.ladera.core.program.Loop;
import org.ladera.core.program.MatMul;
import org.ladera.core.program.Stream;
import org.ladera.core.program.kernel.KernelForm;
import org.ladera.core.type.DType;

/** Brings matrix products down to products in nested loops, with or without what follows each. */
public final class ProductLowering {
  private ProductLowering() {}

  /**
   * What remains to be done after products that are followed by a loop over their entries.
   *
   * @param nest the products
   * @param combines what is done with the results of blocks
   */
  public record Joined(ProductNest nest, List<Combine> combines) {
    /** Copies the list. */
    public Joined {
      combines = List.copyOf(combines);
    }
  }

  /**
   * {@return the products alone}
   *
   * @param product the products
   * @param target the buffer that receives them
   */
  public static ProductNest alone(MatMul product, int target) {
    List<Stream> streams = streams(product, product.batch(), target);
    List<Axis> batch = new ArrayList<>();
    for (int axis = 0; axis < product.batch().length(); axis++) {
      ImmutableLongArray.Builder strides = ImmutableLongArray.builder();
      for (Stream stream : streams) {
        strides.add(stream.strides().get(axis));
      }
      batch.add(new Axis(product.batch().get(axis), strides.build()));
    }
    List<Axis> axes = Axis.collapsed(batch);
    List<Place> places = new ArrayList<>();
    int width = product.dtype().size();
    for (int i = 0; i < streams.size(); i++) {
      ImmutableLongArray.Builder distances = ImmutableLongArray.builder();
      for (Axis axis : axes) {
        distances.add(axis.strides().get(i) * width);
      }
      Stream stream = streams.get(i);
      places.add(new Place(stream.buffer(), stream.offset() * width, distances.build(), 0, 0));
    }
    return new ProductNest(
        ImmutableLongArray.copyOf(axes.stream().mapToLong(Axis::extent)),
        places.get(0),
        places.get(1),
        places.get(2),
        null);
  }

  /**
   * {@return each product with what follows it, or nothing if that cannot be done product by
   * product}
   *
   * @param product the products, not empty, with an epilogue
   * @param epilogue the epilogue, in which {@link Region#TILE} may stand for the product's buffer
   * @param target the buffer that receives the products, or {@link Region#TILE}
   * @param types the types of buffers
   */
  public static Optional<Joined> joined(
      MatMul product, Loop epilogue, int target, IntFunction<DType> types) {
    ImmutableLongArray extents = epilogue.extents();
    List<Stream> streams = new ArrayList<>(epilogue.streams());
    streams.addAll(streams(product, extents, target));
    Loop loop =
        new Loop(
            epilogue.header(),
            extents,
            epilogue.rowAxes(),
            epilogue.totalAxes(),
            streams,
            epilogue.body(),
            List.of());
    Optional<Lowered> lowered =
        LoopLowering.ofMatrices(
            loop, buffer -> buffer == Region.TILE ? product.dtype() : types.apply(buffer));
    if (lowered.isEmpty() || lowered.get().nest() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Joined(
            nest(lowered.get().nest(), epilogue.streams().size()), lowered.get().combines()));
  }

  /** The operands and the product as streams that move along the batch only. */
  private static List<Stream> streams(MatMul product, ImmutableLongArray extents, int target) {
    int rank = extents.length();
    int batch = product.batch().length();
    long[] a = new long[rank];
    long[] b = new long[rank];
    long[] c = new long[rank];
    long stride = product.m() * product.n();
    for (int axis = batch - 1; axis >= 0; axis--) {
      a[axis] = product.a().batchStrides().get(axis);
      b[axis] = product.b().batchStrides().get(axis);
      c[axis] = stride;
      stride *= product.batch().get(axis);
    }
    return List.of(
        new Stream(product.a().buffer(), product.a().offset(), ImmutableLongArray.copyOf(a)),
        new Stream(product.b().buffer(), product.b().offset(), ImmutableLongArray.copyOf(b)),
        new Stream(target, 0, ImmutableLongArray.copyOf(c)));
  }

  private static ProductNest nest(Nest all, int count) {
    Nest epilogue =
        new Nest(
            new KernelForm(all.form().streams().subList(0, count), all.form().body()),
            all.outer(),
            all.rows(),
            all.columns(),
            all.blocked(),
            all.places().subList(0, count));
    int batch = all.outer().length() - (all.blocked() ? 1 : 0);
    return new ProductNest(
        all.outer().subArray(0, batch),
        all.places().get(count),
        all.places().get(count + 1),
        all.places().get(count + 2),
        epilogue);
  }
}
