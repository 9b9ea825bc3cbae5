package org.ladera.core.backend.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.Executable;
import org.ladera.core.backend.FiniteCheck;
import org.ladera.core.backend.NonFiniteException;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.ArrayTypes;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Computes a graph node by node, in order, and frees each value after its last use. */
final class ReferenceExecutable implements Executable {
  private final Computation computation;
  private final Walk walk;
  private boolean closed;

  ReferenceExecutable(Computation computation) {
    this.computation = computation;
    this.walk = new Walk(computation);
  }

  @Override
  public synchronized List<INDArray> run(List<INDArray> inputs) {
    if (closed) {
      throw new IllegalStateException(computation.name() + ": the program is closed");
    }
    @Nullable Value[] values = new @Nullable Value[walk.order().size()];
    readInputs(inputs, values);
    readVariables(values);
    compute(values);
    check(values);
    List<INDArray> outputs = new ArrayList<>(computation.outputs().size());
    for (Node output : computation.outputs()) {
      outputs.add(known(values, output).toHostArray(output.type()).toINDArray());
    }
    assign(values);
    return outputs;
  }

  private void readInputs(List<INDArray> arrays, @Nullable Value[] values) {
    List<Node> inputs = computation.inputs();
    if (arrays.size() != inputs.size()) {
      throw new IllegalArgumentException(
          computation.name() + ": " + inputs.size() + " inputs are needed, got " + arrays.size());
    }
    for (int i = 0; i < arrays.size(); i++) {
      Node input = inputs.get(i);
      TensorType given = ArrayTypes.typeOf(arrays.get(i));
      if (!given.equals(input.type().strong())) {
        throw new IllegalArgumentException(
            computation.name()
                + ": input \""
                + input.name()
                + "\" is "
                + input.type()
                + ", got "
                + given);
      }
      if (walk.reaches(input)) {
        values[walk.position(input)] = Value.copyOf(HostArray.copyOf(arrays.get(i)));
      }
    }
  }

  /** All at once, since a host op may change a variable while the program runs. */
  private void readVariables(@Nullable Value[] values) {
    for (int i = 0; i < values.length; i++) {
      if (walk.order().get(i) instanceof Variable variable) {
        HostArray memory = variable.memory();
        synchronized (memory) {
          values[i] = Value.copyOf(memory);
        }
      }
    }
  }

  private void compute(@Nullable Value[] values) {
    for (int i = 0; i < values.length; i++) {
      Node node = walk.order().get(i);
      if (values[i] == null) {
        List<Value> inputs = new ArrayList<>(node.inputs().size());
        for (Node input : node.inputs()) {
          inputs.add(known(values, input));
        }
        values[i] = Meanings.of(node, inputs);
      }
      for (Node input : node.inputs()) {
        if (walk.endsAt(input, i)) {
          values[walk.position(input)] = null;
        }
      }
    }
  }

  private void check(@Nullable Value[] values) {
    for (FiniteCheck check : computation.checks()) {
      for (double entry : known(values, check.node()).reals()) {
        if (!Double.isFinite(entry)) {
          throw new NonFiniteException(check, entry);
        }
      }
    }
  }

  /** All next values are made before the first is taken over, so that none or all are. */
  private void assign(@Nullable Value[] values) {
    List<HostArray> next = new ArrayList<>(computation.assignments().size());
    computation
        .assignments()
        .forEach(
            assignment ->
                next.add(known(values, assignment.value()).toHostArray(assignment.value().type())));
    for (int i = 0; i < next.size(); i++) {
      computation.assignments().get(i).variable().set(next.get(i));
    }
  }

  private Value known(@Nullable Value[] values, Node node) {
    return Objects.requireNonNull(values[walk.position(node)], "freed too early");
  }

  @Override
  public String explain() {
    return walk.order().stream().map(Node::toString).collect(Collectors.joining("\n", "", "\n"));
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
