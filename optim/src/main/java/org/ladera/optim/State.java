package org.ladera.optim;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ladera.core.fn.Random;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Parameter;
import org.ladera.core.graph.Trace;
import org.ladera.core.random.Philox;
import org.ladera.core.type.DType;
import org.ladera.core.type.TensorType;

/**
 * What an optimizer keeps from step to step: named slots. One object is one step; {@link
 * #following} is the state after it, so that steps can be unrolled in one graph.
 *
 * <p>What happens every so many steps need not cost anything in the others: {@link #due} is a plain
 * boolean, and a training step has a program for each answer.
 */
public final class State {
  private static final String STEP = "step";

  /** Gives the value that a slot has before the step. */
  @FunctionalInterface
  interface Source {
    Node read(String slot, Node initial);
  }

  private final Source source;
  private final Clock clock;
  private final String prefix;
  private final String stepSlot;
  private final @Nullable Node condition;
  private final Map<String, Node> last;
  private final Map<String, Node> next;
  private final Map<Object, Node> memo = new HashMap<>();

  private State(
      Source source,
      Clock clock,
      String prefix,
      String stepSlot,
      @Nullable Node condition,
      Map<String, Node> last,
      Map<String, Node> next) {
    this.source = source;
    this.clock = clock;
    this.prefix = prefix;
    this.stepSlot = stepSlot;
    this.condition = condition;
    this.last = last;
    this.next = next;
  }

  static State of(Source source, Clock clock) {
    return new State(source, clock, "", STEP, null, new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  /** {@return the state before any step: every slot has its initial value. For unrolling} */
  public static State initial() {
    return of((slot, initial) -> initial, Clock.at(0));
  }

  /** {@return the state after this step. For unrolling} */
  public State following() {
    Map<String, Node> values = new HashMap<>(last);
    values.putAll(next);
    Node steps = read(STEP, Ops.constant(0)).plus(1);
    values.put(STEP, steps);
    return of((slot, initial) -> values.getOrDefault(slot, initial), clock.following());
  }

  /** {@return the number of finished updates, 0 at the first; a weak scalar} */
  public Node step() {
    return read(stepSlot, Ops.constant(0));
  }

  /** {@return whether no update is finished yet, a bool scalar} */
  public Node isFirst() {
    return Ops.less(step(), Ops.constant(1));
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
   * {@return random numbers of the normal distribution of mean 0 and variance 1, others in each
   * step}
   *
   * @param seed with the name fixes the numbers
   * @param name what they are for; one name gives the same numbers again
   * @param type a floating type and a shape
   */
  public Node normal(long seed, String name, TensorType type) {
    return Random.normal(seed, stream(name), type.shape(), count(), type.dtype());
  }

  /**
   * {@return random numbers of which each is 1 or -1, equally likely, others in each step}
   *
   * @param seed with the name fixes the numbers
   * @param name what they are for; one name gives the same numbers again
   * @param type a floating type and a shape
   */
  public Node signs(long seed, String name, TensorType type) {
    Node heads = Random.bernoulli(0.5, seed, stream(name), type.shape(), count());
    return heads.cast(type.dtype()).times(2).minus(1);
  }

  private long stream(String name) {
    return Philox.streamOf(prefix + name, 0);
  }

  private Node count() {
    return step().cast(DType.INT64);
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
    return new State(source, clock, prefix + name + "/", stepSlot, condition, last, next);
  }

  /**
   * {@return whether what happens every so many steps happens in this one: in the first, and
   * whenever the number of finished updates is a multiple}
   *
   * @param period the number of steps from one time to the next, at least 1
   */
  public boolean due(int period) {
    return due(period, 0);
  }

  /**
   * {@return whether what happens every so many steps happens in this one: whenever the number of
   * finished updates is the offset more than a multiple of the period}
   *
   * @param period the number of steps from one time to the next, at least 1
   * @param offset from 0 to period - 1; with the latter the first time is step number {@code
   *     period}
   * @throws IllegalStateException in a {@linkplain #child(String, Node) state whose steps depend on
   *     a condition}
   */
  public boolean due(int period, int offset) {
    if (period < 1 || offset < 0 || offset >= period) {
      throw new IllegalArgumentException(
          "state: due needs a period of at least 1 and an offset below it, got "
              + period
              + " and "
              + offset);
    }
    return clock.due(period, offset);
  }

  /**
   * {@return a state with slots of its own, whose steps are those in which {@code due(period,
   * period - 1)}: every so many, the last of each round. It may be asked for in those alone}
   *
   * @param name its name
   * @param period the number of steps to one of its own, at least 1
   */
  public State every(String name, int period) {
    if (!due(period, period - 1)) {
      throw new IllegalStateException(
          "state: \"" + prefix + name + "\" has a step every " + period + ", and none in this one");
    }
    String inner = prefix + name + "/";
    State child =
        new State(source, clock.every(period), inner, inner + STEP, condition, last, next);
    child.next(STEP, Ops.constant(0), old -> old.plus(1));
    return child;
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
    State child = new State(source, Clock.unknown(inner), inner, inner + STEP, both, last, next);
    child.next(STEP, Ops.constant(0), old -> old.plus(1));
    return child;
  }

  /** The values that slots have after the step, the step count included. */
  Map<String, Node> changes() {
    next.computeIfAbsent(STEP, key -> read(STEP, Ops.constant(0)).plus(1));
    return Collections.unmodifiableMap(next);
  }
}
