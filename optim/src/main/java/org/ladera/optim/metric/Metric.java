package org.ladera.optim.metric;

import java.util.Locale;
import org.ladera.core.graph.Node;

/** A measure of predictions against targets. */
public interface Metric {
  /** {@return its name in tables and histories} */
  String name();

  /**
   * {@return sums over the examples of a batch, a vector, of float64}
   *
   * @param prediction what the model gives
   * @param target what is right
   */
  Node sums(Node prediction, Node target);

  /**
   * {@return the value, from the sums added up over all batches}
   *
   * @param sums as many as {@link #sums} gives
   */
  double value(double... sums);

  /**
   * {@return the value as people read it}
   *
   * @param value a value
   */
  default String text(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
