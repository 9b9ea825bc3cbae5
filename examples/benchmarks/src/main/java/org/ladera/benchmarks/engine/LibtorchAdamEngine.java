package org.ladera.benchmarks.engine;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.ladera.benchmarks.work.OptimizerKind;
import org.ladera.benchmarks.work.UpdateWork;

/** PyTorch's three ways to do an update by Adam. */
final class LibtorchAdamEngine implements Engine {
  /** Which of them. */
  private enum Way {
    /** ATen's {@code _fused_adam_}. */
    FUSED,
    /** An operator for each operation of the formula, over lists of tensors. */
    FOREACH,
    /** {@code torch::optim::Adam}; Python's default on a processor does the same. */
    DEFAULT
  }

  private final String name;
  private final Way way;

  private LibtorchAdamEngine(String name, Way way) {
    this.name = name;
    this.way = way;
  }

  static LibtorchAdamEngine fused() {
    return new LibtorchAdamEngine("libtorch-fused", Way.FUSED);
  }

  static LibtorchAdamEngine forEach() {
    return new LibtorchAdamEngine("libtorch-foreach", Way.FOREACH);
  }

  static LibtorchAdamEngine standard() {
    return new LibtorchAdamEngine("libtorch-default", Way.DEFAULT);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Setting> settings(int cores) {
    return LibtorchParts.settings(cores);
  }

  @Override
  public String version() {
    return LibtorchParts.version();
  }

  @Override
  public Session openUpdate(UpdateWork work) {
    return new Update(way, work.size());
  }

  /** All objects of an update end with its scope, and those that stay end with this. */
  private static final class Update implements Session {
    private final PointerScope scope = new PointerScope();
    private final Tensor parameters;
    private final Runnable update;

    Update(Way way, int size) {
      parameters = LibtorchParts.floats(size);
      UpdateData.fillParameters(LibtorchParts.address(parameters), size);
      Tensor gradients = LibtorchParts.floats(size);
      UpdateData.fillGradients(LibtorchParts.address(gradients), size);
      update = way == Way.DEFAULT ? optimizer(gradients) : operators(way, gradients);
    }

    private Runnable optimizer(Tensor gradients) {
      parameters.set_requires_grad(true);
      parameters.mutable_grad().put(gradients);
      AdamOptions options = new AdamOptions(OptimizerKind.ADAM.rate());
      Adam adam = new Adam(new TensorVector(parameters), options);
      return adam::step;
    }

    private Runnable operators(Way way, Tensor gradients) {
      LibtorchUpdate operators = new LibtorchUpdate(OptimizerKind.ADAM, 0, parameters);
      IValue list = LibtorchUpdate.list(new TensorVector(gradients));
      return way == Way.FUSED ? () -> operators.run(list) : () -> operators.runAdamForEach(list);
    }

    @Override
    public double step() {
      try (PointerScope _ = new PointerScope();
          NoGradGuard _ = new NoGradGuard()) {
        update.run();
      }
      return 0;
    }

    @Override
    public float[] result(int most) {
      return NativeFloats.sample(LibtorchParts.address(parameters), parameters.numel(), most);
    }

    @Override
    public void close() {
      scope.close();
    }
  }
}
