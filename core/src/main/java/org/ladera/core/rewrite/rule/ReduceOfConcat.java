package org.ladera.core.rewrite.rule;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Concat;
import org.ladera.core.graph.Node;

/** A reduction of a concat along other axes is the concat of the reductions. */
record ReduceOfConcat() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    @Nullable ImmutableIntArray axes = Reductions.axes(node.op());
    if (axes == null
        || !(node.input(0).op() instanceof Concat concat)
        || axes.contains(concat.axis())) {
      return null;
    }
    List<Node> parts = new ArrayList<>(node.input(0).inputs().size());
    for (Node part : node.input(0).inputs()) {
      parts.add(Rewrites.in(node, node.op(), part));
    }
    int before = (int) axes.stream().filter(axis -> axis < concat.axis()).count();
    return Rewrites.in(node, new Concat(concat.axis() - before), parts);
  }
}
