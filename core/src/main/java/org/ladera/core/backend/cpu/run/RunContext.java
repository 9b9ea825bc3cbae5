package org.ladera.core.backend.cpu.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.cpu.pool.Pool;
import org.ladera.core.backend.cpu.pool.Signals;
import org.ladera.core.backend.cpu.tier.Kernels;
import org.ladera.core.graph.Constant;
import org.ladera.core.graph.Node;
import org.ladera.core.plan.Plan;
import org.ladera.core.program.Program;

/**
 * All that one run needs of its own: memory, and works whose arguments are ready. A second run at
 * the same time needs a second context.
 */
public final class RunContext implements AutoCloseable {
  private final NativeMemory memory;
  private final Addresses addresses;
  private final List<Work> works = new ArrayList<>();
  private final FlagWork flags;
  private final Segment[] segments;
  private final Worker[] workers;
  private final Kernels kernels;
  private final Pool pool;
  private final @Nullable Stopwatch stopwatch;
  private final boolean shared;

  /** What keeps signals from the thread that calls; null where they do no harm. */
  private final @Nullable Signals signals;

  private int generation;
  private boolean ran;
  private boolean requested;

  /**
   * A context.
   *
   * @param plan the plan
   * @param schedule what it comes down to
   * @param inputs the number of inputs
   * @param outputs the number of outputs
   * @param equipment what it runs with
   * @param clock what measures the steps, if they are measured
   */
  public RunContext(
      Plan plan,
      Schedule schedule,
      int inputs,
      int outputs,
      Equipment equipment,
      @Nullable Clock clock) {
    Program program = plan.program();
    this.memory = new NativeMemory(program.name(), equipment.budget());
    try {
      this.addresses =
          new Addresses(
              program.buffers(),
              schedule.extras(),
              new Addresses.Layout(
                  memory.allocate(program.arenaBytes()),
                  memory.allocate(schedule.partialBytes()),
                  memory.allocate(schedule.extras().bytes()),
                  slot -> plan.states().get(slot).memory().memory().address(),
                  index -> constant(plan.constants().get(index))),
              inputs,
              outputs);
      this.kernels = equipment.kernels();
      this.pool = equipment.pool();
      this.stopwatch = clock == null ? null : new Stopwatch(clock);
      this.workers = new Worker[pool.threads()];
      for (int i = 0; i < workers.length; i++) {
        workers[i] = new Worker();
      }
      this.flags = new FlagWork(program.flags(), addresses);
      List<Segment> parts =
          Segment.of(schedule.stages(), addresses, workers, equipment.sharing(), stopwatch);
      this.segments = parts.toArray(Segment[]::new);
      for (Segment segment : segments) {
        for (Phase phase : segment.phases()) {
          works.addAll(List.of(phase.works()));
        }
      }
      this.shared = parts.stream().anyMatch(Segment::isShared);
      boolean harmed = Signals.harm() && works.stream().anyMatch(Work::fearsSignals);
      this.signals = harmed ? new Signals(memory.arena()) : null;
      refresh();
    } catch (Throwable failure) {
      memory.close();
      throw failure;
    }
  }

  private static long constant(Node node) {
    if (node.op() instanceof Constant constant) {
      return constant.value().memory().address();
    }
    throw new IllegalStateException(node + " is no constant");
  }

  /** Takes the best kernels there are by now. */
  private void refresh() {
    generation = kernels.generation();
    long scratch = 0;
    long tile = 0;
    for (Work work : works) {
      work.refresh();
      scratch = Math.max(scratch, work.scratchBytes());
      tile = Math.max(tile, work.tileBytes());
    }
    for (int i = 0; i < (shared ? workers.length : 1); i++) {
      workers[i].fit(memory, scratch, tile);
    }
  }

  /** What runs a second time will run often; much runs once, such as the evaluation of a node. */
  private void request() {
    if (ran) {
      works.forEach(Work::request);
      requested = true;
    }
    ran = true;
  }

  /**
   * Says where an input lies in the runs that follow.
   *
   * @param port which
   * @param address its first byte
   */
  public void input(int port, long address) {
    addresses.input(port).set(address);
  }

  /**
   * Says where an output goes in the runs that follow.
   *
   * @param port which
   * @param address its first byte
   */
  public void output(int port, long address) {
    addresses.output(port).set(address);
  }

  /** Runs once. */
  public void run() {
    if (generation != kernels.generation()) {
      refresh();
    }
    if (!requested) {
      request();
    }
    if (signals == null) {
      runAll();
      return;
    }
    signals.hold();
    try {
      runAll();
    } finally {
      signals.release();
    }
  }

  private void runAll() {
    try {
      flags.run(workers[0]);
      if (stopwatch != null) {
        stopwatch.beginRun();
      }
      for (Segment segment : segments) {
        segment.run(pool);
      }
      if (stopwatch != null) {
        stopwatch.endRun();
      }
    } catch (Failure failure) {
      throw failure.error();
    }
  }

  @Override
  public void close() {
    memory.close();
  }
}
