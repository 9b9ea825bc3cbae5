package org.ladera.core.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ladera.core.graph.Input;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Variable;
import org.ladera.core.program.Buffer;
import org.ladera.core.program.Storage;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/**
 * The buffers of a program in the making, and which of them hold which vertices. Buffers of the
 * program's own memory get their place at the end.
 */
final class Targets {
  private static final Storage UNPLACED = new Storage.Arena(-1);

  private final List<Buffer> buffers = new ArrayList<>();
  private final Map<Vertex, List<Integer>> targets = new HashMap<>();
  private final Map<Node, Integer> leaves = new IdentityHashMap<>();
  private final List<Variable> states = new ArrayList<>();
  private final List<Node> constants = new ArrayList<>();
  private final Map<Node, Integer> ports = new IdentityHashMap<>();
  private Parts parts = Parts.none();

  Targets(List<Node> inputs) {
    for (int port = 0; port < inputs.size(); port++) {
      ports.put(inputs.get(port), port);
    }
  }

  /** Says which values are stored as parts of others. */
  void divide(Parts chosen) {
    parts = chosen;
  }

  Parts parts() {
    return parts;
  }

  int add(DType dtype, Shape shape, Storage storage, String label) {
    buffers.add(new Buffer(buffers.size(), dtype, shape, storage, label));
    return buffers.size() - 1;
  }

  /** A buffer of the program's own memory. */
  int own(DType dtype, Shape shape, String label) {
    return add(dtype, shape, UNPLACED, label);
  }

  /** The buffer that a vertex is read from. */
  int of(Vertex vertex) {
    List<Integer> held = targets.get(vertex);
    if (held != null) {
      return held.getFirst();
    }
    if (vertex.kind() == Vertex.Kind.LEAF) {
      return leaf(vertex.node());
    }
    return all(vertex).getFirst();
  }

  /** All buffers that a vertex is stored to; one of the program's own if none was named. */
  List<Integer> all(Vertex vertex) {
    return targets.computeIfAbsent(
        vertex,
        stored -> new ArrayList<>(List.of(own(stored.dtype(), stored.shape(), label(stored)))));
  }

  /** Names a buffer that a vertex is stored to. */
  void hold(Vertex vertex, int buffer) {
    targets.computeIfAbsent(vertex, stored -> new ArrayList<>()).add(buffer);
  }

  boolean isHeld(Vertex vertex) {
    return targets.containsKey(vertex);
  }

  /** The buffer of an input, a variable or a constant. */
  int leaf(Node node) {
    return leaves.computeIfAbsent(
        node,
        leaf -> {
          Storage storage;
          String label;
          if (leaf instanceof Variable variable) {
            states.add(variable);
            storage = new Storage.State(states.size() - 1);
            label = variable.name();
          } else if (leaf.op() instanceof Input input) {
            storage = new Storage.Input(Objects.requireNonNull(ports.get(leaf)));
            label = input.label();
          } else {
            constants.add(leaf);
            storage = new Storage.Constant(constants.size() - 1);
            label = "constant";
          }
          return add(leaf.dtype(), leaf.shape(), storage, label);
        });
  }

  static String label(Vertex vertex) {
    String region = vertex.node().origin().region();
    String name = vertex.node().op().name();
    return region.isEmpty() ? name : region + "." + name;
  }

  List<Buffer> buffers() {
    return buffers;
  }

  List<Variable> states() {
    return states;
  }

  List<Node> constants() {
    return constants;
  }
}
