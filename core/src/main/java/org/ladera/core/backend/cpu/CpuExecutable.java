package org.ladera.core.backend.cpu;

import java.lang.ref.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.Executable;
import org.ladera.core.backend.cpu.run.Clock;
import org.ladera.core.backend.cpu.run.Equipment;
import org.ladera.core.backend.cpu.run.Peaks;
import org.ladera.core.backend.cpu.run.RunContext;
import org.ladera.core.backend.cpu.run.Schedule;
import org.ladera.core.backend.cpu.run.Scheduler;
import org.ladera.core.plan.Plan;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A program that is ready to run, from many threads at once. */
final class CpuExecutable implements Executable {
  private final Plan plan;
  private final Signature signature;
  private final Schedule schedule;
  private final int threads;
  private final @Nullable Clock clock;
  private final @Nullable Peaks peaks;
  private final Leases leases;

  CpuExecutable(Plan plan, Signature signature, Equipment equipment) {
    this.plan = plan;
    this.signature = signature;
    this.threads = equipment.pool().threads();
    Schedule parts = Scheduler.of(plan, equipment);
    @Nullable Clock measuring =
        equipment.peaks() != null ? new Clock(plan.program().steps().size() + 1) : null;
    this.schedule = parts;
    this.clock = measuring;
    this.peaks = equipment.peaks();
    int inputs = signature.inputs().size();
    int outputs = signature.outputs().size();
    this.leases =
        new Leases(
            this,
            signature.name(),
            () ->
                new Lease(
                    signature, new RunContext(plan, parts, inputs, outputs, equipment, measuring)));
  }

  @Override
  public List<INDArray> run(List<INDArray> inputs) {
    INDArray[] arrays = inputs.toArray(INDArray[]::new);
    INDArray[] outputs = new INDArray[signature.outputs().size()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = ArrayMemory.fresh(signature.outputs().get(i).strong());
    }
    runInto(outputs, arrays);
    return List.of(outputs);
  }

  @Override
  public void runInto(INDArray[] outputs, INDArray... inputs) {
    Lease lease = leases.take();
    try {
      lease.bind(inputs);
      lease.bindOutputs(outputs);
      lease.run();
      lease.finishOutputs(outputs);
    } finally {
      leases.give(lease);
      Reference.reachabilityFence(inputs);
      Reference.reachabilityFence(outputs);
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public double runForNumber(INDArray... inputs) {
    Lease lease = leases.take();
    try {
      lease.bind(inputs);
      lease.bindOwnOutputs();
      lease.run();
      return lease.number();
    } finally {
      leases.give(lease);
      Reference.reachabilityFence(inputs);
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public String explain() {
    @Nullable Measurements measured =
        clock == null || peaks == null ? null : new Measurements(plan.program(), clock, peaks);
    return Explanation.of(plan, signature, schedule, threads, measured);
  }

  @Override
  public void close() {
    leases.close();
  }
}
