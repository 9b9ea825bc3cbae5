package org.ladera.core.backend.cpu.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Value;
import org.ladera.core.program.kernel.KernelForm;
import org.ladera.core.program.kernel.KernelForm.Lane;
import org.ladera.core.program.kernel.Movement;
import org.ladera.core.type.DType;

/** Draws forms: any ops on any types, reductions of reductions, every kind of stream and sink. */
final class Bodies {
  private static final List<Reduction> REDUCTIONS = List.of(Reduction.values());

  private final SplittableRandom random;
  private final BodyBuilder body = new BodyBuilder();
  private final List<Lane> streams = new ArrayList<>();
  private final List<DType> types;
  private final List<Integer> lines = new ArrayList<>();
  private final List<Integer> columnwise = new ArrayList<>();

  private Bodies(long seed) {
    this.random = new SplittableRandom(seed);
    this.types =
        switch (random.nextInt(4)) {
          case 0 -> List.of(DType.FLOAT32);
          case 1 -> List.of(DType.FLOAT32, DType.INT32, DType.BOOL);
          case 2 -> List.of(DType.FLOAT64, DType.INT64, DType.BOOL);
          default -> List.of(DType.values());
        };
  }

  static KernelForm draw(long seed) {
    return new Bodies(seed).form();
  }

  private DType type() {
    return types.get(random.nextInt(types.size()));
  }

  private int stream(DType dtype, Movement movement) {
    streams.add(new Lane(dtype, movement));
    return streams.size() - 1;
  }

  private KernelForm form() {
    int loads = random.nextInt(1, 5);
    for (int i = 0; i < loads; i++) {
      DType dtype = type();
      int kind = random.nextInt(6);
      Movement movement = kind == 0 ? Movement.SCALAR : kind == 1 ? Movement.ROW : Movement.UNIT;
      add(body.load(dtype, stream(dtype, movement)), movement == Movement.UNIT);
    }
    int ops = random.nextInt(1, 25);
    for (int i = 0; i < ops; i++) {
      op();
    }
    int sinks = random.nextInt(1, 4);
    for (int i = 0; i < sinks; i++) {
      sink();
    }
    return new KernelForm(streams, body.body());
  }

  private int add(int line, boolean points) {
    lines.add(line);
    columnwise.add(points ? 1 : 0);
    return line;
  }

  private boolean isPoint(int line) {
    int at = lines.indexOf(line);
    return at >= 0 && columnwise.get(at) == 1;
  }

  /** A line of a type: one that is there, else a constant or what is cast. */
  private int line(DType dtype) {
    List<Integer> fitting = lines.stream().filter(i -> body.dtype(i) == dtype).toList();
    if (!fitting.isEmpty() && random.nextInt(8) > 0) {
      return fitting.get(random.nextInt(fitting.size()));
    }
    if (random.nextBoolean()) {
      int from = lines.get(random.nextInt(lines.size()));
      return add(body.apply(ScalarOp.CAST, dtype, from), isPoint(from));
    }
    int number = random.nextInt(-3, 4);
    return add(
        switch (dtype) {
          case FLOAT32 -> body.constant(number == 0 ? -0f : number * 0.75f);
          case FLOAT64 -> body.constant(number == 0 ? -0.0 : number * 0.3);
          case INT32 -> body.constant(number);
          case INT64 -> body.add(new Value.Const(DType.INT64, number));
          case BOOL -> body.add(new Value.Const(DType.BOOL, number & 1));
        },
        false);
  }

  private void op() {
    DType dtype = type();
    if (dtype != DType.BOOL && random.nextInt(9) == 0) {
      Reduction kind = REDUCTIONS.get(random.nextInt(3));
      int line = line(dtype);
      add(body.reduce(kind, line), false);
      return;
    }
    ScalarOp op = op(dtype);
    DType[] arguments = arguments(op, dtype);
    int[] taken = new int[arguments.length];
    boolean points = false;
    for (int i = 0; i < taken.length; i++) {
      taken[i] = line(arguments[i]);
      points |= isPoint(taken[i]);
    }
    add(body.apply(op, dtype, taken), points);
  }

