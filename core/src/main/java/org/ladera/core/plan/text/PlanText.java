package org.ladera.core.plan.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ladera.core.plan.Plan;
import org.ladera.core.plan.Touched;
import org.ladera.core.plan.text.Lives.Life;
import org.ladera.core.program.Commit;
import org.ladera.core.program.Loop;
import org.ladera.core.program.MatMul;
import org.ladera.core.program.Program;
import org.ladera.core.program.Step;

/** A plan as text. The same graph gives the same text on every machine. */
public final class PlanText {
  /** How many buffers are listed. */
  private static final int LISTED = 20;

  /** Buffers of so many bytes or fewer are not. */
  private static final long SMALL = 64;

  private final Plan plan;
  private final Program program;
  private final BufferNames names;
  private final List<List<String>> apart = new ArrayList<>();

  /**
   * The text of a plan.
   *
   * @param plan the plan
   */
  public PlanText(Plan plan) {
    this.plan = plan;
    this.program = plan.program();
    this.names = BufferNames.of(plan);
    List<List<Integer>> makers = new ArrayList<>();
    program.buffers().forEach(_ -> makers.add(new ArrayList<>(1)));
    for (int i = 0; i < program.steps().size(); i++) {
      int position = i;
      Step step = program.steps().get(i);
      apart.add(StepText.apart(step, makers, names));
      Touched.writtenBy(step, buffer -> makers.get(buffer).add(position));
    }
  }

  /** {@return how many steps of which kinds there are, and what was rewritten before} */
  public List<String> head() {
    Map<String, Integer> kinds = new LinkedHashMap<>();
    program.steps().forEach(step -> kinds.merge(StepText.kind(step), 1, Integer::sum));
    List<String> lines = new ArrayList<>();
    lines.add(program.steps().size() + " steps" + (kinds.isEmpty() ? "" : ": " + counts(kinds)));
    if (!plan.remarks().isEmpty()) {
      lines.add("rewritten: " + String.join(", ", plan.remarks()));
    }
    return lines;
  }

  private static String counts(Map<String, Integer> kinds) {
    return kinds.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  /**
   * {@return a step: its name; what it computes; where the values come from that other steps
   * compute, and why they are not computed here}
   *
   * @param index its position
   */
  public List<String> step(int index) {
    Step step = program.steps().get(index);
    List<String> lines = new ArrayList<>();
    lines.add(("#" + index + " " + size(step) + "  " + step.header().label()).stripTrailing());
    lines.addAll(StepText.of(program, names, step));
    lines.addAll(apart.get(index));
    return lines;
  }

  /** {@return what becomes of variables, and what memory is needed when} */
  public List<String> end() {
    List<String> lines = new ArrayList<>();
    if (!program.commits().isEmpty()) {
      lines.addAll(variables());
    }
    Lives lives = Lives.of(program);
    long all = lives.all().stream().mapToLong(life -> life.buffer().bytes()).sum();
    lines.add(
        "memory: %d bytes for %d buffers of %d%s"
            .formatted(
                program.arenaBytes(),
                lives.all().size(),
                all,
                all == 0
                    ? ""
                    : "; at most %d at one time, in %s"
                        .formatted(lives.peak(), at(lives.peakStep()))));
    List<Life> listed =
        lives.all().stream()
            .limit(LISTED)
            .takeWhile(life -> life.buffer().bytes() > SMALL)
            .toList();
    listed.forEach(life -> lines.add(line(life)));
    if (lives.all().size() > listed.size()) {
      List<Life> rest = lives.all().subList(listed.size(), lives.all().size());
      lines.add(
          "     and %d smaller of %d"
              .formatted(
                  rest.size(), rest.stream().mapToLong(life -> life.buffer().bytes()).sum()));
    }
    return lines;
  }

  private List<String> variables() {
    Map<String, List<String>> copied = new LinkedHashMap<>();
    int inPlace = 0;
    for (Commit commit : program.commits()) {
      if (commit.inPlace()) {
        inPlace++;
      } else {
        copied.computeIfAbsent(commit.reason(), _ -> new ArrayList<>()).add(commit.label());
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("variables: " + inPlace + " of " + program.commits().size() + " in place");
    copied.forEach(
        (reason, labels) ->
            lines.add(
                "     copied at the end: "
                    + String.join(", ", labels)
                    + (reason.isEmpty() ? "" : ", as " + reason)));
    return lines;
  }

  private String line(Life life) {
    return "     %d %s %s%s, %s to %s"
        .formatted(
            life.buffer().bytes(),
            names.of(life.buffer().id()),
            life.buffer().dtype().label(),
            life.buffer().shape(),
            at(life.first()),
            at(life.last()));
  }

  private String at(int step) {
    return step < program.steps().size() ? "#" + step : "the end";
  }

  private static String size(Step step) {
    return switch (step) {
      case Loop loop when !loop.extents().isEmpty() -> "loop " + loop.extents();
      case MatMul product ->
          "matmul "
              + (product.batch().isEmpty() ? "" : product.batch() + " of ")
              + "[%d,%d]x[%d,%d]".formatted(product.m(), product.k(), product.k(), product.n());
      default -> StepText.kind(step);
    };
  }
}
