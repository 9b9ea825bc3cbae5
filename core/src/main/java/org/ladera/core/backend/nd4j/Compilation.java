package org.ladera.core.backend.nd4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.Assignment;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.FiniteCheck;
import org.ladera.core.graph.Cast;
import org.ladera.core.graph.Constant;
import org.ladera.core.graph.Literal;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.factory.Nd4j;

/** Makes a program of a computation: gives each value its place, then prepares each call. */
final class Compilation {
  private final Computation computation;
  private final List<Node> order;
  private final Layout layout;
  private final BlockPool pool;
  private final IdentityHashMap<Node, Block> blocks = new IdentityHashMap<>();
  private final List<Program.Line> lines = new ArrayList<>();

  /**
   * A compilation.
   *
   * @param computation what is wanted
   * @param direct whether the pointers of arrays are addresses of ours
   */
  Compilation(Computation computation, boolean direct) {
    this.pool = new BlockPool(direct);
    this.computation = computation;
    this.order = computation.order();
    Set<Node> roots = Collections.newSetFromMap(new IdentityHashMap<>());
    roots.addAll(computation.outputs());
    computation.assignments().stream().map(Assignment::value).forEach(roots::add);
    computation.checks().stream().map(FiniteCheck::node).forEach(roots::add);
    this.layout = new Layout(order, roots);
  }

  Program program() {
    try (MemoryWorkspace _ = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      for (int index = 0; index < order.size(); index++) {
        Node node = order.get(index);
        if (layout.owns(node)) {
          blocks.put(node, place(node));
        }
        prepare(node);
        release(node, index);
      }
      return new Program(
          computation.name(),
          inputs(),
          variables(),
          List.copyOf(lines),
          computation.checks().stream()
              .map(each -> new Program.Check(each, block(each.node())))
              .toList(),
          computation.outputs().stream()
              .map(each -> new Program.Output(each.type().strong(), block(each)))
              .toList(),
          computation.assignments().stream()
              .map(each -> new Program.Store(each.variable(), block(each.value())))
              .toList(),
          pool.all());
    }
  }

  private Block block(Node node) {
    Block block = blocks.get(layout.owner(node));
    if (block == null) {
      throw new IllegalStateException("no block for " + node);
    }
    return block;
  }

  /** A block for a value; a number or constant is put there at once. */
  private Block place(Node node) {
    TensorType type = node.type();
    @Nullable Literal number = number(node);
    if (number != null) {
      return filled(HostArray.ofDoubles(type.dtype(), type.shape(), number.value()));
    }
    if (node.op() instanceof Constant constant) {
      return filled(constant.value());
    }
    return isLeaf(node) || layout.lastUse(node) == Integer.MAX_VALUE
        ? pool.keep(type)
        : pool.take(type);
  }

  /** The number that a value always is, also in another type, or null if it is no such value. */
  private static @Nullable Literal number(Node node) {
    boolean rounded = node.op() instanceof Cast cast && cast.dtype().isFloating();
    Node source = rounded ? node.input(0) : node;
    return source.op() instanceof Literal literal ? literal : null;
  }

  private static boolean isLeaf(Node node) {
    return node.inputs().isEmpty() || number(node) != null;
  }

  private Block filled(HostArray value) {
    Block block = pool.keep(value.type());
    Host.load(value, block);
    return block;
  }

  private void prepare(Node node) {
    List<Operand> inputs = new ArrayList<>(node.inputs().size());
    for (Node input : node.inputs()) {
      inputs.add(layout.operand(input, block(input)));
    }
    boolean computed = number(node) == null && (layout.owns(node) || layout.checks(node));
    if (computed) {
      for (Step step : Kernels.of(node, inputs, block(node))) {
        lines.add(new Program.Line(node.toString(), step));
      }
    }
  }

  /** Gives back the places that nothing reads after this node. */
  private void release(Node node, int index) {
    Set<Node> owners = Collections.newSetFromMap(new IdentityHashMap<>());
    node.inputs().forEach(input -> owners.add(layout.owner(input)));
    for (Node owner : owners) {
      if (!isLeaf(owner) && layout.lastUse(owner) == index) {
        pool.give(block(owner));
      }
    }
  }

  private List<Program.Load> inputs() {
    List<Program.Load> loads = new ArrayList<>();
    for (Node node : computation.inputs()) {
      loads.add(new Program.Load(node, blocks.get(node)));
    }
    return loads;
  }

  private List<Program.Store> variables() {
    List<Program.Store> reads = new ArrayList<>();
    for (Node node : order) {
      if (node instanceof Variable variable) {
        reads.add(new Program.Store(variable, block(node)));
      }
    }
    return reads;
  }
}
