package org.ladera.core.program.interpret;

import java.util.ArrayList;
import java.util.List;
import org.ladera.core.program.Body;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Value;
import org.ladera.core.program.kernel.Arguments;
import org.ladera.core.type.DType;

/** Lines of a body that are evaluated once, as numbers rather than in arrays. */
final class NumberProgram {
  /** The constants, by line; other lines are 0, and so is one more. */
  private final long[] constants;

  private final Read[] reads;
  private final Step[] steps;
  private final Write[] writes;

  private NumberProgram(long[] constants, List<Read> reads, List<Step> steps, List<Write> writes) {
    this.constants = constants;
    this.reads = reads.toArray(Read[]::new);
    this.steps = steps.toArray(Step[]::new);
    this.writes = writes.toArray(Write[]::new);
  }

  private record Read(DType dtype, int stream, int line) {}

  private record Step(ScalarOp op, DType argument, DType result, int line, int a, int b, int c) {}

  private record Write(DType dtype, int stream, int line, boolean flag) {}

  /** The lines of one place, and no sinks. */
  static NumberProgram of(Body body, Place[] places, boolean[] used) {
    boolean[] taken = used.clone();
    for (int i = 0; i < taken.length; i++) {
      taken[i] &= places[i] == Place.CALL;
    }
    return of(body.values(), taken, List.of());
  }

  /** The whole body, for a single row of a single column. */
  static NumberProgram ofSinglePoint(Body body, boolean[] used) {
    return of(body.values(), used, body.sinks());
  }

  private static NumberProgram of(List<Value> values, boolean[] taken, List<Sink> sinks) {
    int zero = values.size();
    long[] constants = new long[zero + 1 + sinks.size()];
    List<Read> reads = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    List<Write> writes = new ArrayList<>();
    for (int i = 0; i < zero; i++) {
      if (taken[i]) {
        switch (values.get(i)) {
          case Value.Const constant -> constants[i] = constant.bits();
          case Value.Load load -> reads.add(new Read(load.dtype(), load.stream(), i));
          case Value.Apply apply -> steps.add(step(values, apply, i));
          case Value.Reduce reduce ->
              steps.add(ofOne(reduce.kind(), reduce.dtype(), i, reduce.argument(), zero));
        }
      }
    }
    for (int s = 0; s < sinks.size(); s++) {
      DType dtype = values.get(sinks.get(s).value()).dtype();
      int line = sinks.get(s).value();
      if (sinks.get(s) instanceof Sink.Total total) {
        line = zero + 1 + s;
        steps.add(ofOne(total.kind(), dtype, line, total.value(), zero));
      }
      boolean flag = sinks.get(s) instanceof Sink.Flag;
      writes.add(new Write(flag ? DType.INT32 : dtype, sinks.get(s).stream(), line, flag));
    }
    return new NumberProgram(constants, reads, steps, writes);
  }

  private static Step step(List<Value> values, Value.Apply apply, int line) {
    int[] arguments = apply.arguments().toArray();
    return new Step(
        apply.op(),
        values.get(arguments[0]).dtype(),
        apply.dtype(),
        line,
        arguments[0],
        arguments.length > 1 ? arguments[1] : values.size(),
        arguments.length > 2 ? arguments[2] : values.size());
  }

  /** The reduction of one entry: a sum starts at +0, which counts if the entry is -0. */
  private static Step ofOne(Reduction kind, DType dtype, int line, int argument, int zero) {
    int other = kind == Reduction.SUM ? zero : argument;
    return new Step(Reductions.op(kind), dtype, dtype, line, argument, other, zero);
  }

  /** Evaluates the lines to {@link Registers#numbers}, by line. */
  void run(Registers in, long[] arguments) {
    in.reserveNumbers(constants.length);
    long[] numbers = in.numbers;
    System.arraycopy(constants, 0, numbers, 0, constants.length);
    for (Read read : reads) {
      numbers[read.line] = Memory.read(read.dtype, arguments[Arguments.address(read.stream)]);
    }
    for (Step step : steps) {
      numbers[step.line] =
          Points.apply(
              step.op,
              step.argument,
              step.result,
              numbers[step.a],
              numbers[step.b],
              numbers[step.c]);
    }
    for (Write write : writes) {
      if (!write.flag || numbers[write.line] != 0) {
        Memory.write(write.dtype, arguments[Arguments.address(write.stream)], numbers[write.line]);
      }
    }
  }
}
