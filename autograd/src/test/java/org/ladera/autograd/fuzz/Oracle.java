package org.ladera.autograd.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.Assignment;
import org.ladera.core.backend.FiniteCheck;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;

/**
 * Compares: the first of a family of variants with the reference, within the bounds of {@link
 * ErrorGraph}; and the others with the first, to the bit.
 */
final class Oracle {
  private final Tally tally;

  /**
   * @param tally counts what was compared
   */
  Oracle(Tally tally) {
    this.tally = tally;
  }

  /** What is wrong, if anything. */
  Optional<Failure> check(FuzzProgram program, List<Variant> family) {
    Variant base = family.getFirst();
    List<Outcome> outcomes;
    Variant running = base;
    try {
      outcomes = Outcome.of(base.backend(), program);
      for (Variant other : family.subList(1, family.size())) {
        running = other;
        List<Outcome> others = Outcome.of(other.backend(), program);
        for (int run = 0; run < outcomes.size(); run++) {
          Optional<Failure> failure = same(program, other, run, outcomes.get(run), others.get(run));
          if (failure.isPresent()) {
            return failure;
          }
        }
      }
    } catch (RuntimeException | LinkageError | AssertionError crash) {
      return Optional.of(new Failure(Failure.Kind.CRASH, running, program, String.valueOf(crash)));
    }
    for (int run = 0; run < outcomes.size(); run++) {
      Optional<Failure> failure = againstReference(program, base, run, outcomes.get(run));
      if (failure.isPresent()) {
        return failure;
      }
    }
    return Optional.empty();
  }

  private static Optional<Failure> same(
      FuzzProgram program, Variant variant, int run, Outcome first, Outcome other) {
    if ((first.refusal() == null) != (other.refusal() == null)) {
      String text = "run " + run + ": " + other.refusal() + ", but " + first.refusal();
      return Optional.of(new Failure(Failure.Kind.REFUSAL, variant, program, text));
    }
    List<HostArray> wanted = new ArrayList<>(first.outputs());
    List<HostArray> given = new ArrayList<>(other.outputs());
    if (!first.isUpdated() && !other.isUpdated()) {
      wanted.addAll(first.variables());
      given.addAll(other.variables());
    }
    for (int i = 0; i < wanted.size(); i++) {
      HostArray want = wanted.get(i);
      HostArray got = given.get(i);
      long entry = want.type().equals(got.type()) ? difference(want, got) : 0;
      if (entry >= 0) {
        String place = place(first, i) + " of run " + run + ", entry " + entry;
        String text = place + ": " + got + " but " + want;
        return Optional.of(new Failure(Failure.Kind.DIFFERENT, variant, program, text));
      }
    }
    return Optional.empty();
  }

  private static String place(Outcome outcome, int index) {
    int outputs = outcome.outputs().size();
    return index < outputs ? "output " + index : "variable " + (index - outputs);
  }

  /** The first entry whose bits differ, or -1; a NaN is a NaN. */
  private static long difference(HostArray want, HostArray got) {
    if (want.memory().mismatch(got.memory()) < 0) {
      return -1;
    }
    boolean isFloating = want.type().dtype().isFloating();
    for (long i = 0; i < want.size(); i++) {
      boolean same =
          isFloating
              ? Double.compare(want.getDouble(i), got.getDouble(i)) == 0
              : want.getLong(i) == got.getLong(i);
      if (!same) {
        return i;
      }
    }
    return -1;
  }

  private Optional<Failure> againstReference(
      FuzzProgram program, Variant variant, int run, Outcome outcome) {
    Draw draw = program.draws().get(run);
    Map<Node, HostArray> values;
    try {
      values = ErrorGraph.values(program, draw);
    } catch (IllegalArgumentException refusal) {
      return outcome.refusal() != null
          ? Optional.empty()
          : refusal(program, variant, "run " + run + " must be refused: " + refusal.getMessage());
    }
    List<Node> order = program.computation().order();
    Map<Node, Bound> bounds = ErrorGraph.of(order, values, variant.accuracy());
    checkBounds(order, values, bounds);
    @Nullable Boolean isRefused = isRefused(program, bounds);
    boolean given = outcome.refusal() != null;
    if (isRefused != null && isRefused != given) {
      return refusal(program, variant, "run " + run + ": " + outcome.refusal());
    }
    return compare(program, variant, run, outcome, bounds);
  }

