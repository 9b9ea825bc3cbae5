package org.ladera.core.backend.cpu.blas;

import org.jspecify.annotations.Nullable;

/**
 * Which library computes which product. Decided from the shape and from what the machine has, never
 * by trying: a choice that changed between two runs would change bits.
 *
 * <p>Measured for float32 on one thread of a Zen 5, in microseconds, for the product as it is, with
 * A transposed and with B transposed. OpenBLAS has special kernels for small products on processors
 * with AVX-512 ("small"); the second column is what it does without them ("plain"). Java is the
 * vector code with 16 lanes.
 *
 * <pre>
 *                   OpenBLAS small      OpenBLAS plain      oneDNN              Java
 * 4x16x32        0.07  0.05  0.07    0.28  0.30  0.28    0.27  0.28  0.17    0.08  0.08  0.16
 * 32x16x4        0.06  0.04  0.18    0.17  0.20  0.17    0.27  0.28  0.31    0.06  0.06  0.11
 * 32x16x16       0.13  0.11  0.30    0.37  0.44  0.37    0.36  0.35  0.48    0.15  0.15  0.20
 * 16x16x32       0.15  0.11  0.18    0.44  0.51  0.43    0.33  0.35  0.52    0.15  0.15  0.23
 * 32x3x16        0.13  0.08  0.24    0.23  0.30  0.22    0.37  0.36  0.46    0.17  0.09  0.17
 * 32x32x32       0.34  0.32  0.67    1.09  1.28  1.11    0.58  0.58  0.86    0.38  0.38  0.53
 * 64x64x10       0.43  0.43  0.86    1.26  1.32  1.26    0.70  0.71  0.92    0.61  0.62  1.05
 * 64x10x64       0.88  0.59  0.64    1.60  2.15  1.59    1.00  1.00  1.25    1.46  0.93  1.46
 * 64x64x64       2.35  2.35  3.82    6.28  6.90  6.45    2.75  2.75  3.90    2.85  2.86  3.43
 * 10x128x128     1.61  1.70  6.76    9.58  9.79  9.72    2.00  2.00  2.20    2.31  2.34  4.41
 * 128x10x128     3.25  2.06  5.68    5.54  8.00  5.54    3.24  3.32  3.58    4.98  3.01  5.00
 * 80x80x80       4.97  4.86  7.01                        5.03  5.21  6.60    6.05  6.09  7.00
 * 96x96x96       7.87  7.65  10.8                        8.19  7.94  10.4    9.52  9.60  10.9
 * 64x64x256      14.1  17.0  14.4                        9.92  10.1  14.4    11.6  13.1  13.7
 * 128x128x128    24.5  27.4  24.8                        19.1  19.0  20.1    24.2  30.8  24.7
 * 128x256x784     291   308   296     545                 237   239   253    324   388   320
 * 784x256x128     246   271   249     514                 231   233   249    312   346   292
 * 1x256x256      1.32  1.37  1.43    27.2  26.8  27.0    1.36  1.40  2.25    3.06  3.12  13.1
 * 256x1x256      1.31  1.40  1.37    10.5  19.9  10.4    2.25  1.41  2.22    12.4  3.16  12.7
 * 1x1024x1024     304   283   413                        43.1  42.8  43.0
 * </pre>
 *
 * <p>With vectors of 8 lanes (AVX2) 32x16x16 took 0.26 in Java, 0.43 in OpenBLAS and 0.48 in
 * oneDNN; 32x32x32 took 1.04, 1.19 and 0.82, with code that loaded more than today's. Other
 * processors were not measured.
 */
final class LibraryChoice {
  /** Of multiplications, for OpenBLAS with its kernels for small products: about 80 cubed. */
  private static final long SMALL = 1 << 19;

  /** The same with B transposed, where they gain less: about 50 cubed. */
  private static final long SMALL_TRANSPOSED = 1 << 17;

  /** The same for a vector times a matrix. */
  private static final long SMALL_VECTOR = 1 << 16;

  /** For OpenBLAS without them. */
  private static final long PLAIN = 1 << 12;

  /** For Java, idle lanes included: 64 cubed. */
  private static final long JAVA = 1 << 18;

  /** The same where much would be idle, or is gathered for few rows or entry by entry. */
  private static final long JAVA_WASTEFUL = 1 << 13;

  private static final int JAVA_LEAST = 3;
  private static final int JAVA_ROWS_GATHERED = 16;

  /** Beyond, it takes longer to gather rows than libraries take in all. */
  private static final int JAVA_COLUMNS_TURNED = 4;

  private static final int JAVA_LEAST_LANES = 8;

  private LibraryChoice() {}

  static MatrixPlan plan(MatrixProduct p, MatrixLibraries libraries) {
    if (!p.fitsLibraries()) {
      return inJava(p, libraries, whyNoLibrary(p));
    }
    OpenBlas openBlas = libraries.openBlas;
    OneDnn oneDnn = p.isFloat32() ? libraries.oneDnn : null;
    if (openBlas == null && oneDnn == null) {
      return inJava(p, libraries, "no library (" + libraries.describe() + ")");
    }
    boolean small = openBlas != null && openBlas.hasSmallKernels();
    if (!small && suitsVectors(p, libraries.lanes)) {
      return inJava(p, libraries, "small enough for vectors in registers");
    }
    if (openBlas == null) {
      return plan(p, oneDnn, "the one library there is");
    }
    if (oneDnn == null) {
      return plan(p, openBlas, p.isFloat32() ? "the one library there is" : "float64");
    }
    return suitsOpenBlas(p, small)
        ? plan(p, openBlas, "small, where its calls cost less")
        : plan(p, oneDnn, "large enough for the faster kernels");
  }

  private static boolean suitsOpenBlas(MatrixProduct p, boolean small) {
    boolean vector = p.m == 1 || p.n == 1;
    if (!small) {
      return !vector && p.multiplications() <= PLAIN;
    }
    long most = p.transposedB ? SMALL_TRANSPOSED : SMALL;
    return p.multiplications() <= (vector ? SMALL_VECTOR : most);
  }

  private static boolean suitsVectors(MatrixProduct p, int lanes) {
    if (lanes < JAVA_LEAST_LANES || !p.isFloat32() || !VectorProducts.takes(p)) {
      return false;
    }
    long work = VectorProducts.work(p);
    if (Math.min(p.m, p.n) < JAVA_LEAST) {
      return work <= JAVA_WASTEFUL && !VectorProducts.isGathered(p);
    }
    if (!VectorProducts.isGathered(p)) {
      return work <= JAVA;
    }
    if (VectorProducts.isTurned(p) && (p.n > JAVA_COLUMNS_TURNED || p.k < lanes)) {
      return false;
    }
    boolean squares = p.m >= JAVA_ROWS_GATHERED && p.n >= lanes && p.k >= lanes;
    return work <= (squares ? JAVA : JAVA_WASTEFUL);
  }

  private static String whyNoLibrary(MatrixProduct p) {
    return p.isEmpty() || p.k == 0
        ? "nothing to multiply"
        : "no library takes operands with gaps both ways";
  }

  private static MatrixPlan inJava(MatrixProduct p, MatrixLibraries libraries, String reason) {
    libraries.java.warmUp();
    return plan(p, libraries.java, reason);
  }

  private static MatrixPlan plan(MatrixProduct p, @Nullable MatrixLibrary library, String reason) {
    if (library == null) {
      throw new IllegalStateException("No library for " + p);
    }
    TileGrid grid = p.isEmpty() ? TileGrid.whole(p.m, p.n) : TileCosts.grid(p, library);
    return new MatrixPlan(p, library, grid, reason);
  }
}
