package org.ladera.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ladera.core.graph.Function3;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.NodeFunction;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/**
 * A function, and where it is tried: what the batteries run over.
 *
 * @param subject what the row stands for: the simple name of an op or a loss, the name of a
 *     function
 * @param label what is done with it
 * @param function the function
 * @param domains the values of each input
 * @param samples the shapes of all inputs, for each try
 * @param slope what its gradient is
 */
record Row(
    String subject,
    String label,
    NodeFunction function,
    List<Domain> domains,
    List<List<Shape>> samples,
    Slope slope) {

  /** What the gradient with respect to the floating inputs is. */
  enum Slope {
    /** The slope of the function, as differences find it. */
    SMOOTH,
    /** None, and the function is flat or not of floating numbers. */
    FLAT,
    /** None by decree, though the function has a slope. */
    BLOCKED,
    /** That of the function before it was rounded to float32, which differences cannot see. */
    ROUNDED
  }

  static Row unary(
      String subject, String label, UnaryOperator<Node> f, Domain x, List<List<Shape>> samples) {
    NodeFunction function = NodeFunction.of((Node a) -> f.apply(a));
    return new Row(subject, label, function, List.of(x), samples, Slope.SMOOTH);
  }

  static Row binary(
      String subject,
      String label,
      BinaryOperator<Node> f,
      Domain x,
      Domain y,
      List<List<Shape>> samples) {
    NodeFunction function = NodeFunction.of((Node a, Node b) -> f.apply(a, b));
    return new Row(subject, label, function, List.of(x, y), samples, Slope.SMOOTH);
  }

  static Row ternary(
      String subject, String label, Function3 f, List<Domain> domains, List<List<Shape>> samples) {
    return new Row(subject, label, NodeFunction.of(f), domains, samples, Slope.SMOOTH);
  }

  Row with(Slope other) {
    return new Row(subject, label, function, domains, samples, other);
  }

  /** The values at one of the samples, the same every time. */
  List<HostArray> point(int sample, DType floating) {
    RandomGenerator random = Differences.generator(31L * label.hashCode() + sample);
    List<Shape> shapes = samples.get(sample);
    List<HostArray> point = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      point.add(domains.get(i).draw(floating, shapes.get(i), random));
    }
    return point;
  }

  /** The function, of the input nodes of a sample. */
  Node build(int sample, DType floating) {
    return function.apply(Runs.inputs(point(sample, floating))).first();
  }

  /** Which inputs are of a floating type. */
  List<Integer> floating() {
    return Differences.floating(point(0, DType.FLOAT64));
  }

  /** Runs an assertion at every sample, and says at which it failed. */
  void atEverySample(java.util.function.IntConsumer assertion) {
    IntStream.range(0, samples.size())
        .forEach(
            sample -> {
              try {
                assertion.accept(sample);
              } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError(
                    this + " at " + samples.get(sample) + ": " + failure.getMessage(), failure);
              }
            });
  }

  @Override
  public String toString() {
    return subject + ": " + label;
  }

  static List<Row> all(List<Row> first, Row... rest) {
    List<Row> rows = new ArrayList<>(first);
    rows.addAll(Arrays.asList(rest));
    return List.copyOf(rows);
  }
}
