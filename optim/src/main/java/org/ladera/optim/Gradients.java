package org.ladera.optim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ladera.core.graph.Parameter;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the first half of a training step gives, and the second takes: the loss and its gradients.
 *
 * @param loss the value of the loss
 * @param arrays the gradient of each parameter by the parameter's name
 */
public record Gradients(double loss, Map<String, INDArray> arrays) {
  /** Copies the map, in order. */
  public Gradients {
    arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
  }

  /**
   * {@return the mean of gradients of several batches: accumulation, or training on several
   * machines}
   *
   * @param parts the gradients of each batch
   * @param counts the number of examples of each batch, in the same order
   * @throws IllegalArgumentException if there are none, the numbers differ, or a count is not
   *     positive
   */
  public static Gradients mean(List<Gradients> parts, long... counts) {
    if (parts.isEmpty() || parts.size() != counts.length) {
      throw new IllegalArgumentException(
          "Gradients: one count for each part is needed, got "
              + parts.size()
              + " parts and "
              + counts.length
              + " counts");
    }
    long total = 0;
    for (long count : counts) {
      if (count <= 0) {
        throw new IllegalArgumentException("Gradients: counts must be positive, got " + count);
      }
      total += count;
    }
    double loss = 0;
    Map<String, INDArray> means = new LinkedHashMap<>();
    for (int i = 0; i < counts.length; i++) {
      double share = (double) counts[i] / total;
      loss += parts.get(i).loss * share;
      for (Map.Entry<String, INDArray> entry : parts.get(i).arrays.entrySet()) {
        INDArray part = entry.getValue().mul(share);
        means.merge(entry.getKey(), part, INDArray::add);
      }
    }
    return new Gradients(loss, means);
  }

  /** The gradients in the order of some parameters. */
  List<INDArray> inOrder(List<Parameter> parameters) {
    List<INDArray> ordered = new ArrayList<>();
    for (Parameter parameter : parameters) {
      INDArray array = arrays.get(parameter.name());
      if (array == null) {
        throw new IllegalArgumentException(
            "apply: there is no gradient of \""
                + parameter.name()
                + "\"; there are "
                + arrays.keySet());
      }
      ordered.add(array);
    }
    return ordered;
  }
}
