package org.ladera.benchmarks.engine;

import static org.bytedeco.dnnl.global.dnnl.dnnl_sgemm;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.ladera.benchmarks.work.StepWork;

/**
 * The matrix products of a step and nothing else: forward, weight gradients, and input gradients of
 * all layers but the first. Each is done by the library that is faster at its shape, OpenBLAS or
 * oneDNN, or all by one where that is faster in total: their threads disturb each other.
 */
final class GemmEngine implements Engine {
  private static final long TRIAL_NANOS = 60_000_000;
  private static final int LEAST_TRIALS = 15;

  @Override
  public String name() {
    return "gemm";
  }

  @Override
  public List<Setting> settings(int cores) {
    return Setting.threads(cores).stream()
        .map(threads -> Setting.of(threads).unwatched().natives(threads, threads))
        .toList();
  }

  @Override
  public boolean hasLosses() {
    return false;
  }

  @Override
  public boolean isOfJava() {
    return false;
  }

  @Override
  public String version() {
    return "OpenBLAS " + Jars.version("openblas") + ", oneDNN " + Jars.version("dnnl");
  }

  /** A matrix product c = op(a) · op(b) of row-major matrices: {@code [m, k] · [k, n]}. */
  private record Product(
      boolean isTransposedA,
      boolean isTransposedB,
      int m,
      int n,
      int k,
      FloatPointer a,
      FloatPointer b,
      FloatPointer c) {
    void byOpenBlas() {
      cblas_sgemm(
          CblasRowMajor,
          isTransposedA ? CblasTrans : CblasNoTrans,
          isTransposedB ? CblasTrans : CblasNoTrans,
          m,
          n,
          k,
          1,
          a,
          isTransposedA ? m : k,
          b,
          isTransposedB ? k : n,
          0,
          c,
          n);
    }

    void byOneDnn() {
      int status =
          dnnl_sgemm(
              (byte) (isTransposedA ? 'T' : 'N'),
              (byte) (isTransposedB ? 'T' : 'N'),
              m,
              n,
              k,
              1,
              a,
              isTransposedA ? m : k,
              b,
              isTransposedB ? k : n,
              0,
              c,
              n);
      if (status != dnnl_success) {
        throw new IllegalStateException("dnnl_sgemm: status " + status);
      }
    }
  }

  @Override
  public Session open(StepWork work) {
    List<Product> products = products(work);
    Runnable[] openBlas =
        products.stream().map(p -> (Runnable) p::byOpenBlas).toArray(Runnable[]::new);
    Runnable[] oneDnn = products.stream().map(p -> (Runnable) p::byOneDnn).toArray(Runnable[]::new);
    Runnable[] best = new Runnable[openBlas.length];
    for (int i = 0; i < best.length; i++) {
      best[i] = nanos(openBlas[i]) <= nanos(oneDnn[i]) ? openBlas[i] : oneDnn[i];
    }
    Runnable[] chosen = best;
    double least = nanos(best);
    for (Runnable[] other : List.of(openBlas, oneDnn)) {
      double time = nanos(other);
      if (time < least) {
        least = time;
        chosen = other;
      }
    }
    Runnable[] all = chosen;
    return () -> {
      for (Runnable product : all) {
        product.run();
      }
      return 0;
    };
  }

  private static List<Product> products(StepWork work) {
    SplittableRandom random = new SplittableRandom(1);
    int batch = work.batch();
    List<Product> forward = new ArrayList<>();
    List<Product> backward = new ArrayList<>();
    FloatPointer x = filled(random, batch * work.in(0));
    for (int i = 0; i < work.layers(); i++) {
      int in = work.in(i);
      int out = work.out(i);
      FloatPointer weight = filled(random, in * out);
      FloatPointer y = filled(random, batch * out);
      FloatPointer dy = filled(random, batch * out);
      forward.add(new Product(false, false, batch, out, in, x, weight, y));
      if (i > 0) {
        FloatPointer dx = filled(random, batch * in);
        backward.addFirst(new Product(false, true, batch, in, out, dy, weight, dx));
      }
      FloatPointer gradient = filled(random, in * out);
      backward.addFirst(new Product(true, false, in, out, batch, x, dy, gradient));
      x = y;
    }
    forward.addAll(backward);
    return forward;
  }

  private static FloatPointer filled(SplittableRandom random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      // Small enough that a chain of products, each on the last one's result, stays finite.
      values[i] = (float) random.nextDouble(-0.01, 0.01);
    }
    return new FloatPointer(values);
  }

  /** The median time of some calls, one after the other. */
  private static double nanos(Runnable... calls) {
    List<Double> times = new ArrayList<>();
    long begin = System.nanoTime();
    while (times.size() < LEAST_TRIALS || System.nanoTime() - begin < TRIAL_NANOS) {
      long start = System.nanoTime();
      for (Runnable call : calls) {
        call.run();
      }
      times.add((double) (System.nanoTime() - start));
    }
    double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
