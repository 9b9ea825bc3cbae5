package org.ladera.benchmarks.engine;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What the uses of libtorch have in common that go over memory, and multiply nothing. */
final class LibtorchParts {
  private LibtorchParts() {}

  /** {@return settings for work on memory: how threads wait for each other matters} */
  static List<Setting> settings(int cores) {
    List<Setting> settings = new ArrayList<>();
    for (int threads : Setting.threads(cores)) {
      Setting plain = Setting.of(threads).unwatched().natives(threads, threads);
      settings.add(plain);
      if (threads > 1) {
        settings.add(plain.labeled("waiting passively").variable("OMP_WAIT_POLICY", "passive"));
      }
    }
    return settings;
  }

  static String version() {
    return "PyTorch " + Jars.version("pytorch");
  }

  /** {@return a tensor of float32 that is not filled} */
  static Tensor floats(long... shape) {
    return torch.empty(shape);
  }

  static long address(Tensor tensor) {
    return tensor.data_ptr().address();
  }
}
