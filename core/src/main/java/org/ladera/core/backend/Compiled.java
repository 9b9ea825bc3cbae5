package org.ladera.core.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ladera.core.graph.Function3;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.NodeFunction;
import org.ladera.core.graph.Outputs;
import org.ladera.core.graph.Trace;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A function of nodes that runs on arrays. It is traced and compiled at its first call with inputs
 * of some types and shapes, and again only for others; the values of variables never matter for
 * that.
 *
 * <p>{@link #of} is for inference and calculus. {@link #training} is for a loop of one's own:
 * models in it train, and variables change through {@code assign} and {@code next}.
 */
public final class Compiled implements AutoCloseable {
  private final ProgramCache programs;

  private Compiled(NodeFunction function, boolean training, Backend backend) {
    this.programs =
        new ProgramCache(
            training ? "training" : "compiled",
            function.inputNames(),
            backend,
            inputs -> trace(function, training, inputs));
  }

  private static TracedProgram trace(NodeFunction function, boolean training, List<Node> inputs) {
    Trace trace = Trace.begin(training);
    Outputs outputs = trace.run(() -> function.apply(inputs));
    if (training && trace.hasForgottenPenalty()) {
      throw new IllegalStateException(
          "training: a layer adds a penalty to the loss; add"
              + " Trace.current().orElseThrow().penalty() to it");
    }
    List<String> names = new ArrayList<>(List.of(""));
    List<Node> nodes = new ArrayList<>(List.of(outputs.first()));
    outputs.others().forEach((name, node) -> add(names, nodes, name, node));
    trace.reports().forEach((name, node) -> add(names, nodes, name, node));
    List<Assignment> assignments = new ArrayList<>();
    trace.assignments().forEach((v, value) -> assignments.add(new Assignment(v, value)));
    String name = training ? "training" : "compiled";
    return new TracedProgram(new Computation(name, inputs, nodes, assignments, List.of()), names);
  }

  private static void add(List<String> names, List<Node> nodes, String name, Node node) {
    names.add(name);
    nodes.add(node);
  }

  /**
   * {@return a function of one array, on the backend in use}
   *
   * @param function from x
   */
  public static Compiled of(Function<Node, ? extends Outputs> function) {
    return of(NodeFunction.of(function));
  }

  /**
   * {@return a function of two arrays, on the backend in use}
   *
   * @param function from x and y
   */
  public static Compiled of(BiFunction<Node, Node, ? extends Outputs> function) {
    return of(NodeFunction.of(function));
  }

  /**
   * {@return a function of three arrays, on the backend in use}
   *
   * @param function from x, y and z
   */
  public static Compiled of(Function3 function) {
    return of(NodeFunction.of(function));
  }

  /**
   * {@return a function of any number of arrays, on the backend in use}
   *
   * @param function the function
   */
  public static Compiled of(NodeFunction function) {
    return new Compiled(function, false, Backends.current());
  }

  /**
   * {@return a step of a loop of one's own, of one array}
   *
   * @param function from x; it may assign variables
   */
  public static Compiled training(Function<Node, ? extends Outputs> function) {
    return training(NodeFunction.of(function));
  }

  /**
   * {@return a step of a loop of one's own, of two arrays}
   *
   * @param function from x and y; it may assign variables
   */
  public static Compiled training(BiFunction<Node, Node, ? extends Outputs> function) {
    return training(NodeFunction.of(function));
  }

  /**
   * {@return a step of a loop of one's own}
   *
   * @param function the function; it may assign variables
   */
  public static Compiled training(NodeFunction function) {
    return new Compiled(function, true, Backends.current());
  }

  /**
   * Runs the function.
   *
   * @param inputs the inputs, of any ordering and stride; they are not changed
   * @return the principal result, a fresh array
   */
  public INDArray run(INDArray... inputs) {
    return programs.run(inputs).first();
  }

  /**
   * Runs the function.
   *
   * @param inputs the inputs, of any ordering and stride; they are not changed
   * @return every result by name
   */
  public Results results(INDArray... inputs) {
    return programs.run(inputs);
  }

  /**
   * Runs the function without making new arrays.
   *
   * @param results where the results go, the principal one first and the others in order: dense
   *     row-major arrays of their types and shapes, which share no memory with each other or with
   *     an input
   * @param inputs the inputs, of any ordering and stride; they are not changed
   * @throws IllegalArgumentException if a result has no place there
   */
  public void runInto(INDArray[] results, INDArray... inputs) {
    programs.runInto(results, inputs);
  }

  /**
   * {@return what a run does for inputs like these, as text}
   *
   * @param inputs the inputs
   */
  public String explain(INDArray... inputs) {
    return programs.explain(inputs);
  }

  /** {@return how often the function was traced} */
  public int traces() {
    return programs.traces();
  }

  @Override
  public void close() {
    programs.close();
  }
}
