package org.ladera.core.backend.cpu;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.ladera.core.program.Loop;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Value;

/** Prints what a loop evaluates, each result on a line, cut where it becomes too long. */
final class BodyText {
  private static final int LONGEST = 100;

  private final Loop loop;
  private final IntFunction<String> names;

  private BodyText(Loop loop, IntFunction<String> names) {
    this.loop = loop;
    this.names = names;
  }

  /** The lines of a loop, with names for buffers. */
  static List<String> of(Loop loop, IntFunction<String> names) {
    BodyText text = new BodyText(loop, names);
    return loop.body().sinks().stream().map(text::line).toList();
  }

  private String line(Sink sink) {
    StringBuilder text = new StringBuilder(stream(sink.stream()));
    switch (sink) {
      case Sink.Store _ -> text.append(" = ");
      case Sink.Total total -> text.append(" = ").append(lower(total.kind())).append(" over rows ");
      case Sink.Flag _ -> text.append(" if any ");
    }
    int longest = text.length() + LONGEST;
    write(sink.value(), text, longest);
    if (text.length() > longest) {
      text.setLength(longest);
      text.append(" ...");
    }
    return text.toString();
  }

  private String stream(int stream) {
    return names.apply(loop.streams().get(stream).buffer());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private void write(int line, StringBuilder text, int longest) {
    if (text.length() > longest) {
      return;
    }
    switch (loop.body().values().get(line)) {
      case Value.Const constant -> text.append(number(constant));
      case Value.Load load -> text.append(stream(load.stream()));
      case Value.Reduce reduce -> {
        text.append("row ").append(lower(reduce.kind())).append('(');
        write(reduce.argument(), text, longest);
        text.append(')');
      }
      case Value.Apply apply -> write(apply, text, longest);
    }
  }

  private void write(Value.Apply apply, StringBuilder text, int longest) {
    String sign = sign(apply.op());
    if (sign.isEmpty()) {
      text.append(lower(apply.op()));
    }
    text.append('(');
    for (int i = 0; i < apply.arguments().length(); i++) {
      text.append(i == 0 ? "" : sign.isEmpty() ? ", " : sign);
      write(apply.arguments().get(i), text, longest);
    }
    text.append(')');
  }

  private static String sign(ScalarOp op) {
    return switch (op) {
      case ADD -> " + ";
      case SUBTRACT -> " - ";
      case MULTIPLY -> " * ";
      case DIVIDE -> " / ";
      case LESS -> " < ";
      case LESS_EQUAL -> " <= ";
      case EQUAL -> " == ";
      default -> "";
    };
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
