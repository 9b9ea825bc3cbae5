package org.ladera.core.backend.cpu.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ladera.core.backend.cpu.lower.Cost;
import org.ladera.core.backend.cpu.lower.Cuts;
import org.ladera.core.backend.cpu.lower.Extras;
import org.ladera.core.backend.cpu.lower.Sharing;
import org.ladera.core.plan.Plan;
import org.ladera.core.program.ArgMax;
import org.ladera.core.program.Buffer;
import org.ladera.core.program.Check;
import org.ladera.core.program.Commit;
import org.ladera.core.program.Gather;
import org.ladera.core.program.HostCall;
import org.ladera.core.program.Loop;
import org.ladera.core.program.MatMul;
import org.ladera.core.program.Program;
import org.ladera.core.program.Random;
import org.ladera.core.program.ScatterAdd;
import org.ladera.core.program.Step;
import org.ladera.core.program.Storage;
import org.ladera.core.type.DType;

/** Makes a {@link Schedule} of a plan. */
public final class Scheduler {
  private static final long COPY_GRAIN = 4096;
  private static final double ITEM = 3;

  private final Plan plan;
  private final Program program;
  private final Draft draft = new Draft();
  private final Sharing sharing;
  private final LoopStages loops;
  private final ProductStages products;

  private Scheduler(Plan plan, Equipment equipment) {
    this.sharing = equipment.sharing();
    this.plan = plan;
    this.program = plan.program();
    this.loops = new LoopStages(equipment, draft.extras(), this::dtype, draft);
    this.products = new ProductStages(program, equipment, this::dtype, draft, loops);
  }

  /**
   * {@return what a plan comes down to}
   *
   * @param plan the plan
   * @param equipment what it will run with
   */
  public static Schedule of(Plan plan, Equipment equipment) {
    return new Scheduler(plan, equipment).schedule();
  }

  private DType dtype(int buffer) {
    return Extras.has(buffer) ? draft.extras().dtype(buffer) : program.buffer(buffer).dtype();
  }

  private Schedule schedule() {
    for (Step step : program.steps()) {
      draft.next();
      add(step);
    }
    draft.next();
    commits();
    return draft.schedule();
  }

  private void add(Step step) {
    switch (step) {
      case Loop loop -> loops.add(loop);
      case MatMul product -> products.add(product);
      case Gather gather -> gather(gather);
      case ScatterAdd scatter -> scatter(scatter);
      case ArgMax search -> argMax(search);
      case Random random -> random(random);
      case HostCall call ->
          draft.stageByCaller(
              addresses -> new HostWork(call, plan.calls().get(call.function()), addresses));
      case Check check -> check(check);
    }
  }

  /** Adds a stage whose works each take a range. */
  private void ranges(long size, long grain, double cost, Range range) {
    List<Part> parts = new ArrayList<>();
    if (size > 0) {
      long[] borders = Cuts.borders(size, grain, sharing.pieces(cost));
      for (int i = 0; i + 1 < borders.length; i++) {
        parts.add(range.part(borders[i], borders[i + 1]));
      }
    }
    draft.stage(parts, cost);
  }

  @FunctionalInterface
  private interface Range {
    Part part(long from, long to);
  }

  private Indices indices(int buffer, long size) {
    Buffer indices = program.buffer(buffer);
    return new Indices(indices.dtype(), indices.shape().size(), size);
  }

  private void gather(Gather gather) {
    Indices indices = indices(gather.indices(), gather.size());
    Buffer target = program.buffer(gather.target());
    double cost =
        Cost.ofBytes(2 * target.bytes()) + ITEM * gather.outer() * (double) indices.count();
    ranges(
        indices.count(),
        1,
        cost,
        (from, to) -> addresses -> new GatherWork(gather, indices, from, to, addresses));
  }

  private void scatter(ScatterAdd scatter) {
    Indices indices = indices(scatter.indices(), scatter.size());
    draft.stage(
        List.of(addresses -> new SortWork(scatter, indices, addresses.groups(scatter), addresses)),
        ITEM * (scatter.size() + 2.0 * indices.count()));
    double cost =
        Cost.ofBytes(
                program.buffer(scatter.target()).bytes()
                    + 2 * program.buffer(scatter.updates()).bytes())
            + ITEM * scatter.size();
    ranges(
        scatter.size(),
        1,
        cost,
        (from, to) ->
            addresses -> new ScatterWork(scatter, addresses.groups(scatter), from, to, addresses));
  }

  private void argMax(ArgMax search) {
    double cost = ITEM * search.outer() * search.size() * search.inner();
    ranges(
        search.inner() == 0 ? 0 : search.outer(),
        1,
        cost,
        (from, to) -> addresses -> new ArgMaxWork(search, from, to, addresses));
  }

  private void random(Random random) {
    long size = program.buffer(random.target()).shape().size();
    ranges(
        size,
        COPY_GRAIN,
        ITEM * size,
        (from, to) -> addresses -> new RandomWork(random, from, to, addresses));
  }

  private void check(Check check) {
    Plan.Complaint complaint = plan.complaints().get(check.index());
    double cost = check.flag() >= 0 ? 0 : Cost.ofBytes(program.buffer(check.source()).bytes());
    draft.stage(
        List.of(addresses -> new CheckWork(check, complaint, addresses)),
        Math.min(cost, sharing.worth()));
  }

  /** Copies what steps have not written in place; first what another copy would overwrite. */
  private void commits() {
    Set<Integer> copied = new HashSet<>();
    for (Commit commit : program.commits()) {
      if (!commit.inPlace()) {
        copied.add(commit.state());
      }
    }
    List<Commit> rest = new ArrayList<>();
    for (Commit commit : program.commits()) {
      if (!commit.inPlace()) {
        boolean endangered = copied.contains(commit.source());
        rest.add(endangered ? saved(commit) : commit);
      }
    }
    List<Part> parts = new ArrayList<>();
    double cost = 0;
    for (Commit commit : rest) {
      cost += copy(commit.source(), commit.state(), parts);
    }
    draft.stage(parts, cost);
  }

  private Commit saved(Commit commit) {
    Buffer source = program.buffer(commit.source());
    if (!(source.storage() instanceof Storage.State)) {
      throw new IllegalStateException("no variable: " + source);
    }
    int copy = draft.extras().add(source.dtype(), source.shape().size());
    List<Part> parts = new ArrayList<>();
    double cost = copy(commit.source(), copy, parts);
    draft.stage(parts, cost);
    return new Commit(commit.state(), copy, commit.label());
  }

  private double copy(int from, int to, List<Part> parts) {
    long bytes = program.buffer(Extras.has(to) ? from : to).bytes();
    double cost = Cost.ofBytes(2 * bytes);
    if (bytes > 0) {
      long[] borders = Cuts.borders(bytes, COPY_GRAIN, sharing.pieces(cost));
      for (int i = 0; i + 1 < borders.length; i++) {
        long first = borders[i];
        long size = borders[i + 1] - first;
        parts.add(addresses -> new CopyWork(from, to, first, size, addresses));
      }
    }
    return cost;
  }
}
