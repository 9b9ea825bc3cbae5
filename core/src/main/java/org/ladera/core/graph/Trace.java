package org.ladera.core.graph;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.TensorType;

/**
 * A program in the making: what the function that is being traced has said besides what it returns.
 * One at a time in a thread, found by {@link #current}.
 */
public final class Trace {
  private static final ScopedValue<Trace> CURRENT = ScopedValue.newInstance();

  private final boolean training;
  private final Map<Variable, Node> assignments = new LinkedHashMap<>();
  private final Map<String, Node> reports = new LinkedHashMap<>();
  private final Map<Object, Object> notes = new HashMap<>();
  private @Nullable Node penalty;
  private boolean penaltyTaken;

  private Trace(boolean training) {
    this.training = training;
  }

  /**
   * {@return a new trace}
   *
   * @param training whether models in it train (dropout drops, statistics move) or infer
   */
  public static Trace begin(boolean training) {
    return new Trace(training);
  }

  /** {@return the trace that is going on in this thread} */
  public static Optional<Trace> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  static Trace required(String operation, Variable variable) {
    return current()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    operation
                        + ": \""
                        + variable.name()
                        + "\" can change only inside a program that is being traced; use set(...)"
                        + " outside"));
  }

  /**
   * Runs a function as this trace.
   *
   * @param <T> what the function returns
   * @param function builds nodes
   * @return what the function returns
   */
  public <T extends @Nullable Object> T run(Supplier<T> function) {
    return ScopedValue.where(CURRENT, this).call(function::get);
  }

  /** {@return whether models train rather than infer} */
  public boolean training() {
    return training;
  }

  /**
   * Changes a variable at the end of the program; a second change sees the first.
   *
   * @param variable the variable
   * @param change from the value so far to the next one
   */
  public void next(Variable variable, UnaryOperator<Node> change) {
    Node value = change.apply(assignments.getOrDefault(variable, variable));
    assignments.put(variable, fitting(variable, value));
  }

  /**
   * Gives the value that a variable has after the program.
   *
   * @param variable the variable
   * @param value the value, of the variable's type and shape
   */
  public void assign(Variable variable, Node value) {
    if (assignments.putIfAbsent(variable, fitting(variable, value)) != null) {
      throw new IllegalStateException(
          "assign: \"" + variable.name() + "\" is assigned already in this program");
    }
  }

  private static Node fitting(Variable variable, Node value) {
    TensorType wanted = variable.type();
    Node typed = wanted.weak() ? Ops.cast(value, wanted.dtype()) : Ops.typed(value, wanted.dtype());
    if (!typed.type().strong().equals(wanted.strong())) {
      throw new IllegalArgumentException(
          "assign: \"" + variable.name() + "\" is " + wanted + ", got " + value.type());
    }
    return typed;
  }

  /**
   * Adds a result that is reported beside those that the function returns.
   *
   * @param name its name, once per program
   * @param value the result
   */
  public void report(String name, Node value) {
    if (reports.putIfAbsent(name, value) != null) {
      throw new IllegalStateException("report: \"" + name + "\" is reported already");
    }
  }

  /**
   * Adds a term to the loss.
   *
   * @param term a scalar
   */
  public void penalize(Node term) {
    penalty = penalty == null ? term : penalty.plus(term);
  }

  /** {@return what each variable becomes at the end, in the order of first mention} */
  public Map<Variable, Node> assignments() {
    return Collections.unmodifiableMap(assignments);
  }

  /** {@return what was reported, in order} */
  public Map<String, Node> reports() {
    return Collections.unmodifiableMap(reports);
  }

  /** {@return whether terms were added to the loss that nobody has asked for} */
  public boolean hasForgottenPenalty() {
    return penalty != null && !penaltyTaken;
  }

  /** {@return the sum of the penalties, if there are any} */
  public Optional<Node> penalty() {
    penaltyTaken = true;
    return Optional.ofNullable(penalty);
  }

  /**
   * {@return what an owner has noted in this trace, made at the first call}
   *
   * @param <T> the kind of note
   * @param owner whose note
   * @param initial makes it
   */
  @SuppressWarnings("unchecked")
  public <T> T note(Object owner, Supplier<T> initial) {
    return (T) notes.computeIfAbsent(owner, key -> initial.get());
  }
}
