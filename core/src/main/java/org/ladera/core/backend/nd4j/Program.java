package org.ladera.core.backend.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.Executable;
import org.ladera.core.backend.FiniteCheck;
import org.ladera.core.backend.NonFiniteException;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.ArrayTypes;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A prepared computation. A run copies in what it begins with, executes the steps, checks, and
 * copies out. Runs wait for each other, since all use the same blocks.
 */
final class Program implements Executable {
  /** A step and the node that it belongs to, as text. */
  record Line(String node, Step step) {}

  /** An input and the block that it is copied to, if anything reads it. */
  record Load(Node input, @Nullable Block block) {}

  /** A variable and the block that it is copied to or from. */
  record Store(Variable variable, Block block) {}

  /** A check and the block that it looks at. */
  record Check(FiniteCheck check, Block block) {}

  /** The type of an output and the block that it is copied from. */
  record Output(TensorType type, Block block) {}

  private final String name;
  private final List<Load> inputs;
  private final List<Store> variables;
  private final List<Line> lines;
  private final Step[] steps;
  private final List<Check> checks;
  private final List<Output> outputs;
  private final List<Store> assignments;
  private final List<Block> blocks;
  private boolean closed;

  Program(
      String name,
      List<Load> inputs,
      List<Store> variables,
      List<Line> lines,
      List<Check> checks,
      List<Output> outputs,
      List<Store> assignments,
      List<Block> blocks) {
    this.name = name;
    this.inputs = inputs;
    this.variables = variables;
    this.lines = lines;
    this.steps = lines.stream().map(Line::step).toArray(Step[]::new);
    this.checks = checks;
    this.outputs = outputs;
    this.assignments = assignments;
    this.blocks = blocks;
  }

  @Override
  public synchronized List<INDArray> run(List<INDArray> arrays) {
    if (closed) {
      throw new IllegalStateException(name + ": the program is closed");
    }
    SingleThread.hold();
    begin(arrays);
    for (Step step : steps) {
      step.run();
    }
    for (Check check : checks) {
      check(check);
    }
    List<INDArray> results = new ArrayList<>(outputs.size());
    for (Output output : outputs) {
      results.add(Host.export(output.block, output.type));
    }
    for (Store assignment : assignments) {
      synchronized (assignment.variable.memory()) {
        Host.store(assignment.block, assignment.variable.memory());
      }
    }
    return results;
  }

  private void begin(List<INDArray> arrays) {
    if (arrays.size() != inputs.size()) {
      throw new IllegalArgumentException(
          name + ": " + inputs.size() + " inputs are needed, got " + arrays.size());
    }
    for (int i = 0; i < inputs.size(); i++) {
      Load load = inputs.get(i);
      TensorType given = ArrayTypes.typeOf(arrays.get(i));
      if (!given.equals(load.input.type().strong())) {
        throw new IllegalArgumentException(
            name
                + ": input \""
                + load.input.name()
                + "\" is "
                + load.input.type()
                + ", got "
                + given);
      }
      if (load.block != null) {
        Host.load(arrays.get(i), load.block);
      }
    }
    for (Store store : variables) {
      synchronized (store.variable.memory()) {
        Host.load(store.variable.memory(), store.block);
      }
    }
  }

  private static void check(Check check) {
    Block block = check.block;
    block.pull();
    for (long i = 0; i < block.length(); i++) {
      double value = Scalars.floating(block.memory(), block.dtype(), i);
      if (!Double.isFinite(value)) {
        throw new NonFiniteException(check.check, value);
      }
    }
  }

  @Override
  public String explain() {
    long bytes = blocks.stream().mapToLong(each -> each.length() * each.dtype().size()).sum();
    StringBuilder text = new StringBuilder(name).append(" on nd4j: ");
    text.append(steps.length).append(" steps, ").append(bytes).append(" bytes\n");
    for (Line line : lines) {
      text.append(line.node).append("  by ").append(line.step.how()).append('\n');
    }
    return text.toString();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      for (Step step : steps) {
        step.close();
      }
      blocks.forEach(Block::close);
    }
  }
}
