package org.ladera.core.backend.cpu;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.Executable;
import org.ladera.core.backend.cpu.blas.MatrixLibraries;
import org.ladera.core.backend.cpu.pool.Pool;
import org.ladera.core.backend.cpu.run.RunContext;
import org.ladera.core.backend.cpu.run.Schedule;
import org.ladera.core.backend.cpu.run.Scheduler;
import org.ladera.core.backend.cpu.tier.Kernels;
import org.ladera.core.memory.ArrayTypes;
import org.ladera.core.memory.HostArray;
import org.ladera.core.plan.Plan;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A program that is ready to run, from many threads at once. */
final class CpuExecutable implements Executable {
  private final Plan plan;
  private final Signature signature;
  private final Schedule schedule;
  private final int threads;
  private final Contexts contexts;

  CpuExecutable(Plan plan, Signature signature, Kernels kernels, Pool pool) {
    this.plan = plan;
    this.signature = signature;
    this.threads = pool.threads();
    this.schedule = Scheduler.of(plan, kernels, MatrixLibraries.loaded());
    int inputs = signature.inputs().size();
    int outputs = signature.outputs().size();
    this.contexts =
        new Contexts(
            this,
            signature.name(),
            () -> new RunContext(plan, schedule, inputs, outputs, kernels, pool));
  }

  @Override
  public List<INDArray> run(List<INDArray> inputs) {
    check(inputs);
    List<INDArray> outputs = new ArrayList<>(signature.outputs().size());
    for (TensorType type : signature.outputs()) {
      outputs.add(ArrayMemory.fresh(type.strong()));
    }
    run(inputs, outputs);
    return outputs;
  }

  private void check(List<INDArray> arrays) {
    int count = signature.inputs().size();
    if (arrays.size() != count) {
      throw new IllegalArgumentException(
          signature.name() + ": " + count + " inputs are needed, got " + arrays.size());
    }
    for (int i = 0; i < count; i++) {
      TensorType given = ArrayTypes.typeOf(arrays.get(i));
      if (!given.equals(signature.inputs().get(i).strong())) {
        throw new IllegalArgumentException(
            signature.name()
                + ": input \""
                + signature.inputNames().get(i)
                + "\" is "
                + signature.inputs().get(i)
                + ", got "
                + given);
      }
    }
  }

  private void run(List<INDArray> inputs, List<INDArray> outputs) {
    List<@Nullable HostArray> copies = new ArrayList<>(inputs.size());
    RunContext context = contexts.take();
    try {
      for (int port = 0; port < inputs.size(); port++) {
        INDArray array = inputs.get(port);
        if (array.isEmpty()) {
          continue;
        }
        if (ArrayMemory.isReadable(array)) {
          context.input(port, ArrayMemory.address(array));
        } else {
          HostArray copy = HostArray.copyOf(array);
          copies.add(copy);
          context.input(port, copy.memory().address());
        }
      }
      for (int port = 0; port < outputs.size(); port++) {
        if (!outputs.get(port).isEmpty()) {
          context.output(port, ArrayMemory.address(outputs.get(port)));
        }
      }
      context.run();
    } finally {
      contexts.give(context);
      Reference.reachabilityFence(inputs);
      Reference.reachabilityFence(outputs);
      Reference.reachabilityFence(copies);
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public String explain() {
    return Explanation.of(plan, signature, schedule, threads);
  }

  @Override
  public void close() {
    contexts.close();
  }
}
