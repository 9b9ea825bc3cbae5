package org.ladera.core.rewrite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Graphs;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.Input;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Op;
import org.ladera.core.graph.ReadVariable;
import org.ladera.core.rewrite.rule.Rule;

/**
 * One walk over a graph, inputs first, in which each node is built on its rewritten inputs, merged
 * with an equal one that was there before, and replaced as long as a rule applies. What a rule
 * builds is walked in the same way, on a stack of its own, so that no chain of rules is too long.
 */
final class Pass {
  /** The name under which merged nodes are counted. */
  private static final String MERGED = "commonSubexpression";

  /** Far above what any graph needs: rules that undo each other would go on for ever. */
  private static final long REWRITES_PER_NODE = 64;

  private final Function<Op, List<Rule>> rules;
  private final Fuel fuel;
  private final Map<Class<?>, Rule[]> rulesByOp = new HashMap<>();
  private final Expressions expressions = new Expressions();
  private final IdentityHashMap<Node, Node> done;
  private final Deque<Visit> visits = new ArrayDeque<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private long limit = REWRITES_PER_NODE;
  private long rewrites;

  /** A node under way, and what will stand in its place if a rule has applied. */
  private static final class Visit {
    final Node node;
    Node built;
    @Nullable Node replacement;

    Visit(Node node) {
      this.node = node;
      this.built = node;
    }
  }

  /**
   * A pass over a graph of about some size.
   *
   * @param rules for an op, of which only the class matters, the rules to try
   */
  Pass(Function<Op, List<Rule>> rules, Fuel fuel, int size) {
    this.rules = rules;
    this.fuel = fuel;
    this.done = new IdentityHashMap<>(size + size / 4);
  }

  /** What stands in the place of a node. Nodes given one after another share what they reach. */
  Node rewritten(Node root) {
    Node known = done.get(root);
    if (known != null) {
      return known;
    }
    limit += REWRITES_PER_NODE;
    visits.push(new Visit(root));
    while (!visits.isEmpty()) {
      Visit visit = visits.peek();
      if (visit.replacement != null) {
        finish(visit, result(visit.replacement));
      } else if (done.containsKey(visit.node)) {
        visits.pop();
      } else if (!hasOpenInput(visit.node)) {
        advance(visit);
      }
    }
    return result(root);
  }

  /** Begins with an input that is not rewritten, if there is one. */
  private boolean hasOpenInput(Node node) {
    List<Node> inputs = node.inputs();
    for (int i = 0; i < inputs.size(); i++) {
      if (!done.containsKey(inputs.get(i))) {
        visits.push(new Visit(inputs.get(i)));
        return true;
      }
    }
    return false;
  }

  private void advance(Visit visit) {
    visit.built = rebuilt(visit.node);
    Node first = canMerge(visit.built.op()) ? expressions.first(visit.built) : visit.built;
    if (first != visit.built && fuel.take()) {
      count(MERGED);
      finish(visit, result(first));
      return;
    }
    @Nullable Node replacement = replaced(visit.built);
    if (replacement == null) {
      finish(visit, visit.built);
    } else {
      visit.replacement = replacement;
      visits.push(new Visit(replacement));
    }
  }

  /** Inputs of one name are not one input, and a user's own op runs as often as it is written. */
  private static boolean canMerge(Op op) {
    return !(op instanceof Input || op instanceof ReadVariable || op instanceof HostOp);
  }

  private Node rebuilt(Node node) {
    List<Node> inputs = node.inputs();
    @Nullable List<Node> others = null;
    for (int i = 0; i < inputs.size(); i++) {
      Node result = result(inputs.get(i));
      if (result != inputs.get(i)) {
        others = others == null ? new ArrayList<>(inputs) : others;
        others.set(i, result);
      }
    }
    return others == null ? node : Graphs.apply(node.op(), others, node.origin());
  }

  private @Nullable Node replaced(Node node) {
    for (Rule rule : rulesFor(node.op())) {
      Node replacement = rule.apply(node);
      if (replacement != null) {
        if (!fuel.take()) {
          return null;
        }
        check(rule, node, replacement);
        count(rule.name());
        return replacement;
      }
    }
    return null;
  }

  private Rule[] rulesFor(Op op) {
    Rule[] known = rulesByOp.get(op.getClass());
    if (known == null) {
      known = rules.apply(op).toArray(Rule[]::new);
      rulesByOp.put(op.getClass(), known);
    }
    return known;
  }

  private void check(Rule rule, Node node, Node replacement) {
    if (!node.type().strong().equals(replacement.type().strong())) {
      throw new IllegalStateException(
          "rule " + rule.name() + ": gave " + replacement.type() + " in the place of " + node);
    }
    if (rewrites > limit) {
      throw new IllegalStateException("rule " + rule.name() + ": no end of rewriting at " + node);
    }
  }

  private void count(String name) {
    rewrites++;
    counts.merge(name, 1, Integer::sum);
  }

  private void finish(Visit visit, Node result) {
    done.put(visit.node, result);
    if (visit.built != visit.node) {
      done.put(visit.built, result);
    }
    visits.pop();
  }

  private Node result(Node node) {
    Node result = done.get(node);
    if (result == null) {
      throw new IllegalStateException(node + " is not rewritten yet");
    }
    return result;
  }

  /** The number of rewrites so far. */
  long rewrites() {
    return rewrites;
  }

  /** How often each rule applied, added to other counts. */
  Map<String, Integer> countedWith(Map<String, Integer> others) {
    Map<String, Integer> all = new TreeMap<>(others);
    counts.forEach((name, times) -> all.merge(name, times, Integer::sum));
    return all;
  }
}
