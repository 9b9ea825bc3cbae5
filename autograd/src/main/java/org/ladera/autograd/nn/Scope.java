package org.ladera.autograd.nn;

import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ladera.core.fn.Random;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Origin;
import org.ladera.core.graph.Parameter;
import org.ladera.core.graph.Trace;
import org.ladera.core.graph.Variable;
import org.ladera.core.random.Philox;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/**
 * What a layer may have besides its input, each under a stable path: parameters, untrained
 * variables, random numbers, and whether this is training.
 *
 * <p>A name may be asked for once in a call of a layer. Parts get names by {@link #apply} or {@link
 * #child}; sharing goes through {@link #bind}. After the first complete trace of the model no new
 * name may appear, so parameters are asked for outside {@code if (training)}.
 */
public final class Scope {
  private final ModelMemory memory;
  private final Draws draws;
  private final String path;
  private final boolean training;
  private final Set<String> names = new HashSet<>();

  Scope(ModelMemory memory, Draws draws, String path, boolean training) {
    this.memory = memory;
    this.draws = draws;
    this.path = path;
    this.training = training;
  }

  /** {@return where this scope is, such as {@code encoder.0}; empty at the root} */
  public String path() {
    return path;
  }

  /** {@return whether statistics move and dropout drops} */
  public boolean training() {
    return training;
  }

  /** {@return the type of the model's parameters} */
  public DType dtype() {
    return memory.dtype();
  }

  /**
   * {@return a vector of trained numbers}
   *
   * @param name its name here
   * @param size its size
   * @param initial its first values
   */
  public Parameter parameter(String name, int size, Initializer initial) {
    return parameter(name, Shape.of(size), initial);
  }

  /**
   * {@return a tensor of trained numbers}
   *
   * @param name its name here
   * @param shape its shape
   * @param initial its first values
   */
  public Parameter parameter(String name, Shape shape, Initializer initial) {
    return memory.parameter(taken(name), shape, initial);
  }

  /**
   * {@return a vector that training does not touch, but the layer may change}
   *
   * @param name its name here
   * @param size its size
   * @param initial its first values
   */
  public Variable variable(String name, int size, Initializer initial) {
    return variable(name, Shape.of(size), initial);
  }

  /**
   * {@return a tensor that training does not touch, but the layer may change}
   *
   * @param name its name here
   * @param shape its shape
   * @param initial its first values
   */
  public Variable variable(String name, Shape shape, Initializer initial) {
    return memory.variable(taken(name), shape, initial);
  }

  /**
   * {@return uniform random numbers of [0, 1), others in each run and for each call}
   *
   * @param shape their shape
   */
  public Node uniform(Shape shape) {
    return Random.uniform(memory.seed(), stream(), shape, counter(), dtype());
  }

  /**
   * {@return random numbers of the normal distribution of mean 0 and variance 1, others in each run
   * and for each call}
   *
   * @param shape their shape
   */
  public Node normal(Shape shape) {
    return Random.normal(memory.seed(), stream(), shape, counter(), dtype());
  }

  private long stream() {
    return Philox.streamOf(path, draws.ordinal(path));
  }

  private Variable counter() {
    Variable counter = memory.counter();
    draws.advance(counter);
    return counter;
  }

  /**
   * Adds a result that a run reports beside its own, under this path; where one call follows
   * another in a program, under this path and {@code (2)}, {@code (3)} and so on.
   *
   * @param name its name here
   * @param value the result
   */
  public void report(String name, Node value) {
    Trace.current().ifPresent(trace -> report(trace, join(name), value));
  }

  private static void report(Trace trace, String name, Node value) {
    String free = name;
    for (int call = 2; trace.reports().containsKey(free); call++) {
      free = name + " (" + call + ")";
    }
    trace.report(free, value);
  }

  /**
   * Adds a term to the loss of a training step. A loop of one's own, which has no loss that this
   * could know, adds {@code Trace.penalty()} itself.
   *
   * @param term a scalar
   * @throws IllegalArgumentException if it is not a scalar
   */
  public void penalty(Node term) {
    if (!term.shape().isScalar()) {
      throw new IllegalArgumentException(
          "penalty: the term of \""
              + path
              + "\" must be a scalar, got "
              + term.type()
              + "; use sum()");
    }
    if (training) {
      Trace.current().ifPresent(trace -> trace.penalize(term));
    }
  }

  /**
   * {@return the scope of a part}
   *
   * @param name the name of the part here
   */
  public Scope child(String name) {
    return new Scope(memory, draws, taken(name), training);
  }

  /**
   * {@return the result of a part}
   *
   * @param name the name of the part here
   * @param layer the part
   * @param x its input
   */
  public Node apply(String name, Layer layer, Node x) {
    Scope inner = child(name);
    return inner.recorded(layer, () -> layer.apply(inner, x));
  }

  /** The result of a part that is known by its kind and its index among its kind. */
  Node apply(String kind, int index, Layer layer, Node x) {
    checkName(kind);
    Scope inner = new Scope(memory, draws, free(kind + "." + index), training);
    return inner.recorded(layer, () -> layer.apply(inner, x));
  }

  /** Runs what this is the scope of. */
  <T extends @Nullable Object> T recorded(Object part, Supplier<T> call) {
    return Origin.region(path, () -> memory.recorded(path, part, call));
  }

  /**
   * {@return a part that is to be called more than once, with the same parameters each time}
   *
   * @param <L> the part
   * @param name the name of the part here
   * @param part the part
   */
  public <L> Bound<L> bind(String name, L part) {
    taken(name);
    return new Bound<>(this, name, part);
  }

  <L, T extends @Nullable Object> T visit(String name, L part, BiFunction<L, Scope, T> call) {
    Scope visit = new Scope(memory, draws, join(name), training);
    return visit.recorded(part, () -> call.apply(part, visit));
  }

  private String taken(String name) {
    checkName(name);
    return free(name);
  }

  private String free(String name) {
    if (!names.add(name)) {
      throw new IllegalArgumentException(
          "scope: the name \""
              + join(name)
              + "\" is asked for twice in one call; give the parts names, or share with bind(...)");
    }
    return join(name);
  }

  private String join(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  static void checkName(String name) {
    if (name.isEmpty() || name.contains(".") || name.contains("/")) {
      throw new IllegalArgumentException(
          "scope: a name has no dot and no slash and is not empty, got \"" + name + '"');
    }
  }
}