  private ScalarOp op(DType dtype) {
    ScalarOp[] choice =
        switch (dtype) {
          case FLOAT32 ->
              new ScalarOp[] {
                ScalarOp.ADD,
                ScalarOp.SUBTRACT,
                ScalarOp.MULTIPLY,
                ScalarOp.DIVIDE,
                ScalarOp.MINIMUM,
                ScalarOp.MAXIMUM,
                ScalarOp.NEGATE,
                ScalarOp.ABS,
                ScalarOp.SIGN,
                ScalarOp.FLOOR,
                ScalarOp.ROUND,
                ScalarOp.SQRT,
                ScalarOp.FMA,
                ScalarOp.SELECT,
                ScalarOp.CAST,
                ScalarOp.BITCAST,
                ScalarOp.FAR_SIN,
                ScalarOp.FAR_COS
              };
          case FLOAT64 ->
              new ScalarOp[] {
                ScalarOp.ADD,
                ScalarOp.SUBTRACT,
                ScalarOp.MULTIPLY,
                ScalarOp.DIVIDE,
                ScalarOp.MINIMUM,
                ScalarOp.MAXIMUM,
                ScalarOp.NEGATE,
                ScalarOp.ABS,
                ScalarOp.SIGN,
                ScalarOp.FLOOR,
                ScalarOp.ROUND,
                ScalarOp.SQRT,
                ScalarOp.FMA,
                ScalarOp.SELECT,
                ScalarOp.CAST,
                ScalarOp.BITCAST
              };
          case INT32, INT64 ->
              new ScalarOp[] {
                ScalarOp.ADD,
                ScalarOp.SUBTRACT,
                ScalarOp.MULTIPLY,
                ScalarOp.MINIMUM,
                ScalarOp.MAXIMUM,
                ScalarOp.NEGATE,
                ScalarOp.ABS,
                ScalarOp.SIGN,
                ScalarOp.SELECT,
                ScalarOp.CAST,
                ScalarOp.BITCAST,
                ScalarOp.BIT_AND,
                ScalarOp.BIT_OR,
                ScalarOp.BIT_XOR,
                ScalarOp.SHIFT_LEFT,
                ScalarOp.SHIFT_RIGHT,
                ScalarOp.SHIFT_RIGHT_UNSIGNED
              };
          case BOOL ->
              new ScalarOp[] {
                ScalarOp.LESS,
                ScalarOp.LESS_EQUAL,
                ScalarOp.EQUAL,
                ScalarOp.AND,
                ScalarOp.OR,
                ScalarOp.NOT,
                ScalarOp.SELECT,
                ScalarOp.CAST
              };
        };
    return choice[random.nextInt(choice.length)];
  }

  private DType[] arguments(ScalarOp op, DType dtype) {
    DType[] types = new DType[op.arity()];
    java.util.Arrays.fill(types, dtype);
    switch (op) {
      case LESS, LESS_EQUAL, EQUAL -> java.util.Arrays.fill(types, type());
      case SELECT -> types[0] = DType.BOOL;
      case CAST -> types[0] = type();
      case BITCAST ->
          types[0] =
              switch (dtype) {
                case FLOAT32 -> DType.INT32;
                case INT32 -> DType.FLOAT32;
                case FLOAT64 -> DType.INT64;
                default -> DType.FLOAT64;
              };
      default -> {}
    }
    // Bits of NaN are nobody's business: such lines would differ by which NaN it is.
    if (op == ScalarOp.BITCAST && dtype.isInteger()) {
      types[0] = dtype;
    }
    return types;
  }

  private void sink() {
    int line = lines.get(random.nextInt(lines.size()));
    DType dtype = body.dtype(line);
    boolean point = isPoint(line);
    int kind = random.nextInt(5);
    if (dtype == DType.BOOL && kind == 0) {
      body.sink(new Sink.Flag(stream(DType.INT32, Movement.SCALAR), line));
    } else if (dtype != DType.BOOL && kind <= 1) {
      Reduction reduction = REDUCTIONS.get(random.nextInt(3));
      body.sink(new Sink.Total(stream(dtype, Movement.UNIT), reduction, line));
    } else if (!point && kind == 2) {
      body.sink(new Sink.Store(stream(dtype, Movement.ROW), line));
    } else {
      body.sink(new Sink.Store(stream(dtype, Movement.UNIT), line));
    }
  }
}
