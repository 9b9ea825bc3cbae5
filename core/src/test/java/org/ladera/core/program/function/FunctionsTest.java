package org.ladera.core.program.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ladera.core.program.Body;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.LineTypes;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Value;
import org.ladera.core.type.DType;

class FunctionsTest {
  private static final int OPS_OF_POWER = 111;

  @ParameterizedTest
  @EnumSource
  void ofFloat64IsOneOp(Subject subject) {
    Value only =
        new Value.Apply(DType.FLOAT64, ScalarOp.valueOf(subject.name()), ImmutableIntArray.of(0));
    assertEquals(
        List.of(new Value.Load(DType.FLOAT64, 0), only), subject.body(DType.FLOAT64).values());
  }

  @ParameterizedTest
  @EnumSource
  void ofFloat32HasTheStatedNumberOfOps(Subject subject) {
    assertEquals(subject.ops, subject.countOps());
  }

  @ParameterizedTest
  @EnumSource
  void ofFloat32HasTypesThatGoTogetherAndNoFunctionOfFloat64(Subject subject) {
    assertEquals(
        null,
        LineTypes.complaint(subject.body(DType.FLOAT32), List.of(DType.FLOAT32, DType.FLOAT32)));
    assertEquals(
        0,
        subject.body(DType.FLOAT32).values().stream()
            .filter(v -> v instanceof Value.Apply apply && apply.op().isStrictFunction())
            .count());
  }

  @ParameterizedTest
  @EnumSource
  void ofIntegersIsRefused(Subject subject) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> subject.body(DType.INT32));
    assertEquals(
        subject.name() + " takes float32 or float64, got a line of i32", refusal.getMessage());
  }

  @Test
  void powerOfFloat32HasTheStatedNumberOfOpsAndNoFunctionOfFloat64() {
    Body body = Pairs.body();
    assertEquals(OPS_OF_POWER, body.values().stream().filter(FunctionsTest::isOp).count());
    assertEquals(
        null, LineTypes.complaint(body, List.of(DType.FLOAT32, DType.FLOAT32, DType.FLOAT32)));
    assertTrue(body.values().stream().noneMatch(value -> value.dtype() == DType.FLOAT64));
  }

  private static boolean isOp(Value value) {
    return value instanceof Value.Apply apply && apply.op() != ScalarOp.BITCAST;
  }

  @Test
  void powerOfFloat64IsOneOp() {
    BodyBuilder body = new BodyBuilder();
    int base = body.load(DType.FLOAT64, 0);
    int power = Functions.power(body, base, base);
    assertEquals(
        new Value.Apply(DType.FLOAT64, ScalarOp.POWER, ImmutableIntArray.of(0, 0)),
        body.body().values().get(power));
  }

  @Test
  void powerOfTwoTypesIsRefused() {
    BodyBuilder body = new BodyBuilder();
    int base = body.load(DType.FLOAT32, 0);
    int exponent = body.load(DType.FLOAT64, 1);
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Functions.power(body, base, exponent));
    assertEquals("POWER takes two lines of one type, got f32 and f64", refusal.getMessage());
  }
}
