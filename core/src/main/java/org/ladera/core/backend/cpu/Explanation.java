package org.ladera.core.backend.cpu;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.cpu.blas.MatrixLibraries;
import org.ladera.core.backend.cpu.run.Clock;
import org.ladera.core.backend.cpu.run.Schedule;
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
import org.ladera.core.type.TensorType;

/** Says what a program does, as text. */
final class Explanation {
  private static final int LARGEST = 3;

  private final Plan plan;
  private final Program program;
  private final Schedule schedule;
  private final @Nullable Measurements measurements;
  private final StringBuilder text = new StringBuilder();

  private Explanation(Plan plan, Schedule schedule, @Nullable Clock clock) {
    this.plan = plan;
    this.program = plan.program();
    this.schedule = schedule;
    this.measurements = clock == null ? null : new Measurements(program, clock);
  }

  static String of(
      Plan plan, Signature signature, Schedule schedule, int threads, @Nullable Clock clock) {
    Explanation explanation = new Explanation(plan, schedule, clock);
    explanation.head(signature, threads);
    for (int i = 0; i < explanation.program.steps().size(); i++) {
      explanation.step(i);
    }
    explanation.commits();
    explanation.memory();
    return explanation.text.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void head(Signature signature, int threads) {
    line(
        "program "
            + program.name()
            + " on cpu: "
            + types(signature.inputs())
            + " -> "
            + types(signature.outputs())
            + "  "
            + program.steps().size()
            + " steps, up to "
            + threads
            + (threads == 1 ? " thread" : " threads"));
    if (program.steps().stream().anyMatch(MatMul.class::isInstance)) {
      line("libraries: " + MatrixLibraries.loaded().describe());
    }
    if (measurements != null) {
      line(measurements.all());
    }
    plan.remarks().forEach(remark -> line("rewritten: " + remark));
  }

  private static String types(List<TensorType> types) {
    return types.stream().map(TensorType::toString).collect(Collectors.joining(" "));
  }

  private void step(int index) {
    Step step = program.steps().get(index);
    line("#" + index + " " + what(step) + "  " + step.header().label());
    if (step instanceof Loop loop) {
      body(loop);
    }
    if (step instanceof MatMul product && product.epilogue() != null) {
      body(product.epilogue());
    }
    if (measurements != null) {
      line("     " + measurements.of(index));
    }
    for (Supplier<String> note : schedule.notes().get(index)) {
      line("     " + note.get());
    }
    for (String note : step.header().notes()) {
      line("     not joined: " + note);
    }
  }

  private void body(Loop loop) {
    BodyText.of(loop, this::name).forEach(line -> line("     " + line));
    for (Loop finish : loop.finish()) {
      line("     finally " + finish.extents());
      BodyText.of(finish, this::name).forEach(line -> line("       " + line));
    }
  }

  private String name(int buffer) {
    return program.buffer(buffer).label();
  }

  private static String what(Step step) {
    return switch (step) {
      case Loop loop -> "loop " + loop.extents();
      case MatMul product ->
          "matmul "
              + (product.batch().isEmpty() ? "" : product.batch() + " of ")
              + "[%d,%d]x[%d,%d]".formatted(product.m(), product.k(), product.k(), product.n());
      case Gather _ -> "gather";
      case ScatterAdd _ -> "scatterAdd";
      case ArgMax _ -> "argMax";
      case Random _ -> "random";
      case HostCall _ -> "host";
      case Check check -> check.flag() >= 0 ? "check of a flag" : "check";
    };
  }

  private void commits() {
    List<String> copied = new ArrayList<>();
    for (Commit commit : program.commits()) {
      if (!commit.inPlace()) {
        copied.add(commit.label());
      }
    }
    int all = program.commits().size();
    if (all > 0) {
      line(
          "variables: "
              + (all - copied.size())
              + " of "
              + all
              + " in place"
              + (copied.isEmpty() ? "" : ", copied: " + String.join(", ", copied)));
    }
  }

  private void memory() {
    List<Buffer> own =
        program.buffers().stream()
            .filter(buffer -> buffer.storage() instanceof Storage.Arena)
            .sorted(Comparator.comparingLong(Buffer::bytes).reversed())
            .toList();
    String largest =
        own.stream()
            .limit(LARGEST)
            .map(buffer -> buffer.label() + " " + buffer.bytes())
            .collect(Collectors.joining(", "));
    line(
        "memory: "
            + program.arenaBytes()
            + " bytes for "
            + own.size()
            + " buffers of "
            + own.stream().mapToLong(Buffer::bytes).sum()
            + (own.isEmpty() ? "" : " (largest: " + largest + ")")
            + ", "
            + schedule.partialBytes()
            + " for sums of blocks, "
            + schedule.extras().bytes()
            + " for copies");
  }
}
