package org.ladera.benchmarks.work;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One matrix product of row-major matrices, op(a) · op(b), into a matrix that is there.
 *
 * @param rows of the product
 * @param columns of the product
 * @param inner how many products make an entry
 * @param isTransposedA whether a is there as {@code [inner, rows]}
 * @param isTransposedB whether b is there as {@code [columns, inner]}
 * @param isDouble whether it is in float64, else in float32
 */
public record ProductWork(
    int rows,
    int columns,
    int inner,
    boolean isTransposedA,
    boolean isTransposedB,
    boolean isDouble)
    implements Task {
  /** The name of this kind of work. */
  public static final String KIND = "product";

  private static final Pattern WORD =
      Pattern.compile("([1-9][0-9]{0,4})(t?)x([1-9][0-9]{0,4})x([1-9][0-9]{0,4})(t?)(d?)");

  /**
   * {@return the product of a word}
   *
   * @param word rows, inner and columns such as {@code 128x784x256}; {@code 784tx128x256} where a
   *     is there transposed, {@code 128x256x784t} where b is, and a {@code d} at the end for
   *     float64
   * @throws IllegalArgumentException if it is none
   */
  public static ProductWork decode(String word) {
    Matcher matcher = WORD.matcher(word.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "--shapes: rows, inner size and columns are needed, such as 128x784x256, 784tx128x256 for"
              + " a transposed a, 128x256x784t for a transposed b, or 64x64x64d in float64, got \""
              + word
              + '"');
    }
    return new ProductWork(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(4)),
        Integer.parseInt(matcher.group(3)),
        !matcher.group(2).isEmpty(),
        !matcher.group(5).isEmpty(),
        !matcher.group(6).isEmpty());
  }

  @Override
  public String encode() {
    return rows
        + (isTransposedA ? "t" : "")
        + "x"
        + inner
        + "x"
        + columns
        + (isTransposedB ? "t" : "")
        + (isDouble ? "d" : "");
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String title() {
    return "["
        + rows
        + ", "
        + inner
        + "]"
        + (isTransposedA ? "ᵀ" : "")
        + " · ["
        + inner
        + ", "
        + columns
        + "]"
        + (isTransposedB ? "ᵀ" : "")
        + (isDouble ? ", float64" : "");
  }

  /** {@return how many multiplications and additions it takes} */
  public double operations() {
    return 2.0 * rows * columns * inner;
  }

  /**
   * {@return the products of a training step of a network of dense layers: forward, gradients of
   * weights, and of the inputs of all layers but the first}
   *
   * @param sizes of the network
   * @param batch the number of rows
   */
  public static Set<ProductWork> ofNetwork(List<Integer> sizes, int batch) {
    Set<ProductWork> products = new LinkedHashSet<>();
    for (int i = 0; i + 1 < sizes.size(); i++) {
      int in = sizes.get(i);
      int out = sizes.get(i + 1);
      products.add(new ProductWork(batch, out, in, false, false, false));
      products.add(new ProductWork(in, out, batch, true, false, false));
      if (i > 0) {
        products.add(new ProductWork(batch, in, out, false, true, false));
      }
    }
    return products;
  }

  /** {@return squares of 16 to 2048, and some of them in float64} */
  public static List<ProductWork> squares() {
    List<ProductWork> squares = new ArrayList<>();
    for (int size = 16; size <= 2048; size *= 2) {
      squares.add(new ProductWork(size, size, size, false, false, false));
    }
    for (int size : new int[] {32, 128, 512}) {
      squares.add(new ProductWork(size, size, size, false, false, true));
    }
    return squares;
  }
}
