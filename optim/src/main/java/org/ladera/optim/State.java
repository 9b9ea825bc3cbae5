package org.ladera.optim;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Parameter;
import org.ladera.core.graph.Trace;

/**
 * What an optimizer keeps from step to step: named slots. One object is one step; {@link
 * #following} is the state after it, so that steps can be unrolled in one graph.
 */
public final class State {
  private static final String STEP = "step";

  /** Gives the value that a slot has before the step. */
  @FunctionalInterface
  interface Source {
    Node read(String slot, Node initial);
  }

  private final Source source;
  private final String prefix;
  private final String stepSlot;
  private final @Nullable Node condition;
  private final Map<String, Node> last;
  private final Map<String, Node> next;
  private final Map<Object, Node> memo = new HashMap<>();

  private State(
      Source source,
      String prefix,
      String stepSlot,
      @Nullable Node condition,
      Map<String, Node> last,
      Map<String, Node> next) {
    this.source = source;
    this.prefix = prefix;
    this.stepSlot = stepSlot;
    this.condition = condition;
    this.last = last;
    this.next = next;
  }

  static State of(Source source) {
    return new State(source, "", STEP, null, new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  /** {@return the state before any step: every slot has its initial value. For unrolling} */
  public static State initial() {
    return of((slot, initial) -> initial);
  }

  /** {@return the state after this step. For unrolling} */
  public State following() {
    Map<String, Node> values = new HashMap<>(last);
    values.putAll(next);
    Node steps = read(STEP, Ops.constant(0)).plus(1);
    values.put(STEP, steps);
    return of((slot, initial) -> values.getOrDefault(slot, initial));
  }

  /** {@return the number of finished updates, 0 at the first; a weak scalar} */
  public Node step() {
    return read(stepSlot, Ops.constant(0));
  }

  /**
   * {@return 1 - beta^(step + 1), a weak scalar}
   *
   * @param beta the decay of an exponential mean
   */
  public Node biasCorrection(double beta) {
    return memo.computeIfAbsent(
        beta, key -> Ops.minus(Ops.constant(1), Ops.pow(Ops.constant(beta), step().plus(1))));
  }

  /**
   * {@return the next value of a slot for each parameter}
   *
   * @param slot its name
   * @param initial its first value
   * @param change from the value before this step to the next one; a second change sees the first
   */
  public Point next(String slot, Point initial, UnaryOperator<Point> change) {
    Point old = initial.map((parameter, node) -> latest(path(parameter, slot), node));
    Point changed = change.apply(old);
    return initial.map(
        (parameter, node) -> next(path(parameter, slot), node, o -> changed.get(parameter)));
  }

  /**
   * {@return the value of a slot before this step, for each parameter}
   *
   * @param slot its name
   * @param initial its first value
   */
  public Point last(String slot, Point initial) {
    return initial.map((parameter, node) -> last(path(parameter, slot), node));
  }

  private static String path(Parameter parameter, String slot) {
    return parameter.name() + "/" + slot;
  }

  /**
   * {@return the next value of a slot}
   *
   * @param slot its name
   * @param initial its first value, which also gives its type and shape
   * @param change from the value before this step to the next one; a second change sees the first
   */
  public Node next(String slot, Node initial, UnaryOperator<Node> change) {
    Node before = last(slot, initial);
    Node old = latest(slot, initial);
    Node changed = change.apply(old);
    Node typed =
        changed.type().weak() && !before.type().weak() ? changed.cast(before.dtype()) : changed;
    if (!typed.type().strong().equals(before.type().strong())) {
      throw new IllegalArgumentException(
          "state: the slot \""
              + prefix
              + slot
              + "\" is "
              + before.type()
              + ", got "
              + changed.type());
    }
    Node kept = condition == null ? typed : Ops.select(condition, typed, old);
    next.put(prefix + slot, kept);
    return kept;
  }

  /**
   * {@return the value of a slot before this step}
   *
   * @param slot its name
   * @param initial its first value, which also gives its type and shape
   */
  public Node last(String slot, Node initial) {
    return read(prefix + slot, initial);
  }

  private Node latest(String slot, Node initial) {
    return next.getOrDefault(prefix + slot, last(slot, initial));
  }

  private Node read(String slot, Node initial) {
    return last.computeIfAbsent(slot, key -> source.read(key, initial));
  }

  /**
   * Adds a result that the step reports. Where an optimizer asks for the gradient at several
   * points, the first report of a name counts.
   *
   * @param name its name
   * @param value the result
   */
  public void report(String name, Node value) {
    Trace.current()
        .filter(trace -> !trace.reports().containsKey(prefix + name))
        .ifPresent(trace -> trace.report(prefix + name, value));
  }

  /**
   * {@return a state with slots of its own and the same step count: of a group of parameters}
   *
   * @param name its name
   */
  public State child(String name) {
    return new State(source, prefix + name + "/", stepSlot, condition, last, next);
  }

  /**
   * {@return a state with slots of its own that change, and a step count of its own that advances,
   * only where a condition holds}
   *
   * @param name its name
   * @param when a bool scalar
   */
  public State child(String name, Node when) {
    Node both = condition == null ? when : Ops.and(condition, when);
    String inner = prefix + name + "/";
    State child = new State(source, inner, inner + STEP, both, last, next);
    child.next(STEP, Ops.constant(0), old -> old.plus(1));
    return child;
  }

  /** The values that slots have after the step, the step count included. */
  Map<String, Node> changes() {
    next.computeIfAbsent(STEP, key -> read(STEP, Ops.constant(0)).plus(1));
    return Collections.unmodifiableMap(next);
  }
}
