package org.ladera.benchmarks.engine;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.ladera.benchmarks.work.ProductWork;

/** PyTorch's {@code mm} into a given tensor, of views that are made once. */
final class LibtorchProduct implements Session {
  private final PointerScope scope = new PointerScope();
  private final NoGradGuard guard = new NoGradGuard();
  private final ProductWork work;
  private final Tensor a;
  private final Tensor b;
  private final Tensor out;

  LibtorchProduct(ProductWork work) {
    this.work = work;
    Tensor first = matrix(ProductData.shapeOfA(work), 1);
    Tensor second = matrix(ProductData.shapeOfB(work), 2);
    a = work.isTransposedA() ? first.t() : first;
    b = work.isTransposedB() ? second.t() : second;
    out = matrix(new long[] {work.rows(), work.columns()}, 3);
  }

  private Tensor matrix(long[] shape, long seed) {
    TensorOptions options =
        new TensorOptions(work.isDouble() ? torch.ScalarType.Double : torch.ScalarType.Float);
    Tensor matrix = torch.empty(shape, options, null);
    ProductData.fill(LibtorchParts.address(matrix), shape, work.isDouble(), seed);
    return matrix;
  }

  @Override
  public double step() {
    try (PointerScope _ = new PointerScope()) {
      torch.mm_out(out, a, b);
    }
    return 0;
  }

  @Override
  public float[] result(int most) {
    return ProductData.sample(LibtorchParts.address(out), work, most);
  }

  @Override
  public void close() {
    guard.close();
    scope.close();
  }
}
