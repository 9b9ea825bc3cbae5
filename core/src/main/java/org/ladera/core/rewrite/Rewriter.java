package org.ladera.core.rewrite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.ladera.core.backend.Assignment;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.FiniteCheck;
import org.ladera.core.graph.Gather;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.InRange;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Op;
import org.ladera.core.graph.ScatterAdd;
import org.ladera.core.rewrite.rule.Rule;
import org.ladera.core.rewrite.rule.Rules;
import org.ladera.core.rewrite.rule.Survey;

/**
 * Makes a computation of the same values with less to do: equal expressions once, constants
 * computed, algebra, views of views. Inputs, variables, the outputs and their order stay; so do
 * checks of indices and calls of users' own ops. Linear in the size of the graph.
 */
public final class Rewriter {
  private final Function<Op, List<Rule>> rules;
  private final List<Survey> surveys;

  private Rewriter(Function<Op, List<Rule>> rules, List<Survey> surveys) {
    this.rules = rules;
    this.surveys = surveys;
  }

  /** {@return the rewriter of all rules} */
  public static Rewriter standard() {
    return new Rewriter(Rules::local, Rules.global());
  }

  /** One with these rules alone. */
  static Rewriter of(Rule... rules) {
    List<Rule> all = List.of(rules);
    return new Rewriter(_ -> all, List.of());
  }

  /**
   * {@return a computation of the same values, with the fuel that the system property gives}
   *
   * @param computation what is wanted
   */
  public Computation simplify(Computation computation) {
    return simplify(computation, Fuel.fromProperty()).computation();
  }

  /**
   * {@return a computation of the same values, and what was done}
   *
   * @param computation what is wanted
   * @param fuel how many rewrites may happen
   */
  public Simplified simplify(Computation computation, Fuel fuel) {
    Result result = run(new Simplified(computation, Map.of()), computation.order(), rules, fuel);
    for (Survey survey : surveys) {
      Rule rule = survey.of(result.order, results(result.simplified.computation()));
      if (rule != null) {
        result = run(result.simplified, result.order, _ -> List.of(rule), fuel);
      }
    }
    return result.simplified;
  }

  /** What is left, and its nodes in order. */
  private record Result(Simplified simplified, List<Node> order) {}

  private static Result run(
      Simplified before, List<Node> order, Function<Op, List<Rule>> rules, Fuel fuel) {
    Pass pass = new Pass(rules, fuel, order.size());
    order.forEach(pass::rewritten);
    Computation after = mapped(before.computation(), pass::rewritten);
    List<Node> left = after.order();
    if (!keepsEffects(order, left, pass)) {
      fuel.giveBack(pass.rewrites());
      pass = new Pass(op -> keeping(rules.apply(op)), fuel, order.size());
      order.forEach(pass::rewritten);
      after = mapped(before.computation(), pass::rewritten);
      left = after.order();
    }
    return new Result(new Simplified(after, pass.countedWith(before.counts())), left);
  }

  private static List<Rule> keeping(List<Rule> rules) {
    return rules.stream().filter(rule -> !rule.dropsInputs()).toList();
  }

  private static Computation mapped(Computation computation, UnaryOperator<Node> rewritten) {
    return new Computation(
        computation.name(),
        computation.inputs(),
        computation.outputs().stream().map(rewritten).toList(),
        computation.assignments().stream()
            .map(each -> new Assignment(each.variable(), rewritten.apply(each.value())))
            .toList(),
        computation.checks().stream()
            .map(each -> new FiniteCheck(each.subject(), rewritten.apply(each.node())))
            .toList());
  }

  /** Whether everything that can fail or be noticed is still reached. */
  private static boolean keepsEffects(List<Node> order, List<Node> left, Pass pass) {
    Set<Node> effects = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Node node : order) {
      if (hasEffect(node.op())) {
        effects.add(pass.rewritten(node));
      }
    }
    Iterator<Node> each = left.iterator();
    while (!effects.isEmpty() && each.hasNext()) {
      effects.remove(each.next());
    }
    return effects.isEmpty();
  }

  private static boolean hasEffect(Op op) {
    return op instanceof HostOp
        || op instanceof InRange
        || op instanceof Gather
        || op instanceof ScatterAdd;
  }

  private static List<Node> results(Computation computation) {
    List<Node> results = new ArrayList<>(computation.outputs());
    computation.assignments().forEach(assignment -> results.add(assignment.value()));
    computation.checks().forEach(check -> results.add(check.node()));
    return results;
  }
}
