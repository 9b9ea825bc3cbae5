package org.ladera.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.ladera.core.backend.ProgramCache;
import org.ladera.core.backend.Results;
import org.ladera.core.graph.Parameter;
import org.ladera.core.memory.HostArray;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The loss of one batch as a function of one flat vector, for solvers that run in Java: line
 * searches, quasi-Newton methods. The vector holds the parameters one after another, each
 * row-major, in the order of {@link #parameters}. Nothing changes but through {@link #accept}.
 */
public final class FlatObjective {
  private final ProgramCache programs;
  private final List<Parameter> parameters;
  private final INDArray[] batch;

  FlatObjective(ProgramCache programs, List<Parameter> parameters, INDArray... batch) {
    this.programs = programs;
    this.parameters = parameters;
    this.batch = batch;
  }

  /**
   * The loss and its gradient somewhere.
   *
   * @param value the loss
   * @param gradient its gradient, as long as the point
   */
  @SuppressWarnings("ArrayRecordComponent") // a solver's vector, handed over, not compared
  public record Evaluation(double value, double[] gradient) {}

  /** {@return the parameters in the order of the vector} */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** {@return the number of entries of the vector} */
  public int size() {
    return Math.toIntExact(parameters.stream().mapToLong(p -> p.shape().size()).sum());
  }

  /** {@return the point where the parameters are now, a copy} */
  public double[] point() {
    double[] point = new double[size()];
    int from = 0;
    for (Parameter parameter : parameters) {
      double[] values = HostArray.copyOf(parameter.value()).toDoubles();
      System.arraycopy(values, 0, point, from, values.length);
      from += values.length;
    }
    return point;
  }

  /**
   * {@return the loss and its gradient at a point}
   *
   * @param point as long as {@link #size}
   */
  public Evaluation at(double[] point) {
    List<INDArray> inputs = new ArrayList<>();
    Collections.addAll(inputs, batch);
    split(point).forEach(array -> inputs.add(array.toINDArray()));
    Results results = programs.run(inputs.toArray(INDArray[]::new));
    double[] gradient = new double[point.length];
    int from = 0;
    for (Parameter parameter : parameters) {
      double[] values = HostArray.copyOf(results.array(parameter.name())).toDoubles();
      System.arraycopy(values, 0, gradient, from, values.length);
      from += values.length;
    }
    return new Evaluation(results.value(), gradient);
  }

  /**
   * Moves the parameters to a point.
   *
   * @param point as long as {@link #size}
   */
  public void accept(double[] point) {
    List<HostArray> values = split(point);
    for (int i = 0; i < values.size(); i++) {
      parameters.get(i).set(values.get(i));
    }
  }

  private List<HostArray> split(double[] point) {
    if (point.length != size()) {
      throw new IllegalArgumentException(
          "evaluator: the point has " + size() + " entries, got " + point.length);
    }
    List<HostArray> parts = new ArrayList<>();
    int from = 0;
    for (Parameter parameter : parameters) {
      int to = from + Math.toIntExact(parameter.shape().size());
      double[] values = Arrays.copyOfRange(point, from, to);
      parts.add(HostArray.ofDoubles(parameter.dtype(), parameter.shape(), values));
      from = to;
    }
    return parts;
  }
}
