package org.ladera.core.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Variable;
import org.ladera.core.plan.Vertex.Edge;
import org.ladera.core.plan.Vertex.Kind;
import org.ladera.core.plan.VertexGraph.Wanted;

/**
 * The variables whose next value a step writes where the last one lies, and why the others are
 * copied when the run ends. A step may do so if it computes the next value entry by entry; if it
 * reads the last one at each point only where it writes; if no step that may end the run with an
 * error, itself included, and no other reader of the last value comes after it.
 */
final class InPlace {
  private static final String OFF = "updates in place are switched off";
  private static final String SINGLE = "a single entry is not worth an order of the steps";
  private static final String FAILING = "the run may still end with an error after its step";
  private static final String ELSEWHERE = "its step reads it elsewhere than where it writes";
  private static final String READERS = "a step that reads its last value must run later";

  private final VertexGraph graph;
  private final Set<Vertex> late;
  private final Map<Vertex, Variable> written = new HashMap<>();
  private final Map<Variable, String> reasons = new HashMap<>();

  /**
   * No variable is written in place.
   *
   * @param late next values, whose checks come at the end
   */
  InPlace(VertexGraph graph, Set<Vertex> late) {
    this.graph = graph;
    this.late = late;
  }

  /** Says of all variables that they are copied. */
  void refuseAll() {
    graph.assignments().forEach(each -> reasons.put((Variable) each.node(), OFF));
  }

  /** Chooses what a step can write where it reads, and asks for the order that this needs. */
  void choose(List<Group> groups, Ordering ordering) {
    Set<Group> failing = failing(groups);
    List<Group> writers = new ArrayList<>();
    for (Wanted assignment : graph.assignments()) {
      Variable variable = (Variable) assignment.node();
      Vertex vertex = assignment.vertex();
      @Nullable Group group = vertex.group();
      @Nullable Vertex state = graph.leaf(variable);
      @Nullable String reason = reason(vertex, state, failing);
      if (reason != null || group == null) {
        reasons.put(variable, reason == null ? SINGLE : reason);
        continue;
      }
      written.put(vertex, variable);
      writers.add(group);
      if (state != null) {
        for (Edge edge : state.users()) {
          edge.user().groups().forEach(reader -> ordering.prefer(reader, group));
        }
      }
    }
    ordering.prefer(failing, writers);
  }

  private static @Nullable String reason(
      Vertex vertex, @Nullable Vertex state, Set<Group> failing) {
    @Nullable Group group = vertex.group();
    if (group == null || vertex.shape().size() <= 1) {
      return SINGLE;
    }
    if (vertex.kind() != Kind.MAP) {
      return "its next value, of " + vertex.node().op().name() + ", is not made entry by entry";
    }
    if (failing.contains(group)) {
      return FAILING;
    }
    return state != null && !LoopWriter.storesWhereItLoads(group, vertex, state) ? ELSEWHERE : null;
  }

  /** Groups that may end the run, or before which it may end. */
  private Set<Group> failing(List<Group> groups) {
    Set<Group> failing = new HashSet<>();
    for (Group group : groups) {
      if (group.isClosed() && group.members().keySet().iterator().next().kind() == Kind.BARRIER) {
        failing.add(group);
      }
    }
    for (Wanted check : graph.checks()) {
      if (!late.contains(check.vertex())) {
        failing.addAll(check.vertex().groups());
      }
    }
    graph.ranges().forEach(range -> failing.addAll(range.vertex().groups()));
    return failing;
  }

  /**
   * Has the variables copied that a group was to write, as the order of the steps does not allow
   * it.
   *
   * @param isRead whether a reader of a last value comes later, rather than what may fail
   */
  void keepApart(Group group, boolean isRead) {
    for (Vertex vertex : group.members().keySet()) {
      @Nullable Variable variable = written.remove(vertex);
      if (variable != null) {
        reasons.put(variable, isRead ? READERS : FAILING);
      }
    }
  }

  boolean isEmpty() {
    return written.isEmpty();
  }

  /** The variable that a vertex is written to in place, or null. */
  @Nullable Variable variable(Vertex vertex) {
    return written.get(vertex);
  }

  /** Why a variable is copied; empty if it is not. */
  String reason(Variable variable) {
    return reasons.getOrDefault(variable, "");
  }
}
