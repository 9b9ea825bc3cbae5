package org.ladera.core.plan.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ladera.core.program.ArgMax;
import org.ladera.core.program.Check;
import org.ladera.core.program.Gather;
import org.ladera.core.program.Header.Apart;
import org.ladera.core.program.HostCall;
import org.ladera.core.program.Loop;
import org.ladera.core.program.MatMul;
import org.ladera.core.program.MatMul.Operand;
import org.ladera.core.program.Program;
import org.ladera.core.program.Random;
import org.ladera.core.program.ScatterAdd;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Step;
import org.ladera.core.program.Storage;

/** What one step does, line by line. */
final class StepText {
  private static final String PRODUCT = "product";

  private final Program program;
  private final BufferNames names;
  private final List<String> lines = new ArrayList<>();

  private StepText(Program program, BufferNames names) {
    this.program = program;
    this.names = names;
  }

  /** What kind of step it is, in a word. */
  static String kind(Step step) {
    return switch (step) {
      case Loop loop -> loop.extents().isEmpty() ? "scalars" : "loop";
      case MatMul _ -> "matmul";
      case Gather _ -> "gather";
      case ScatterAdd _ -> "scatterAdd";
      case ArgMax _ -> "argMax";
      case Random _ -> "random";
      case HostCall _ -> "host";
      case Check _ -> "check";
    };
  }

  /** What it computes. */
  static List<String> of(Program program, BufferNames names, Step step) {
    StepText text = new StepText(program, names);
    text.write(step);
    return text.lines;
  }

  private void write(Step step) {
    switch (step) {
      case Loop loop -> body(loop, names::of);
      case MatMul product -> product(product);
      case Gather gather -> set(gather.target(), "%s at %s", gather.source(), gather.indices());
      case ScatterAdd scatter ->
          set(scatter.target(), "sums of %s by %s", scatter.updates(), scatter.indices());
      case ArgMax search -> set(search.target(), "place of the largest in %s", search.source());
      case Random random ->
          set(
              random.target(),
              random.bits() + " random bits an entry, drawn by %s",
              random.counter());
      case HostCall call ->
          set(
              call.result(),
              "a call with " + "%s ".repeat(call.arguments().length()).strip(),
              call.arguments().toArray());
      case Check check -> check(check);
    }
  }

  private void set(int target, String format, int... buffers) {
    Object[] named = new Object[buffers.length];
    for (int i = 0; i < named.length; i++) {
      named[i] = names.of(buffers[i]);
    }
    lines.add(names.of(target) + " = " + format.formatted(named));
  }

  private void check(Check check) {
    if (check.flag() < 0) {
      String rule =
          switch (check.kind()) {
            case FINITE -> "finite";
            case IN_RANGE -> "in 0.." + (check.size() - 1);
          };
      lines.add("fails unless " + rule + ": " + names.of(check.source()));
    }
  }

  private void body(Loop loop, IntFunction<String> read) {
    lines.addAll(BodyText.of(loop, read, names::of));
    for (Loop finish : loop.finish()) {
      lines.add("then " + finish.extents());
      BodyText.of(finish, names::of, names::of).forEach(line -> lines.add("  " + line));
    }
  }

  private void product(MatMul product) {
    @Nullable Loop epilogue = product.epilogue();
    int buffer = product.product();
    boolean passes =
        program.buffer(buffer).storage() instanceof Storage.Tile
            || (epilogue != null && stores(epilogue, buffer));
    lines.add(
        (passes ? PRODUCT : names.of(buffer))
            + " = "
            + operand(product.a())
            + " . "
            + operand(product.b()));
    if (epilogue != null) {
      body(epilogue, read -> passes && read == buffer ? PRODUCT : names.of(read));
    }
  }

  private static boolean stores(Loop loop, int buffer) {
    return loop.body().sinks().stream()
        .anyMatch(
            sink ->
                sink instanceof Sink.Store && loop.streams().get(sink.stream()).buffer() == buffer);
  }

  /** Turned, if its columns are the rows in memory. */
  private String operand(Operand operand) {
    boolean turned = operand.rowStride() == 1 && operand.columnStride() != 1;
    return names.of(operand.buffer()) + (turned ? "'" : "");
  }

  /** What some values have in common: who made them, and why they are not made here. */
  private record Shared(List<Integer> makers, String reason) {
    String told() {
      return makers.stream().map(maker -> "#" + maker).collect(Collectors.joining(", "));
    }
  }

  /**
   * Why the values that a step reads of others are not computed in it.
   *
   * @param makers for each buffer the steps before that write it
   */
  static List<String> apart(Step step, List<List<Integer>> makers, BufferNames names) {
    List<Apart> all = new ArrayList<>(headers(step));
    all.removeIf(apart -> makers.get(apart.buffer()).isEmpty());
    all.sort(
        Comparator.comparingInt((Apart apart) -> makers.get(apart.buffer()).getFirst())
            .thenComparingInt(Apart::buffer));
    Map<Shared, Set<String>> values = new LinkedHashMap<>();
    for (Apart apart : all) {
      List<Integer> distinct = makers.get(apart.buffer()).stream().distinct().toList();
      Shared shared = new Shared(distinct, apart.reason());
      values.computeIfAbsent(shared, _ -> new LinkedHashSet<>()).add(names.of(apart.buffer()));
    }
    List<String> lines = new ArrayList<>();
    values.forEach(
        (shared, each) ->
            lines.add(
                "from %s %s: %s".formatted(shared.told(), String.join(", ", each), shared.reason)));
    return lines;
  }

  /** Those of the step and of the small loops that run at its end. */
  private static List<Apart> headers(Step step) {
    List<Apart> all = new ArrayList<>(step.header().apart());
    @Nullable Loop loop =
        step instanceof Loop itself
            ? itself
            : step instanceof MatMul product ? product.epilogue() : null;
    if (loop != null) {
      loop.finish().forEach(finish -> all.addAll(finish.header().apart()));
    }
    return all;
  }
}
