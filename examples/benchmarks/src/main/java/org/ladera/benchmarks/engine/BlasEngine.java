package org.ladera.benchmarks.engine;

import static org.bytedeco.dnnl.global.dnnl.dnnl_sgemm;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.ladera.benchmarks.work.ProductWork;

/** Matrix products by one library, called directly. */
final class BlasEngine implements Engine {
  private final boolean isOneDnn;

  private BlasEngine(boolean isOneDnn) {
    this.isOneDnn = isOneDnn;
  }

  static BlasEngine openBlas() {
    return new BlasEngine(false);
  }

  static BlasEngine oneDnn() {
    return new BlasEngine(true);
  }

  @Override
  public String name() {
    return isOneDnn ? "onednn" : "openblas";
  }

  @Override
  public List<Setting> settings(int cores) {
    return Setting.threads(cores).stream()
        .map(threads -> Setting.of(threads).unwatched().natives(threads, threads))
        .toList();
  }

  @Override
  public String version() {
    return isOneDnn ? "oneDNN " + Jars.version("dnnl") : "OpenBLAS " + Jars.version("openblas");
  }

  @Override
  public Session openProduct(ProductWork work) throws LackingException {
    if (isOneDnn && work.isDouble()) {
      throw new LackingException("has no product of float64");
    }
    return new Product(work, isOneDnn);
  }

  private static final class Product implements Session {
    private final ProductWork work;
    private final Pointer a;
    private final Pointer b;
    private final Pointer c;
    private final Runnable call;

    Product(ProductWork work, boolean isOneDnn) {
      this.work = work;
      this.a = matrix(ProductData.shapeOfA(work), 1);
      this.b = matrix(ProductData.shapeOfB(work), 2);
      this.c = matrix(new long[] {work.rows(), work.columns()}, 3);
      if (work.isDouble()) {
        DoublePointer x = new DoublePointer(a);
        DoublePointer y = new DoublePointer(b);
        DoublePointer z = new DoublePointer(c);
        call = () -> openBlasDouble(x, y, z);
      } else {
        FloatPointer x = new FloatPointer(a);
        FloatPointer y = new FloatPointer(b);
        FloatPointer z = new FloatPointer(c);
        call = isOneDnn ? () -> oneDnn(x, y, z) : () -> openBlas(x, y, z);
      }
    }

    private Pointer matrix(long[] shape, long seed) {
      long count = shape[0] * shape[1];
      Pointer memory = work.isDouble() ? new DoublePointer(count) : new FloatPointer(count);
      ProductData.fill(memory.address(), shape, work.isDouble(), seed);
      return memory;
    }

    private int strideOfA() {
      return work.isTransposedA() ? work.rows() : work.inner();
    }

    private int strideOfB() {
      return work.isTransposedB() ? work.inner() : work.columns();
    }

    private static int order(boolean isTransposed) {
      return isTransposed ? CblasTrans : CblasNoTrans;
    }

    private void openBlas(FloatPointer x, FloatPointer y, FloatPointer z) {
      cblas_sgemm(
          CblasRowMajor,
          order(work.isTransposedA()),
          order(work.isTransposedB()),
          work.rows(),
          work.columns(),
          work.inner(),
          1,
          x,
          strideOfA(),
          y,
          strideOfB(),
          0,
          z,
          work.columns());
    }

    private void openBlasDouble(DoublePointer x, DoublePointer y, DoublePointer z) {
      cblas_dgemm(
          CblasRowMajor,
          order(work.isTransposedA()),
          order(work.isTransposedB()),
          work.rows(),
          work.columns(),
          work.inner(),
          1,
          x,
          strideOfA(),
          y,
          strideOfB(),
          0,
          z,
          work.columns());
    }

    private void oneDnn(FloatPointer x, FloatPointer y, FloatPointer z) {
      int status =
          dnnl_sgemm(
              (byte) (work.isTransposedA() ? 'T' : 'N'),
              (byte) (work.isTransposedB() ? 'T' : 'N'),
              work.rows(),
              work.columns(),
              work.inner(),
              1,
              x,
              strideOfA(),
              y,
              strideOfB(),
              0,
              z,
              work.columns());
      if (status != dnnl_success) {
        throw new IllegalStateException("dnnl_sgemm: status " + status);
      }
    }

    @Override
    public double step() {
      call.run();
      return 0;
    }

    @Override
    public float[] result(int most) {
      return ProductData.sample(c.address(), work, most);
    }

    @Override
    public void close() {
      a.deallocate();
      b.deallocate();
      c.deallocate();
    }
  }
}
