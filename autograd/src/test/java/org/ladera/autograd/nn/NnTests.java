package org.ladera.autograd.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.Supplier;
import org.ladera.core.backend.Backends;
import org.ladera.core.graph.Parameter;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the tests of this package share. */
final class NnTests {
  private NnTests() {}

  /** Runs an action on the backend that defines what everything means. */
  static <T> T onReference(Supplier<T> action) {
    return Backends.using(Backends.named("reference"), action);
  }

  static void onReference(Runnable action) {
    onReference(
        () -> {
          action.run();
          return true;
        });
  }

  static INDArray floats(int[] sizes, double... values) {
    return HostArray.ofDoubles(DType.FLOAT32, Shape.of(sizes), values).toINDArray();
  }

  static INDArray doubles(int[] sizes, double... values) {
    return HostArray.ofDoubles(DType.FLOAT64, Shape.of(sizes), values).toINDArray();
  }

  /** A float32 array of a shape, with the entries 0.1, 0.2 and so on. */
  static INDArray counting(int... sizes) {
    HostArray array = HostArray.zeros(new TensorType(DType.FLOAT32, Shape.of(sizes)));
    for (long i = 0; i < array.size(); i++) {
      array.setDouble(i, 0.1 * (i + 1));
    }
    return array.toINDArray();
  }

  static double[] valuesOf(INDArray array) {
    return HostArray.copyOf(array).toDoubles();
  }

  static double[] valuesOf(Variable variable) {
    return valuesOf(variable.value());
  }

  static List<String> paths(Model<?> model) {
    return model.parameters().stream().map(Parameter::name).toList();
  }

  static Variable variable(Model<?> model, String path) {
    return model.variables().stream()
        .filter(variable -> variable.name().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError(path + " is not one of " + model.variables()));
  }

  static <E extends Throwable> void assertThrown(Class<E> kind, String message, Runnable action) {
    assertEquals(message, assertThrows(kind, action::run).getMessage());
  }
}
