package org.ladera.optim.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.ladera.optim.metric.Metric;

/**
 * What a model is worth on a data set.
 *
 * @param loss the mean loss
 * @param metrics the value of each metric, in order
 * @param examples the number of examples
 */
public record Evaluation(double loss, Map<Metric, Double> metrics, int examples) {
  /** Copies the map, in order. */
  public Evaluation {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /**
   * {@return the value of a metric}
   *
   * @param name its name
   * @throws IllegalArgumentException if it was not measured
   */
  public double metric(String name) {
    return metrics.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "evaluation: \""
                        + name
                        + "\" was not measured; there are "
                        + metrics.keySet().stream().map(Metric::name).toList()))
        .getValue();
  }

  /** {@return such as {@code loss 0.0912, accuracy 96.7 % (30 examples)}} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "loss %.4g", loss));
    metrics.forEach(
        (metric, value) ->
            text.append(", ").append(metric.name()).append(' ').append(metric.text(value)));
    return text.append(" (").append(examples).append(" examples)").toString();
  }
}
