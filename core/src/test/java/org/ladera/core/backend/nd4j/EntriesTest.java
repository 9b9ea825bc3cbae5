package org.ladera.core.backend.nd4j;

import static org.ladera.core.backend.nd4j.BothBackends.Tolerance.EXACT;
import static org.ladera.core.type.DType.BOOL;
import static org.ladera.core.type.DType.FLOAT32;
import static org.ladera.core.type.DType.FLOAT64;
import static org.ladera.core.type.DType.INT32;
import static org.ladera.core.type.DType.INT64;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.core.backend.nd4j.BothBackends.Tolerance;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every op that works entry by entry means on {@code nd4j} what it means on {@code reference}. */
class EntriesTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** Zeros of both signs, halves, subnormals of float32, overflows, and what is no number. */
  private static final double[] REALS = {
    0,
    -0.0,
    1,
    -1,
    0.5,
    -0.5,
    1.5,
    2.5,
    -1.5,
    -2.5,
    3,
    -3,
    0.49999997,
    8388609,
    1e-8,
    -1e-8,
    1e-3,
    1e-40,
    -1e-40,
    5,
    -5,
    20,
    -20,
    80,
    -80,
    100,
    -100,
    1e4,
    -1e4,
    1e10,
    -1e10,
    3e38,
    INFINITY,
    -INFINITY,
    Double.NaN,
    0.1,
    0.3,
    0.7,
    2
  };

  private static final double[] INTEGERS = {
    0, 1, -1, 2, 5, -7, 46341, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x1p40, -0x1p40, 0x1p62
  };

  private static final double[] TRUTHS = {0, 1, 1, 0, 0};

  private static final List<Shape> SHAPES =
      List.of(
          Shape.scalar(),
          Shape.of(1),
          Shape.of(3),
          Shape.of(2, 3),
          Shape.of(2, 1, 3),
          Shape.of(0),
          Shape.of(0, 3),
          Shape.of(2, 0),
          Shape.of(REALS.length, REALS.length));

  private static final List<DType> FLOATING = List.of(FLOAT32, FLOAT64);
  private static final List<DType> NUMBERS = List.of(FLOAT32, FLOAT64, INT32, INT64);
  private static final List<DType> ALL = List.of(FLOAT32, FLOAT64, INT32, INT64, BOOL);

  /** An op, the types that it takes, and what it may be off by in float32 and in float64. */
  record Case(
      String name,
      int arity,
      List<DType> dtypes,
      Tolerance single,
      Tolerance twofold,
      Function<List<Node>, Node> op) {
    Case(String name, int arity, List<DType> dtypes, Function<List<Node>, Node> op) {
      this(name, arity, dtypes, EXACT, EXACT, op);
    }

    static Case function(String name, double single, Function<Node, Node> op) {
      return new Case(
          name,
          1,
          FLOATING,
          new Tolerance(2e-7, single),
          new Tolerance(4e-16, single * 1e-9),
          inputs -> op.apply(inputs.getFirst()));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    cases.add(pair("add", NUMBERS, Ops::plus));
    cases.add(pair("subtract", NUMBERS, Ops::minus));
    cases.add(pair("multiply", NUMBERS, Ops::times));
    cases.add(pair("divide", FLOATING, Ops::dividedBy));
    cases.add(pair("maximum", NUMBERS, Ops::max));
    cases.add(pair("minimum", NUMBERS, Ops::min));
    cases.add(pair("less", ALL, Ops::less));
    cases.add(pair("lessEqual", ALL, Ops::lessOrEqual));
    cases.add(pair("equal", ALL, Ops::equal));
    cases.add(pair("and", List.of(BOOL), Ops::and));
    cases.add(pair("or", List.of(BOOL), Ops::or));
    cases.add(
        new Case(
            "power",
            2,
            FLOATING,
            new Tolerance(2e-7, 0x1p-149),
            new Tolerance(4e-16, 0),
            inputs -> Ops.pow(inputs.get(0), inputs.get(1))));
    cases.add(single("negate", NUMBERS, Ops::negate));
    cases.add(single("abs", NUMBERS, Ops::abs));
    cases.add(single("sign", NUMBERS, Ops::sign));
    cases.add(single("not", List.of(BOOL), Ops::not));
    cases.add(single("floor", FLOATING, Ops::floor));
    cases.add(single("round", FLOATING, Ops::round));
    cases.add(single("sqrt", FLOATING, Ops::sqrt));
    cases.add(Case.function("exp", 0x1p-149, Ops::exp));
    cases.add(Case.function("expm1", 0, Ops::expm1));
    cases.add(Case.function("log", 0, Ops::log));
    cases.add(Case.function("log1p", 0, Ops::log1p));
    cases.add(Case.function("sin", 0, Ops::sin));
    cases.add(Case.function("cos", 0, Ops::cos));
    cases.add(Case.function("tanh", 1e-7, Ops::tanh));
    cases.add(Case.function("sigmoid", 1.2e-38, Ops::sigmoid));
    cases.add(Case.function("erf", 0, Ops::erf));
    cases.add(
        new Case(
            "select",
            2,
            ALL,
            inputs ->
                Ops.select(Ops.less(inputs.get(0), inputs.get(1)), inputs.get(0), inputs.get(1))));
    for (DType to : ALL) {
      cases.add(single("cast to " + to.label(), ALL, x -> Ops.cast(x, to)));
    }
    return cases.stream();
  }

  private static Case single(String name, List<DType> dtypes, Function<Node, Node> op) {
    return new Case(name, 1, dtypes, inputs -> op.apply(inputs.getFirst()));
  }

  private static Case pair(String name, List<DType> dtypes, BinaryOperator<Node> op) {
    return new Case(name, 2, dtypes, inputs -> op.apply(inputs.get(0), inputs.get(1)));
  }

  private static double[] values(DType dtype) {
    return switch (dtype) {
      case FLOAT32, FLOAT64 -> REALS;
      case INT32, INT64 -> INTEGERS;
      case BOOL -> TRUTHS;
    };
  }

  /**
   * Entries of the left operand change slowly, of the right one fast: large shapes meet all pairs.
   */
  private static HostArray operand(DType dtype, Shape shape, int position, int start) {
    double[] values = values(dtype);
    HostArray array = HostArray.zeros(new TensorType(dtype, shape));
    for (long i = 0; i < array.size(); i++) {
      long step = position == 0 ? i / values.length : i;
      array.setDouble(i, values[(int) ((start + step) % values.length)]);
    }
    return array;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithTheReference(Case given) {
    for (DType dtype : given.dtypes) {
      for (Shape shape : SHAPES) {
        check(given, dtype, List.of(shape, shape), shape.size() > 1 ? 2 : values(dtype).length);
      }
    }
  }

  private static final List<List<Shape>> REPEATED =
      List.of(
          List.of(Shape.of(2, 3), Shape.scalar()),
          List.of(Shape.of(7), Shape.of(1)),
          List.of(Shape.of(4, 3), Shape.of(3)),
          List.of(Shape.of(4, 3), Shape.of(4, 1)),
          List.of(Shape.of(2, 3, 2), Shape.of(3, 1)),
          List.of(Shape.of(2, 3, 2), Shape.of(2, 1, 2)),
          List.of(Shape.of(4, 1), Shape.of(1, 3)),
          List.of(Shape.of(1, 1), Shape.of(1)),
          List.of(Shape.of(0, 3), Shape.of(3)),
          List.of(Shape.of(1, 0), Shape.of(2, 1)));

  static Stream<Case> pairs() {
    return cases().filter(each -> each.arity == 2);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void repeatsEitherOperand(Case given) {
    for (DType dtype : given.dtypes) {
      for (List<Shape> shapes : REPEATED) {
        check(given, dtype, shapes, 4);
        check(given, dtype, shapes.reversed(), 4);
      }
    }
  }

  /** Runs one program on operands that begin at some of the values, in turn. */
  private static void check(Case given, DType dtype, List<Shape> shapes, int starts) {
    List<Node> inputs = new ArrayList<>();
    for (int i = 0; i < given.arity; i++) {
      inputs.add(Ops.input("x" + i, new TensorType(dtype, shapes.get(i))));
    }
    Tolerance tolerance = dtype == FLOAT32 ? given.single : given.twofold;
    try (BothBackends both = new BothBackends(inputs, List.of(given.op.apply(inputs)))) {
      for (int start = 0; start < starts; start++) {
        List<INDArray> arrays = new ArrayList<>();
        for (int i = 0; i < given.arity; i++) {
          int first = starts == values(dtype).length ? start : start * 11;
          arrays.add(operand(dtype, shapes.get(i), i, first).toINDArray());
        }
        both.assertAgree(tolerance, arrays);
      }
    }
  }
}
