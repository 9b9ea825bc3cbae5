package org.ladera.core.backend.cpu.lower;

import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Products of matrices in nested loops, each followed by a loop over its entries if there is one.
 *
 * @param outer the sizes of the axes of the batch
 * @param a where the left operands lie
 * @param b where the right operands lie
 * @param c where the products lie; in {@link Region#TILE} each right behind the one before
 * @param epilogue what follows, its axes around beginning with those of the batch; or null
 */
public record ProductNest(
    ImmutableLongArray outer, Place a, Place b, Place c, @Nullable Nest epilogue) {
  /** {@return the number of products} */
  public long count() {
    return outer.stream().reduce(1, (x, y) -> x * y);
  }

  /** {@return the part along an axis of the batch} */
  ProductNest part(int axis, long from, long to) {
    long[] sizes = outer.toArray();
    sizes[axis] = to - from;
    return new ProductNest(
        ImmutableLongArray.copyOf(sizes),
        a.moved(from * a.outer().get(axis)),
        b.moved(from * b.outer().get(axis)),
        c.buffer() == Region.TILE ? c : c.moved(from * c.outer().get(axis)),
        epilogue == null ? null : epilogue.part(axis, from, to));
  }

  /**
   * {@return parts of so many products or fewer, that do together what this does}
   *
   * @param most the number, at least 1
   */
  public List<ProductNest> parts(long most) {
    int axis = outer.length() - 1;
    long inner = 1;
    while (axis >= 0 && inner * outer.get(axis) <= most) {
      inner *= outer.get(axis);
      axis--;
    }
    List<ProductNest> parts = List.of(this);
    for (int cut = 0; cut <= axis; cut++) {
      long step = cut < axis ? 1 : Math.max(1, most / inner);
      List<ProductNest> finer = new ArrayList<>();
      for (ProductNest part : parts) {
        for (long from = 0; from < outer.get(cut); from += step) {
          finer.add(part.part(cut, from, Math.min(outer.get(cut), from + step)));
        }
      }
      parts = finer;
    }
    return parts;
  }

  /**
   * {@return the same with an epilogue over one tile of each product}
   *
   * @param row the first row of the tile, a multiple of {@link Nest#BLOCK} where there are blocks
   * @param rows its rows
   * @param column its first column
   * @param columns its columns
   * @param pitch how far its rows lie apart in {@link Region#TILE}, in bytes
   * @param width the size of an entry
   */
  public ProductNest tile(long row, long rows, long column, long columns, long pitch, int width) {
    if (epilogue == null) {
      return this;
    }
    Nest cut =
        epilogue.blocked()
            ? epilogue.part(outer.length(), row / Nest.BLOCK, Math.ceilDiv(row + rows, Nest.BLOCK))
            : epilogue.part(epilogue.rowAxis(), row, row + rows);
    cut = cut.part(cut.columnAxis(), column, column + columns);
    List<Place> places = new ArrayList<>();
    for (Place place : cut.places()) {
      places.add(place.buffer() == Region.TILE ? inTile(cut, rows, pitch, width) : place);
    }
    Nest there =
        new Nest(cut.form(), cut.outer(), cut.rows(), cut.columns(), cut.blocked(), places);
    return new ProductNest(outer, a, b, c, there);
  }

  private Place inTile(Nest nest, long rows, long pitch, int width) {
    long[] distances = new long[nest.outer().length()];
    long distance = rows * pitch;
    for (int axis = outer.length() - 1; axis >= 0; axis--) {
      distances[axis] = distance;
      distance *= outer.get(axis);
    }
    if (nest.blocked()) {
      distances[outer.length()] = Nest.BLOCK * pitch;
    }
    return new Place(
        Region.TILE, 0, ImmutableLongArray.copyOf(distances), nest.rows() == 1 ? 0 : pitch, width);
  }
}
