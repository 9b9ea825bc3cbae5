package org.ladera.autograd.nn;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Variable;
import org.ladera.core.io.Safetensors;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/**
 * The arrays of a file, by path, for a model that asks for them.
 *
 * @param source the file, for errors
 * @param arrays the arrays
 */
record StoredArrays(String source, Map<String, HostArray> arrays) {
  /** The path of the number that differs in each run; no part of a path has a slash. */
  static final String COUNTER = "random/counter";

  static final TensorType COUNTER_TYPE = new TensorType(DType.INT64, Shape.scalar());

  static void write(Path file, Map<String, Variable> variables) {
    Map<String, HostArray> values = new LinkedHashMap<>();
    variables.forEach((path, variable) -> values.put(path, HostArray.copyOf(variable.value())));
    new Safetensors(values, Map.of("format", "ladera")).write(file);
  }

  static StoredArrays read(Path file) {
    return new StoredArrays(file.toString(), Safetensors.read(file).tensors());
  }

  /** The array of a path. */
  HostArray array(String path, TensorType type) {
    @Nullable HostArray array = arrays.get(path);
    if (array == null) {
      throw new IllegalArgumentException(
          "load: " + source + " has no \"" + path + "\", which the model needs as " + type);
    }
    if (!array.type().equals(type.strong())) {
      throw new IllegalArgumentException(
          "load: "
              + source
              + " has \""
              + path
              + "\" as "
              + array.type()
              + ", the model needs "
              + type);
    }
    return array;
  }

  boolean hasCounter() {
    return arrays.containsKey(COUNTER);
  }

  /** The count of runs; 0 if the model that was saved never drew a number. */
  HostArray counter() {
    return hasCounter() ? array(COUNTER, COUNTER_TYPE) : HostArray.zeros(COUNTER_TYPE);
  }

  /** Whether a model with these paths takes everything. */
  void checkAllTaken(Collection<String> paths) {
    Set<String> left = new TreeSet<>(arrays.keySet());
    left.removeAll(paths);
    left.remove(COUNTER);
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(
          "load: " + source + " has arrays that the model does not have: " + left);
    }
  }
}
