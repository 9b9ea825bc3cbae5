package org.ladera.core.plan;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.FiniteCheck;
import org.ladera.core.backend.NonFiniteException;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Variable;
import org.ladera.core.plan.Vertex.Kind;
import org.ladera.core.plan.VertexGraph.RangeCheck;
import org.ladera.core.plan.VertexGraph.Wanted;
import org.ladera.core.program.Check;
import org.ladera.core.program.Commit;
import org.ladera.core.program.Header;
import org.ladera.core.program.Header.Apart;
import org.ladera.core.program.Loop;
import org.ladera.core.program.Program;
import org.ladera.core.program.Step;
import org.ladera.core.program.Storage;
import org.ladera.core.rewrite.Fuel;
import org.ladera.core.rewrite.Rewriter;
import org.ladera.core.rewrite.Simplified;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/** Makes programs of computations. */
public final class Planner {
  private final Computation computation;
  private final Options options;
  private final Map<String, Integer> rewrites;
  private final VertexGraph graph;
  private final Targets targets;
  private final List<Node> calls = new ArrayList<>();
  private final List<Plan.Complaint> complaints = new ArrayList<>();
  private final Map<Vertex, List<Check>> checks = new HashMap<>();
  private final List<Check> firstChecks = new ArrayList<>();
  private final List<Check> lastChecks = new ArrayList<>();
  private final Map<Vertex, Integer> flags = new LinkedHashMap<>();
  private final Set<Vertex> late = new HashSet<>();
  private final InPlace inPlace;

  private Planner(Computation computation, Options options) {
    this.computation = computation;
    this.options = options;
    Simplified simplified =
        options.simplify()
            ? Rewriter.standard().simplify(computation, Fuel.fromProperty())
            : new Simplified(computation, Map.of());
    this.rewrites = simplified.counts();
    this.graph = new VertexGraph(simplified.computation());
    this.targets = new Targets(computation.inputs());
    this.inPlace = new InPlace(graph, late);
  }

  /**
   * {@return the program of a computation; verified with {@code -Dladera.verify=true}}
   *
   * @param computation what is computed
   * @param options what the plan may do
   */
  public static Plan plan(Computation computation, Options options) {
    return new Planner(computation, options).plan();
  }

  private Plan plan() {
    List<Group> groups = Fusion.groups(graph, options.fuse());
    if (options.fuse()) {
      targets.divide(Parts.of(graph.vertices()));
    }
    graph.assignments().forEach(each -> late.add(each.vertex()));
    Ordering ordering = new Ordering(groups);
    if (options.inPlace()) {
      inPlace.choose(groups, ordering);
    } else {
      inPlace.refuseAll();
    }
    List<Group> sorted = ordering.sorted(inPlace::keepApart);
    nameTargets();
    addChecks();
    List<Step> steps = steps(sorted);
    List<Commit> commits = commits();
    List<Integer> allFlags = List.copyOf(flags.values());
    long bytes = ArenaLayout.place(targets.buffers(), steps, commits, allFlags, options.reuse());
    Program program =
        new Program(
            computation.name(),
            targets.buffers(),
            steps,
            commits,
            ImmutableIntArray.copyOf(allFlags),
            bytes);
    return new Plan(program, targets.states(), targets.constants(), calls, complaints, remarks());
  }

  private List<String> remarks() {
    return rewrites.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .toList();
  }

  /** Says where results and next values go. */
  private void nameTargets() {
    for (int port = 0; port < graph.outputs().size(); port++) {
      Vertex vertex = graph.outputs().get(port).vertex();
      Storage storage = new Storage.Output(port);
      String label = Targets.label(vertex);
      targets.hold(vertex, targets.add(vertex.dtype(), vertex.shape(), storage, label));
    }
    for (Wanted assignment : graph.assignments()) {
      Vertex vertex = assignment.vertex();
      @Nullable Variable variable = inPlace.variable(vertex);
      if (variable == null) {
        targets.of(vertex);
      } else {
        if (isReadElsewhere(vertex)) {
          targets.of(vertex);
        }
        targets.hold(vertex, targets.leaf(variable));
      }
    }
  }

