package org.ladera.core.backend.cpu.blas;

/**
 * Into how many tiles a product is cut: as many as keep each at 2 MFLOP, 64 rows and 128 columns or
 * more, eight at most, and the time of all together within 5 % of the whole.
 *
 * <p>A product with A transposed is mostly the gradient of weights, which an update follows: it is
 * cut into rows only, so that a tile's weights and moments are one piece of memory each. Where two
 * threads had alternate pieces of each row, what the processor fetched ahead was the other's, and
 * the update took four times as long.
 *
 * <p>A library copies B together for each row of tiles and A for each column of tiles, so the loss
 * is about {@code rowLoss * (down - 1) / m + columnLoss * (across - 1) / n}. Measured with float32
 * on one thread of a Zen 5, time of all tiles over the whole:
 *
 * <pre>
 * oneDNN                  2x1  1x2  4x1  2x2  1x4  8x1  4x2  2x4  1x8
 * 128x256x784            1.01 1.00 1.03 1.01 1.00 1.06 1.03 1.02 1.01
 * 784x256x128  A'        0.98 1.03 0.98 0.99 1.01 1.05 1.02 1.02 1.04
 * 128x128x256            1.01 1.05 1.04 1.03 1.02 1.11 1.10 1.08 1.02
 * 128x256x128  B'        1.06 1.04 1.15 1.12 1.18 1.37 1.23 1.43 1.20
 * 256x1024x1024          1.03 1.00 1.05 1.04 1.02 1.07 1.06 1.07 1.04
 * 1024x1024x256  A'      0.99 1.03 1.02 1.04 1.08 1.06 1.04 1.13 1.19
 * 256x1024x1024  B'      1.11 1.00 1.37 1.13 1.02 1.84 1.35 1.13 1.04
 * 256x1024x10  B'        0.60 1.00 0.60 0.60 1.02 0.65 0.60 0.62 1.07
 * OpenBLAS
 * 128x256x784            1.21 1.03 1.66 1.23 1.10 2.33 1.66 1.25 1.16
 * 784x256x128  A'        1.02 1.13 1.10 1.17 1.22 1.26 1.24 1.26 1.51
 * 128x256x128  B'        1.15 1.04 1.58 1.19 1.05 2.18 1.59 1.19 1.12
 * 256x1024x1024          1.08 0.98 1.23 1.09 0.99 1.66 1.25 1.12 1.05
 * 256x1024x1024  B'      1.16 1.00 1.40 1.16 1.02 1.98 1.39 1.18 1.05
 * 1024x1024x256  A'      1.01 1.00 1.04 1.03 1.07 1.16 1.07 1.10 1.18
 * </pre>
 */
final class TileCosts {
  private static final int MOST = 8;
  private static final long LEAST_FLOPS = 2_000_000;
  private static final int LEAST_ROWS = 64;
  private static final int LEAST_COLUMNS = 128;
  private static final double LARGEST_LOSS = 0.05;

  /** From so many entries on an operand no longer lies in the second cache while it is copied. */
  private static final long LARGE = 1 << 19;

  /** The same for a transposed one, which is read across. */
  private static final long LARGE_TRANSPOSED = 1 << 18;

  /** With so few steps nothing is worth copying, and whole rows of C are best. */
  private static final int SHORT = 32;

  private TileCosts() {}

  /** The grid for a product that this library computes. */
  static TileGrid grid(MatrixProduct p, MatrixLibrary library) {
    int most = (int) Math.min(MOST, p.flops() / LEAST_FLOPS);
    int bestDown = 1;
    int bestAcross = 1;
    double bestLoss = 0;
    for (int down = 1; down <= most; down *= 2) {
      for (int across = 1; down * across <= most; across *= 2) {
        double loss =
            rowLoss(p, library) * (down - 1) / p.m + columnLoss(p, library) * (across - 1) / p.n;
        int more = Integer.compare(down * across, bestDown * bestAcross);
        if (isTile(p, down, across)
            && loss <= LARGEST_LOSS
            && (more > 0 || (more == 0 && loss <= bestLoss))) {
          bestDown = down;
          bestAcross = across;
          bestLoss = loss;
        }
      }
    }
    return TileGrid.of(p.m, p.n, bestDown, bestAcross);
  }

  private static boolean isTile(MatrixProduct p, int down, int across) {
    return (down == 1 || p.m / down >= LEAST_ROWS)
        && (across == 1 || (p.n / across >= LEAST_COLUMNS && !p.transposedA));
  }

  private static double rowLoss(MatrixProduct p, MatrixLibrary library) {
    long copied = (long) p.k * p.n;
    return switch (library) {
      case JavaProducts _ -> 0;
      case OpenBlas _ -> 26;
      case OneDnn _ -> {
        if (p.k <= SHORT) {
          yield 0;
        }
        if (p.transposedB) {
          yield copied >= LARGE_TRANSPOSED ? 30 : 7;
        }
        yield copied >= LARGE ? 8 : 2.5;
      }
    };
  }

  private static double columnLoss(MatrixProduct p, MatrixLibrary library) {
    long copied = (long) p.m * p.k;
    return switch (library) {
      case JavaProducts _ -> 1;
      case OpenBlas _ -> p.transposedA ? 25 : 7;
      case OneDnn _ -> {
        if (p.transposedA) {
          yield copied >= LARGE_TRANSPOSED ? 25 : 3;
        }
        yield copied >= LARGE ? 6 : 3;
      }
    };
  }
}
