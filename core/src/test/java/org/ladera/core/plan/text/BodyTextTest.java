package org.ladera.core.plan.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.primitives.ImmutableLongArray;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Header;
import org.ladera.core.program.Loop;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.program.function.Functions;
import org.ladera.core.type.DType;

/** How the body of a loop is told. */
class BodyTextTest {
  private static final DType F32 = DType.FLOAT32;

  /** A loop that reads buffers 0 and 1, and writes 2. */
  private static List<String> text(BodyBuilder body) {
    List<org.ladera.core.program.Stream> streams =
        Stream.of(0, 1, 2)
            .map(buffer -> new org.ladera.core.program.Stream(buffer, 0, ImmutableLongArray.of(1)))
            .toList();
    Loop loop =
        new Loop(
            new Header("loop", List.of()),
            ImmutableLongArray.of(8),
            1,
            0,
            streams,
            body.body(),
            List.of());
    List<String> names = List.of("a", "b", "c");
    return BodyText.of(loop, names::get, names::get);
  }

  @FunctionalInterface
  interface Function {
    int of(BodyBuilder body, int line);
  }

  static Stream<Arguments> functions() {
    return Stream.of(
        Arguments.of("exp", (Function) Functions::exp),
        Arguments.of("expm1", (Function) Functions::expm1),
        Arguments.of("log", (Function) Functions::log),
        Arguments.of("log1p", (Function) Functions::log1p),
        Arguments.of("tanh", (Function) Functions::tanh),
        Arguments.of("sigmoid", (Function) Functions::sigmoid),
        Arguments.of("erf", (Function) Functions::erf),
        Arguments.of("sin", (Function) Functions::sin),
        Arguments.of("cos", (Function) Functions::cos));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionThatIsWrittenOutHasItsName(String name, Function function) {
    BodyBuilder body = new BodyBuilder();
    int sum = body.apply(ScalarOp.ADD, F32, body.load(F32, 0), body.load(F32, 1));
    body.sink(new Sink.Store(2, function.of(body, sum)));
    assertEquals(List.of("c = " + name + "(a + b)"), text(body));
  }

  @Test
  void powersAreNamedToo() {
    BodyBuilder body = new BodyBuilder();
    body.sink(new Sink.Store(2, Functions.power(body, body.load(F32, 0), body.load(F32, 1))));
    assertEquals(List.of("c = power(a, b)"), text(body));
  }

  @Test
  void bracketsKeepTheOrderOfEvaluation() {
    BodyBuilder body = new BodyBuilder();
    int a = body.load(F32, 0);
    int b = body.load(F32, 1);
    int right = body.apply(ScalarOp.SUBTRACT, F32, a, body.apply(ScalarOp.SUBTRACT, F32, b, a));
    int product =
        body.apply(ScalarOp.MULTIPLY, F32, right, body.apply(ScalarOp.MULTIPLY, F32, a, b));
    body.sink(new Sink.Store(2, body.apply(ScalarOp.NEGATE, F32, product)));
    assertEquals(List.of("c = -((a - (b - a)) * (a * b))"), text(body));
  }

  @Test
  void whatIsUsedTwiceHasALineOfItsOwn() {
    BodyBuilder body = new BodyBuilder();
    int shifted =
        body.apply(
            ScalarOp.SUBTRACT,
            F32,
            body.load(F32, 0),
            body.reduce(Reduction.MAX, body.load(F32, 0)));
    body.sink(new Sink.Store(2, body.apply(ScalarOp.MULTIPLY, F32, shifted, shifted)));
    assertEquals(List.of("t1 = a - row max(a)", "c = t1 * t1"), text(body));
  }

  @Test
  void aSearchForWhatIsNotFiniteIsToldByWhatIsLookedAt() {
    BodyBuilder body = new BodyBuilder();
    int sum = body.apply(ScalarOp.ADD, F32, body.load(F32, 0), body.load(F32, 1));
    int size = body.apply(ScalarOp.ABS, F32, sum);
    int small = body.apply(ScalarOp.LESS, DType.BOOL, size, body.constant(Float.POSITIVE_INFINITY));
    body.sink(new Sink.Flag(2, body.apply(ScalarOp.NOT, DType.BOOL, small)));
    assertEquals(List.of("noted whether finite: a + b"), text(body));
  }
}
