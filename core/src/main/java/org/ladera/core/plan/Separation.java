package org.ladera.core.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Gather;
import org.ladera.core.plan.Vertex.Edge;
import org.ladera.core.plan.Vertex.Kind;
import org.ladera.core.program.Header.Apart;

/** Says why what a group reads is not computed in it. */
final class Separation {
  /** Of a check. */
  static final String CHECK = "a check is a step of its own";

  private Separation() {}

  /** The reasons, one for each value that another step, or the scalars' loop, gives the group. */
  static List<Apart> of(Group group, Targets targets) {
    Map<Vertex, String> reasons = new LinkedHashMap<>();
    for (Vertex member : group.members().keySet()) {
      for (Edge edge : member.edges()) {
        Vertex source = edge.source();
        boolean computed = source.kind() != Kind.LEAF && source.kind() != Kind.EMPTY;
        if (computed && !group.contains(source)) {
          reasons.computeIfAbsent(source, key -> reason(key, member, group));
        }
      }
    }
    List<Apart> all = new ArrayList<>(reasons.size());
    reasons.forEach((source, reason) -> all.add(new Apart(targets.of(source), reason)));
    return all;
  }

  private static String reason(Vertex source, Vertex user, Group group) {
    @Nullable String byKind = byKind(source, user);
    if (byKind != null) {
      return byKind;
    }
    @Nullable String refused = group.refusal(source);
    return refused == null ? "each op is a step of its own" : refused;
  }

  private static @Nullable String byKind(Vertex source, Vertex user) {
    if (source.kind() == Kind.SCALAR) {
      return "scalars are computed once, before all else";
    }
    return switch (user.kind()) {
      case PRODUCT -> "a product takes its operands from memory";
      case BARRIER -> ofItsOwn(user);
      case JOIN -> user.node().op().name() + " is a step of its own";
      default ->
          switch (source.kind()) {
            case BARRIER -> ofItsOwn(source);
            case JOIN -> source.node().op().name() + " is filled part by part";
            case TOTAL_REDUCE -> "a total is known only when its loop has ended";
            default -> null;
          };
    };
  }

  private static String ofItsOwn(Vertex barrier) {
    String name = barrier.node().op().name();
    return barrier.node().op() instanceof Gather
        ? name + " finds entries by indices, a loop by distances"
        : name + " is a step of its own";
  }
}
