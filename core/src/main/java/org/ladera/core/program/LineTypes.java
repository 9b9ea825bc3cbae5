package org.ladera.core.program;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.DType;

/** Which types the lines and sinks of a {@link Body} can have. */
public final class LineTypes {
  private LineTypes() {}

  /**
   * {@return what is wrong with the body, or null if nothing is: lines that are not above their
   * use, streams that there are not, and types that do not go together}
   *
   * @param body the body
   * @param streams the types of the streams, by position
   */
  public static @Nullable String complaint(Body body, List<DType> streams) {
    for (int line = 0; line < body.values().size(); line++) {
      String complaint = complaint(body, line, streams);
      if (complaint != null) {
        return "line " + line + ": " + complaint;
      }
    }
    for (Sink sink : body.sinks()) {
      String complaint = complaint(body, sink, streams);
      if (complaint != null) {
        return sink + ": " + complaint;
      }
    }
    return null;
  }

  private static @Nullable String complaint(Body body, int line, List<DType> streams) {
    return switch (body.values().get(line)) {
      case Value.Const constant ->
          isNormal(constant) ? null : constant + " has bits that its type has not";
      case Value.Load load -> stream(load.stream(), load.dtype(), streams);
      case Value.Apply apply -> {
        OptionalInt below =
            IntStream.of(apply.arguments().toArray()).filter(a -> a < 0 || a >= line).findFirst();
        yield below.isPresent()
            ? apply.op() + " takes line " + below.getAsInt() + ", which is not above it"
            : complaint(
                apply.op(),
                apply.dtype(),
                apply.arguments().stream().mapToObj(a -> body.values().get(a).dtype()).toList());
      }
      case Value.Reduce reduce -> {
        if (reduce.argument() < 0 || reduce.argument() >= line) {
          yield reduce.kind() + " takes line " + reduce.argument() + ", which is not above it";
        }
        DType given = body.values().get(reduce.argument()).dtype();
        yield reduce.dtype() == given && given != DType.BOOL
            ? null
            : reduce.kind() + " of " + given.label() + " is not " + reduce.dtype().label();
      }
    };
  }

  private static @Nullable String complaint(Body body, Sink sink, List<DType> streams) {
    if (sink.value() < 0 || sink.value() >= body.values().size()) {
      return "there is no line " + sink.value();
    }
    DType given = body.values().get(sink.value()).dtype();
    return switch (sink) {
      case Sink.Store store -> stream(store.stream(), given, streams);
      case Sink.Total total ->
          given == DType.BOOL ? "a bool has no total" : stream(total.stream(), given, streams);
      case Sink.Flag flag ->
          given == DType.BOOL
              ? stream(flag.stream(), DType.INT32, streams)
              : "line " + flag.value() + " is " + given.label() + ", not bool";
    };
  }

  private static @Nullable String stream(int stream, DType dtype, List<DType> streams) {
    if (stream < 0 || stream >= streams.size()) {
      return "there is no stream " + stream;
    }
    return streams.get(stream) == dtype
        ? null
        : "stream " + stream + " is " + streams.get(stream).label() + ", not " + dtype.label();
  }

  /**
   * {@return what is wrong with an op of these types, or null if nothing is}
   *
   * @param op the op
   * @param result the type of the result
   * @param arguments the types of the arguments
   */
  public static @Nullable String complaint(ScalarOp op, DType result, List<DType> arguments) {
    boolean sensible = arguments.size() == op.arity() && isSensible(op, result, arguments);
    return sensible
        ? null
        : op + " of " + arguments.stream().map(DType::label).toList() + " is not " + result.label();
  }

  private static boolean isSensible(ScalarOp op, DType result, List<DType> arguments) {
    DType first = arguments.getFirst();
    boolean same = IntStream.range(0, arguments.size()).allMatch(i -> arguments.get(i) == result);
    return switch (op) {
      case ADD, SUBTRACT, MULTIPLY, MINIMUM, MAXIMUM, NEGATE, ABS, SIGN ->
          same && result != DType.BOOL;
      case DIVIDE, FLOOR, ROUND, SQRT, FMA -> same && result.isFloating();
      case LESS, LESS_EQUAL, EQUAL -> result == DType.BOOL && arguments.get(1) == first;
      case AND, OR, NOT -> same && result == DType.BOOL;
      case SELECT ->
          first == DType.BOOL && arguments.get(1) == result && arguments.get(2) == result;
      case CAST -> true;
      case BITCAST -> first.size() == result.size();
      case BIT_AND, BIT_OR, BIT_XOR, SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_UNSIGNED ->
          same && result.isInteger();
      case EXP, EXPM1, LOG, LOG1P, SIN, COS, TANH, SIGMOID, ERF, POWER ->
          same && result == DType.FLOAT64;
      case FAR_SIN, FAR_COS -> same && result == DType.FLOAT32;
    };
  }

  private static boolean isNormal(Value.Const constant) {
    long bits = constant.bits();
    return switch (constant.dtype()) {
      case FLOAT32 -> bits >>> 32 == 0;
      case INT32 -> bits == (int) bits;
      case BOOL -> bits == 0 || bits == 1;
      case FLOAT64, INT64 -> true;
    };
  }
}
