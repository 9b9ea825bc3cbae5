package org.ladera.core.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ladera.core.backend.Backends;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/** Numbers and settings are float64 among themselves, and take the type of a tensor beside them. */
class WeakTypesTest {
  private static Node input(DType dtype, int... sizes) {
    return Ops.input("x", new TensorType(dtype, Shape.of(sizes)));
  }

  private static double value(Node node) {
    return HostArray.copyOf(Backends.using(Backends.named("reference"), node::eval)).getDouble(0);
  }

  @Test
  void aNumberTakesTheFloatingTypeOfTheTensorOnEitherSide() {
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      Node x = input(dtype, 3);
      TensorType strong = new TensorType(dtype, Shape.of(3));
      assertEquals(strong, x.plus(0.1).type());
      assertEquals(strong, Ops.minus(Ops.constant(1), x).type());
      assertEquals(strong, Ops.max(x, Ops.constant(0)).type());
      assertEquals(strong, Ops.select(Ops.less(x, Ops.constant(0)), Ops.constant(0), x).type());
    }
  }

  @Test
  void aWeakFormulaIsFloat64AndRoundedOnce() {
    Node third = Ops.constant(1).dividedBy(3);
    assertTrue(third.type().weak());
    assertEquals(1.0 / 3, value(third));
    Node beside = Ops.constant(HostArray.ofDoubles(DType.FLOAT32, Shape.scalar(), 1)).times(third);
    assertFalse(beside.type().weak());
    assertEquals(DType.FLOAT32, beside.dtype());
    assertEquals((float) (1.0 / 3), value(beside));
  }

  @Test
  void aSettingIsWeakAndSoIsWhatIsMadeOfSettings() {
    Variable rate = Variable.setting("rate", 0.1);
    assertTrue(rate.type().weak());
    assertTrue(Ops.sqrt(rate.times(2)).type().weak());
    assertTrue(Ops.zeros(2, 3).type().weak());
    assertTrue(Ops.zeros(2, 3).plus(rate).sum().type().weak());
    assertEquals(
        new TensorType(DType.FLOAT32, Shape.of(3)), input(DType.FLOAT32, 3).times(rate).type());
    assertFalse(rate.plus(input(DType.FLOAT64)).type().weak());
  }

  @Test
  void aSettingChangesWithoutANewGraph() {
    Variable rate = Variable.setting("rate", 0.5);
    Node product = Ops.constant(HostArray.ofDoubles(DType.FLOAT32, Shape.scalar(), 8)).times(rate);
    assertEquals(4, value(product));
    rate.set(0.25);
    assertEquals(2, value(product));
  }

  @Test
  void aWholeNumberInAFormulaTakesAnIntegerType() {
    Node labels = input(DType.INT32, 3);
    assertEquals(new TensorType(DType.INT32, Shape.of(3)), labels.plus(1).type());
    assertEquals(DType.INT64, input(DType.INT64).times(3).dtype());
    assertEquals(new TensorType(DType.BOOL, Shape.of(3)), Ops.less(labels, Ops.constant(2)).type());
  }

  @Test
  void otherWeakValuesBesideIntegersAreErrors() {
    Node labels = input(DType.INT32, 3);
    assertEquals(
        "add: types must agree; use cast, got i32[3] + f64[] (left: \"x\")",
        assertThrows(IllegalArgumentException.class, () -> labels.plus(0.5)).getMessage());
    Variable setting = Variable.setting("k", 2);
    assertEquals(
        "multiply: types must agree; use cast, got i32[3] * f64[] (left: \"x\", right: \"k\")",
        assertThrows(IllegalArgumentException.class, () -> labels.times(setting)).getMessage());
  }

  @Test
  void otherMixesAreErrorsThatSayCast() {
    Node a = input(DType.FLOAT32, 3);
    Node b = input(DType.FLOAT64, 3);
    assertEquals(
        "add: types must agree; use cast, got f32[3] + f64[3] (left: \"x\", right: \"x\")",
        assertThrows(IllegalArgumentException.class, () -> a.plus(b)).getMessage());
    assertEquals(DType.FLOAT64, a.cast(DType.FLOAT64).plus(b).dtype());
  }

  @Test
  void castMakesAWeakValueStrong() {
    Node number = Ops.constant(0.1);
    assertFalse(number.cast(DType.FLOAT64).type().weak());
    assertEquals(0.1f, value(number.cast(DType.FLOAT32)));
    assertEquals(0, value(number.cast(DType.INT32)));
    assertEquals(1, value(number.cast(DType.BOOL)));
  }

  @Test
  void productsAndConcatenationsOfWeakValuesTakeTheOtherType() {
    Node x = input(DType.FLOAT32, 2, 3);
    assertEquals(new TensorType(DType.FLOAT32, Shape.of(2, 4)), x.matmul(Ops.ones(3, 4)).type());
    assertEquals(
        new TensorType(DType.FLOAT32, Shape.of(4, 3)), Ops.concat(0, Ops.zeros(2, 3), x).type());
    assertTrue(Ops.ones(2, 3).matmul(Ops.ones(3, 2)).type().weak());
  }

  @Test
  void aPartOfAConcatenationOfIntegersMustBeWhole() {
    Node labels = input(DType.INT32, 3);
    Node two = Ops.constant(2).reshape(1);
    assertEquals(new TensorType(DType.INT32, Shape.of(4)), Ops.concat(0, labels, two).type());
    Node half = Ops.constant(0.5).reshape(1);
    assertEquals(
        "concat: types and all axes but axis 0 must be equal, got i32[3], f64[1] (part: \"x\")",
        assertThrows(IllegalArgumentException.class, () -> Ops.concat(0, labels, half))
            .getMessage());
  }

  @Test
  void aNumberIsSetOnlyWhereThatLosesNothing() {
    Variable count = Variable.of("count", HostArray.ofLongs(DType.INT64, Shape.scalar(), 3));
    assertEquals(
        "set: \"count\" is i64[], got the number 2.7",
        assertThrows(IllegalArgumentException.class, () -> count.set(2.7)).getMessage());
    assertEquals(3, HostArray.copyOf(count.value()).getLong(0));
  }

  @Test
  void onlyFloat64CanBeWeak() {
    assertEquals(
        "TensorType: only f64 can be weak, got f32",
        assertThrows(
                IllegalArgumentException.class,
                () -> new TensorType(DType.FLOAT32, Shape.scalar(), true))
            .getMessage());
    assertArrayEquals(
        new int[] {2}, new TensorType(DType.FLOAT64, Shape.of(2), true).strong().shape().toArray());
  }
}
