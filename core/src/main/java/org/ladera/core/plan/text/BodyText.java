package org.ladera.core.plan.text;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.ladera.core.plan.text.FunctionNames.Call;
import org.ladera.core.program.Loop;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Stream;
import org.ladera.core.program.Value;

/**
 * Prints what a loop evaluates: each result on a line, before them what is used more than once or
 * would make a line too long.
 */
final class BodyText {
  /** Beyond it a part of an expression gets a line of its own. */
  private static final int LONGEST = 56;

  private static final int ATOM = 4;

  private final Loop loop;
  private final List<Value> values;
  private final IntFunction<String> read;
  private final IntFunction<String> written;
  private final @Nullable Call[] calls;
  private final int[] uses;
  private final Map<Integer, String> stored = new HashMap<>();
  private final String[] texts;
  private final int[] ranks;
  private final List<String> lines = new ArrayList<>();

  private BodyText(Loop loop, IntFunction<String> read, IntFunction<String> written) {
    this.loop = loop;
    this.values = loop.body().values();
    this.read = read;
    this.written = written;
    this.calls = new Call[values.size()];
    this.uses = new int[values.size()];
    this.texts = new String[values.size()];
    this.ranks = new int[values.size()];
  }

  /**
   * The lines of a loop.
   *
   * @param read what buffers are called where they are read
   * @param written what they are called where they are written
   */
  static List<String> of(Loop loop, IntFunction<String> read, IntFunction<String> written) {
    BodyText text = new BodyText(loop, read, written);
    text.countUses();
    text.write();
    return text.lines;
  }

  private void countUses() {
    for (Sink sink : loop.body().sinks()) {
      if (sink instanceof Sink.Store && stored.putIfAbsent(sink.value(), name(sink)) == null) {
        uses[sink.value()]++;
      }
    }
    for (Sink sink : loop.body().sinks()) {
      boolean told = sink instanceof Sink.Flag && stored.containsKey(shown(sink));
      if (!told && !(sink instanceof Sink.Store)) {
        uses[shown(sink)]++;
      }
    }
    for (int line = values.size() - 1; line >= 0; line--) {
      if (uses[line] > 0) {
        calls[line] = FunctionNames.at(values, line);
        arguments(line).forEach(argument -> uses[argument]++);
      }
    }
  }

  /** The line that a sink is about: of a search for what is not finite what is looked at. */
  private int shown(Sink sink) {
    if (sink instanceof Sink.Flag
        && values.get(sink.value()) instanceof Value.Apply not
        && not.op() == ScalarOp.NOT
        && values.get(not.arguments().get(0)) instanceof Value.Apply less
        && less.op() == ScalarOp.LESS
        && values.get(less.arguments().get(0)) instanceof Value.Apply abs
        && abs.op() == ScalarOp.ABS) {
      return abs.arguments().get(0);
    }
    return sink.value();
  }

  private ImmutableIntArray arguments(int line) {
    @Nullable Call call = calls[line];
    if (call != null) {
      return call.arguments();
    }
    return switch (values.get(line)) {
      case Value.Const _, Value.Load _ -> ImmutableIntArray.of();
      case Value.Reduce reduce -> ImmutableIntArray.of(reduce.argument());
      case Value.Apply apply -> apply.arguments();
    };
  }

  private void write() {
    int locals = 0;
    for (int line = 0; line < values.size(); line++) {
      if (uses[line] == 0) {
        continue;
      }
      String text = text(line);
      boolean isShort = arguments(line).isEmpty();
      boolean onlyStored = uses[line] == 1 && stored.containsKey(line);
      if (!isShort && !onlyStored && (uses[line] > 1 || text.length() > LONGEST)) {
        String local = "t" + ++locals;
        lines.add(local + " = " + text);
        text = local;
        ranks[line] = ATOM;
      }
      texts[line] = text;
    }
    loop.body().sinks().forEach(sink -> lines.add(line(sink)));
  }

