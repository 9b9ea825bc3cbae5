package org.ladera.core.backend.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.cpu.blas.MatrixLibraries;
import org.ladera.core.backend.cpu.run.Schedule;
import org.ladera.core.plan.Plan;
import org.ladera.core.plan.text.PlanText;
import org.ladera.core.plan.text.Rounds;
import org.ladera.core.program.MatMul;
import org.ladera.core.program.Program;
import org.ladera.core.type.TensorType;

/**
 * Says what a program does, as text. What depends on the machine and the moment is on lines of its
 * own, which begin with {@code here:}; the other lines are the same everywhere.
 */
final class Explanation {
  private static final String INDENT = "     ";
  private static final String HERE = "here: ";

  private final Program program;
  private final PlanText plan;
  private final Schedule schedule;
  private final @Nullable Measurements measurements;
  private final StringBuilder text = new StringBuilder();

  private Explanation(Plan plan, Schedule schedule, @Nullable Measurements measurements) {
    this.program = plan.program();
    this.plan = new PlanText(plan);
    this.schedule = schedule;
    this.measurements = measurements;
  }

  static String of(
      Plan plan,
      Signature signature,
      Schedule schedule,
      int threads,
      @Nullable Measurements measurements) {
    Explanation explanation = new Explanation(plan, schedule, measurements);
    explanation.head(signature, threads);
    explanation.steps();
    explanation.end();
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
            + types(signature.outputs()));
    plan.head().forEach(this::line);
    boolean multiplies = program.steps().stream().anyMatch(MatMul.class::isInstance);
    line(
        HERE
            + "up to "
            + threads
            + (threads == 1 ? " thread" : " threads")
            + (multiplies ? "; " + MatrixLibraries.loaded().describe() : ""));
    if (measurements != null) {
      measurements.all().forEach(measured -> line(HERE + measured));
    }
  }

  private static String types(List<TensorType> types) {
    return types.stream().map(TensorType::toString).collect(Collectors.joining(" "));
  }

  private void steps() {
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < program.steps().size(); i++) {
      steps.add(step(i));
    }
    Rounds.shortened(steps).forEach(text::append);
  }

  private String step(int index) {
    List<String> lines = new ArrayList<>(plan.step(index));
    if (measurements != null) {
      lines.add(HERE + measurements.of(index));
    }
    for (Supplier<String> note : schedule.notes().get(index)) {
      lines.add(HERE + note.get());
    }
    return String.join("\n" + INDENT, lines) + "\n";
  }

  private void end() {
    plan.end().forEach(this::line);
    line(
        HERE
            + schedule.partialBytes()
            + " bytes for sums of blocks, "
            + schedule.extras().bytes()
            + " for copies");
  }
}