  private static boolean isReadElsewhere(Vertex vertex) {
    Group group = Objects.requireNonNull(vertex.group());
    return vertex.users().stream()
        .anyMatch(edge -> !group.contains(edge.user()) || edge.user().kind() == Kind.PRODUCT);
  }

  private void addChecks() {
    for (RangeCheck range : graph.ranges()) {
      complaints.add((value, place) -> range.op().error((long) value, place));
      int source = targets.of(range.vertex());
      Header header =
          new Header(range.op().subject(), List.of(new Apart(source, Separation.CHECK)));
      Check check =
          new Check(
              header, Check.Kind.IN_RANGE, source, -1, range.op().size(), complaints.size() - 1);
      put(range.vertex(), check, false);
    }
    for (int i = 0; i < graph.checks().size(); i++) {
      FiniteCheck finite = computation.checks().get(i);
      Vertex vertex = graph.checks().get(i).vertex();
      boolean updated = late.contains(vertex) && !inPlace.isEmpty();
      complaints.add((value, place) -> new NonFiniteException(finite, value, updated));
      int source = targets.of(vertex);
      boolean inLoop = vertex.kind() == Kind.MAP || vertex.kind() == Kind.ROW_REDUCE;
      int flag = -1;
      if (inLoop && vertex.shape().size() > 1) {
        flag =
            flags.computeIfAbsent(
                vertex, key -> targets.own(DType.INT32, Shape.scalar(), "not finite"));
      }
      int looked = flag < 0 ? source : flag;
      Header header = new Header(finite.subject(), List.of(new Apart(looked, Separation.CHECK)));
      Check check = new Check(header, Check.Kind.FINITE, source, flag, 0, complaints.size() - 1);
      put(vertex, check, late.contains(vertex));
    }
  }

  private void put(Vertex vertex, Check check, boolean isLate) {
    if (isLate) {
      lastChecks.add(check);
    } else if (vertex.groups().isEmpty()) {
      firstChecks.add(check);
    } else {
      checks.computeIfAbsent(vertex, key -> new ArrayList<>()).add(check);
    }
  }

  private List<Step> steps(List<Group> sorted) {
    List<Step> steps = new ArrayList<>();
    @Nullable Loop scalars = ScalarWriter.write(graph, targets);
    if (scalars != null) {
      steps.add(scalars);
    }
    steps.addAll(firstChecks);
    StepList list = new StepList(steps, options.fuse());
    for (Group group : sorted) {
      if (targets.parts().isFilled(group.members().keySet().iterator().next())) {
        continue;
      }
      list.add(step(group));
      for (Vertex vertex : group.ordered()) {
        checks.getOrDefault(vertex, List.of()).forEach(list::add);
      }
    }
    lastChecks.forEach(list::add);
    return list.finished();
  }

  private Step step(Group group) {
    Header header = new Header(LoopWriter.label(group), Separation.of(group, targets));
    Vertex first = group.members().keySet().iterator().next();
    if (first.kind() == Kind.JOIN) {
      return PartWriter.write(first, targets, header);
    }
    if (first.kind() == Kind.BARRIER) {
      return BarrierWriter.write(first, targets, calls, header);
    }
    return group.product() == null
        ? new LoopWriter(group, targets, flags).write(-1, header)
        : ProductWriter.write(group, targets, flags, header);
  }

  private List<Commit> commits() {
    List<Commit> commits = new ArrayList<>();
    for (Wanted assignment : graph.assignments()) {
      Variable variable = (Variable) assignment.node();
      if (variable.shape().size() > 0) {
        int state = targets.leaf(variable);
        boolean written = inPlace.variable(assignment.vertex()) != null;
        int source = written ? state : targets.of(assignment.vertex());
        commits.add(new Commit(state, source, variable.name(), inPlace.reason(variable)));
      }
    }
    return commits;
  }
}