  private String line(Sink sink) {
    return switch (sink) {
      case Sink.Store store -> name(sink) + " = " + texts[store.value()];
      case Sink.Total total ->
          name(sink) + " = " + reduction(total.kind()) + " over rows(" + texts[total.value()] + ")";
      case Sink.Flag flag when shown(flag) != flag.value() ->
          "noted whether finite: " + shownText(flag);
      case Sink.Flag flag -> name(sink) + " if any " + texts[flag.value()];
    };
  }

  /** A value that is stored too is told by where it is stored. */
  private String shownText(Sink sink) {
    int line = shown(sink);
    return Objects.requireNonNullElse(stored.get(line), texts[line]);
  }

  private String name(Sink sink) {
    return written.apply(loop.streams().get(sink.stream()).buffer());
  }

  private static String reduction(Reduction kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private String text(int line) {
    ranks[line] = ATOM;
    @Nullable Call call = calls[line];
    if (call != null) {
      return function(call.name(), call.arguments());
    }
    return switch (values.get(line)) {
      case Value.Const constant -> number(constant);
      case Value.Load load -> stream(load.stream());
      case Value.Reduce reduce ->
          "row " + reduction(reduce.kind()) + "(" + texts[reduce.argument()] + ")";
      case Value.Apply apply -> text(line, apply);
    };
  }

  private String text(int line, Value.Apply apply) {
    int rank = rank(apply.op());
    if (rank == ATOM) {
      return function(functionName(apply), apply.arguments());
    }
    ranks[line] = rank;
    int first = apply.arguments().get(0);
    if (apply.op() == ScalarOp.NEGATE) {
      return "-" + within(first, ATOM);
    }
    // Sums and products are not associative: what stands on the right is in brackets.
    return within(first, rank) + sign(apply.op()) + within(apply.arguments().get(1), rank + 1);
  }

  private String within(int line, int rank) {
    return ranks[line] < rank ? "(" + texts[line] + ")" : texts[line];
  }

  private String function(String name, ImmutableIntArray arguments) {
    StringBuilder text = new StringBuilder(name).append('(');
    for (int i = 0; i < arguments.length(); i++) {
      text.append(i == 0 ? "" : ", ").append(texts[arguments.get(i)]);
    }
    return text.append(')').toString();
  }

  private static String functionName(Value.Apply apply) {
    return apply.op() == ScalarOp.CAST
        ? apply.dtype().label()
        : apply.op().name().toLowerCase(Locale.ROOT);
  }

  private static int rank(ScalarOp op) {
    return switch (op) {
      case LESS, LESS_EQUAL, EQUAL -> 0;
      case ADD, SUBTRACT -> 1;
      case MULTIPLY, DIVIDE -> 2;
      case NEGATE -> 3;
      default -> ATOM;
    };
  }

  private static String sign(ScalarOp op) {
    return switch (op) {
      case ADD -> " + ";
      case SUBTRACT -> " - ";
      case MULTIPLY -> " * ";
      case DIVIDE -> " / ";
      case LESS -> " < ";
      case LESS_EQUAL -> " <= ";
      default -> " == ";
    };
  }

  /** Where a loop reads a buffer in several ways, they are told apart. */
  private String stream(int index) {
    Stream stream = loop.streams().get(index);
    String name = read.apply(stream.buffer());
    boolean isOne =
        values.stream()
            .filter(Value.Load.class::isInstance)
            .map(value -> loop.streams().get(((Value.Load) value).stream()))
            .allMatch(other -> other.equals(stream) || !read.apply(other.buffer()).equals(name));
    return isOne ? name : name + "[" + stream.offset() + " by " + strides(stream) + "]";
  }

  private static String strides(Stream stream) {
    StringBuilder text = new StringBuilder();
    stream.strides().forEach(stride -> text.append(text.isEmpty() ? "" : ",").append(stride));
    return text.toString();
  }

  private static String number(Value.Const constant) {
    return switch (constant.dtype()) {
      case FLOAT32 -> String.valueOf(Float.intBitsToFloat((int) constant.bits()));
      case FLOAT64 -> String.valueOf(Double.longBitsToDouble(constant.bits()));
      case INT32, INT64 -> String.valueOf(constant.bits());
      case BOOL -> String.valueOf(constant.bits() != 0);
    };
  }
}
