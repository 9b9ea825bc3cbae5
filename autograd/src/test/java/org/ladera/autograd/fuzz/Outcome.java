package org.ladera.autograd.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.Backend;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.Executable;
import org.ladera.core.backend.NonFiniteException;
import org.ladera.core.backend.ProgramCache;
import org.ladera.core.backend.TracedProgram;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What one run did.
 *
 * @param outputs the outputs; none if the run was refused
 * @param variables what the variables hold afterwards
 * @param refusal why it was refused, or null
 */
record Outcome(
    List<HostArray> outputs, List<HostArray> variables, @Nullable RuntimeException refusal) {

  /** Whether the variables, as the refusal itself says, may have changed before it was seen. */
  boolean isUpdated() {
    return refusal instanceof NonFiniteException failure && failure.isUpdated();
  }

  private record Raw(
      List<INDArray> outputs, List<HostArray> variables, @Nullable RuntimeException refusal) {}

  /** The outcome of every draw, on one executable. */
  static List<Outcome> of(Backend backend, FuzzProgram program) {
    boolean isDense = program.layouts().stream().allMatch(Layout::isDense);
    return isDense ? ofExecutable(backend, program) : ofCache(backend, program);
  }

  private static List<Outcome> ofExecutable(Backend backend, FuzzProgram program) {
    try (Executable executable = backend.compile(program.computation())) {
      return all(program, executable::run);
    }
  }

  /** The way that arrays of any layout take. */
  private static List<Outcome> ofCache(Backend backend, FuzzProgram program) {
    Computation computation = program.computation();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < computation.outputs().size(); i++) {
      names.add("output " + i);
    }
    try (ProgramCache cache =
        new ProgramCache("fuzz", backend, _ -> new TracedProgram(computation, names))) {
      return all(program, arrays -> cache.run(arrays.toArray(INDArray[]::new)).arrays());
    }
  }

  private interface Runner {
    List<INDArray> run(List<INDArray> arrays);
  }

  /** Outputs are read when all runs are over: none may reach into an earlier one's. */
  private static List<Outcome> all(FuzzProgram program, Runner runner) {
    List<Raw> raws = new ArrayList<>();
    for (Draw draw : program.draws()) {
      raws.add(one(program, draw, runner));
    }
    return raws.stream()
        .map(
            raw ->
                new Outcome(
                    raw.outputs.stream().map(HostArray::copyOf).toList(),
                    raw.variables,
                    raw.refusal))
        .toList();
  }

  private static Raw one(FuzzProgram program, Draw draw, Runner runner) {
    List<Variable> variables = program.variables();
    for (int i = 0; i < variables.size(); i++) {
      variables.get(i).set(draw.variables().get(i));
    }
    List<INDArray> arrays = arrays(program, draw);
    List<INDArray> outputs = List.of();
    @Nullable RuntimeException refusal = null;
    try {
      outputs = runner.run(arrays);
    } catch (IllegalArgumentException | ArithmeticException failure) {
      refusal = failure;
    }
    checkUnchanged(draw, arrays);
    List<HostArray> left =
        variables.stream().map(variable -> HostArray.copyOf(variable.memory())).toList();
    return new Raw(outputs, left, refusal);
  }

  private static List<INDArray> arrays(FuzzProgram program, Draw draw) {
    List<INDArray> arrays = new ArrayList<>();
    for (int i = 0; i < draw.inputs().size(); i++) {
      HostArray values = draw.inputs().get(i);
      int earlier = draw.inputs().indexOf(values);
      Layout layout = program.layouts().get(i);
      arrays.add(
          layout == Layout.TWICE && earlier < i ? arrays.get(earlier) : layout.array(values));
    }
    return arrays;
  }

  private static void checkUnchanged(Draw draw, List<INDArray> arrays) {
    for (int i = 0; i < arrays.size(); i++) {
      HostArray now = HostArray.copyOf(arrays.get(i));
      if (now.memory().mismatch(draw.inputs().get(i).memory()) >= 0) {
        throw new IllegalStateException("the run has changed its input " + i);
      }
    }
  }
}