  private static Optional<Failure> refusal(FuzzProgram program, Variant variant, String text) {
    return Optional.of(new Failure(Failure.Kind.REFUSAL, variant, program, text));
  }

  /** Whether a check must fail; null if that depends on rounding. */
  private static @Nullable Boolean isRefused(FuzzProgram program, Map<Node, Bound> bounds) {
    boolean isOpen = false;
    for (FiniteCheck check : program.computation().checks()) {
      Bound.Reals bound = (Bound.Reals) Objects.requireNonNull(bounds.get(check.node()));
      for (int i = 0; i < bound.value().length; i++) {
        if (bound.isKnown(i) && !Double.isFinite(bound.value()[i])) {
          return true;
        }
        isOpen |= !Double.isFinite(bound.low()[i]) || !Double.isFinite(bound.high()[i]);
      }
    }
    return isOpen ? null : Boolean.FALSE;
  }

  private Optional<Failure> compare(
      FuzzProgram program, Variant variant, int run, Outcome outcome, Map<Node, Bound> bounds) {
    List<Node> outputs = outcome.refusal() == null ? program.computation().outputs() : List.of();
    for (int i = 0; i < outputs.size(); i++) {
      Bound bound = Objects.requireNonNull(bounds.get(outputs.get(i)));
      @Nullable String wrong = wrong(bound, outcome.outputs().get(i));
      if (wrong != null) {
        String text = "output " + i + " of run " + run + ", " + wrong;
        return Optional.of(new Failure(Failure.Kind.WRONG, variant, program, text));
      }
    }
    Map<Variable, Bound> next = next(program, run, outcome, bounds);
    for (int i = 0; i < program.variables().size(); i++) {
      Variable variable = program.variables().get(i);
      @Nullable Bound bound = next.get(variable);
      @Nullable String wrong = bound == null ? null : wrong(bound, outcome.variables().get(i));
      if (wrong != null) {
        String text = "variable \"" + variable.name() + "\" after run " + run + ", " + wrong;
        return Optional.of(new Failure(Failure.Kind.WRONG, variant, program, text));
      }
    }
    return Optional.empty();
  }

  /**
   * What the variables must hold: what they held, where they are not assigned or the run is
   * refused. Nothing is said of one that was updated before a refusal.
   */
  private static Map<Variable, Bound> next(
      FuzzProgram program, int run, Outcome outcome, Map<Node, Bound> bounds) {
    Map<Variable, Bound> next = new HashMap<>();
    for (int i = 0; i < program.variables().size(); i++) {
      HostArray start = program.draws().get(run).variables().get(i);
      next.put(program.variables().get(i), Bound.exactly(start));
    }
    if (outcome.refusal() == null || outcome.isUpdated()) {
      for (Assignment assignment : program.computation().assignments()) {
        if (outcome.isUpdated()) {
          next.remove(assignment.variable());
          continue;
        }
        Bound bound = Objects.requireNonNull(bounds.get(assignment.value()));
        next.put(assignment.variable(), bound);
      }
    }
    return next;
  }

  private @Nullable String wrong(Bound bound, HostArray given) {
    if (!bound.type().strong().equals(given.type())) {
      return "the type is " + given.type() + ", not " + bound.type();
    }
    for (int i = 0; i < given.size(); i++) {
      tally.count(bound, i);
      if (!bound.admits(i, given)) {
        String value =
            given.type().dtype().isFloating()
                ? String.valueOf(given.getDouble(i))
                : String.valueOf(given.getLong(i));
        return bound.type() + " entry " + i + ": " + value + " is not " + bound.describe(i);
      }
    }
    return null;
  }

  /** The analysis itself must be right: the reference's own value is always admitted. */
  private static void checkBounds(
      List<Node> order, Map<Node, HostArray> values, Map<Node, Bound> bounds) {
    for (Node node : order) {
      HostArray value = Objects.requireNonNull(values.get(node));
      Bound bound = Objects.requireNonNull(bounds.get(node));
      for (int i = 0; i < value.size(); i++) {
        if (!bound.admits(i, value)) {
          throw new IllegalStateException(
              node + " entry " + i + ": " + value.getDouble(i) + " not in " + bound.describe(i));
        }
      }
    }
  }
}
