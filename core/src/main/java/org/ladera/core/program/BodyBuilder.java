package org.ladera.core.program;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ladera.core.type.DType;

/** Writes a {@link Body} line by line; a line that is there already is not written again. */
public final class BodyBuilder {
  private final List<Value> values = new ArrayList<>();
  private final Map<Value, Integer> lines = new HashMap<>();
  private final List<Sink> sinks = new ArrayList<>();

  /** A builder without lines. */
  public BodyBuilder() {}

  /**
   * {@return the line of a value}
   *
   * @param value the value, whose arguments are lines of this builder
   */
  public int add(Value value) {
    return lines.computeIfAbsent(
        value,
        added -> {
          values.add(added);
          return values.size() - 1;
        });
  }

  /**
   * {@return the line of a stream's entry}
   *
   * @param dtype the type of the stream
   * @param stream its position
   */
  public int load(DType dtype, int stream) {
    return add(new Value.Load(dtype, stream));
  }

  /**
   * {@return the line of a float32 number}
   *
   * @param value the number
   */
  public int constant(float value) {
    return add(new Value.Const(DType.FLOAT32, Float.floatToRawIntBits(value) & 0xffffffffL));
  }

  /**
   * {@return the line of a float64 number}
   *
   * @param value the number
   */
  public int constant(double value) {
    return add(new Value.Const(DType.FLOAT64, Double.doubleToRawLongBits(value)));
  }

  /**
   * {@return the line of an int32 number}
   *
   * @param value the number
   */
  public int constant(int value) {
    return add(new Value.Const(DType.INT32, value));
  }

  /**
   * {@return the line of an op}
   *
   * @param op the op
   * @param dtype the type of the result
   * @param arguments the lines of the arguments
   */
  public int apply(ScalarOp op, DType dtype, int... arguments) {
    if (arguments.length != op.arity()) {
      throw new IllegalArgumentException(
          op + ": " + op.arity() + " arguments are needed, got " + arguments.length);
    }
    return add(new Value.Apply(dtype, op, ImmutableIntArray.copyOf(arguments)));
  }

  /**
   * {@return the line of a reduction over the row}
   *
   * @param kind how
   * @param argument the line that is reduced
   */
  public int reduce(Reduction kind, int argument) {
    return add(new Value.Reduce(dtype(argument), kind, argument));
  }

  /**
   * {@return the type of a line}
   *
   * @param line the line
   */
  public DType dtype(int line) {
    return values.get(line).dtype();
  }

  /**
   * Adds a sink.
   *
   * @param sink what is written where
   */
  public void sink(Sink sink) {
    sinks.add(sink);
  }

  /** {@return the body written so far} */
  public Body body() {
    return new Body(values, sinks);
  }
}
