package org.ladera.core.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.primitives.ImmutableIntArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/** What does not fit is an error when it is built, with what was given and what to do. */
class TypeErrorsTest {
  private static Node floats(String name, int... sizes) {
    return Ops.input(name, new TensorType(DType.FLOAT32, Shape.of(sizes)));
  }

  private static Node ints(String name, int... sizes) {
    return Ops.input(name, new TensorType(DType.INT32, Shape.of(sizes)));
  }

  private static Node bools(String name, int... sizes) {
    return Ops.input(name, new TensorType(DType.BOOL, Shape.of(sizes)));
  }

  private static void assertFails(String message, Executable build) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, build).getMessage());
  }

  @Test
  void matmulNamesBothOperandsAndGuessesTheCause() {
    Node images = floats("images", 32, 784);
    Node weight = Parameter.zeros("dense.0.weight", 100, 10);
    assertFails(
        "matmul: inner sizes must agree, got f32[32, 784] x f32[100, 10] (x: \"images\", w:"
            + " \"dense.0.weight\"); is the input flattened to 100 features?",
        () -> images.matmul(weight));
  }

  @Test
  void matmulChecksRanksBatchesAndTypes() {
    assertFails(
        "matmul: inner sizes must agree, got f32[2, 3] x f32[4] (x: \"a\", w: \"b\")",
        () -> floats("a", 2, 3).matmul(floats("b", 4)));
    assertFails(
        "matmul: a scalar has no inner size; use times, got f32[] x f32[4] (x: \"a\", w: \"b\")",
        () -> floats("a").matmul(floats("b", 4)));
    assertFails(
        "matmul: batch axes must broadcast, got f32[2, 3, 4] x f32[5, 4, 3] (x: \"a\", w: \"b\")",
        () -> floats("a", 2, 3, 4).matmul(floats("b", 5, 4, 3)));
    assertFails(
        "matmul: operands must be of one floating type; use cast, got i32[2, 3] x i32[3, 2] (x:"
            + " \"a\", w: \"b\")",
        () -> ints("a", 2, 3).matmul(ints("b", 3, 2)));
    assertFails(
        "matmul: types must agree; use cast, got f32[2, 3] x i32[3, 2] (left: \"a\", right: \"b\")",
        () -> floats("a", 2, 3).matmul(ints("b", 3, 2)));
    assertFails(
        "dot: a tensor and a vector are needed, got f32[3] . f32[3, 1] (x: \"a\", w: \"b\")",
        () -> floats("a", 3).dot(floats("b", 3, 1)));
  }

  @Test
  void elementwiseOpsNameTheSignTheShapesAndTheNames() {
    assertFails(
        "add: shapes must broadcast, got f32[2, 3] + f32[2] (left: \"a\", right: \"b\")",
        () -> floats("a", 2, 3).plus(floats("b", 2)));
    assertFails(
        "multiply: types must agree; use cast, got f32[3] * i32[3] (left: \"a\", right: \"b\")",
        () -> floats("a", 3).times(ints("b", 3)));
    assertFails(
        "divide: entries must be of a floating type; use cast(FLOAT32), got i32[3], i32[3] (left:"
            + " \"a\", right: \"b\")",
        () -> ints("a", 3).dividedBy(ints("b", 3)));
    assertFails(
        "add: entries must be numbers; cast(FLOAT32) counts true as 1, got bool[3], bool[3] (left:"
            + " \"a\", right: \"b\")",
        () -> bools("a", 3).plus(bools("b", 3)));
    assertFails(
        "exp: entries must be of a floating type; use cast(FLOAT32), got i32[3] (x: \"a\")",
        () -> Ops.exp(ints("a", 3)));
    assertFails(
        "and: entries must be bool, got i32[3], i32[3] (left: \"a\", right: \"b\")",
        () -> Ops.and(ints("a", 3), ints("b", 3)));
    assertFails(
        "select: a bool condition and two operands of one type and shape are needed, got f32[3],"
            + " f32[3], f32[3] (condition: \"a\", left: \"a\", right: \"a\")",
        () -> {
          Node a = floats("a", 3);
          Ops.select(a, a, a);
        });
  }

  @Test
  void reductionsCheckAxes() {
    Node x = floats("x", 2, 3);
    assertFails("sum: an axis must be one of the 2 of the shape, got 2 of [2, 3]", () -> x.sum(2));
    assertFails("sum: no axis may be given twice, got [1, -1]", () -> x.sum(1, -1));
    assertFails(
        "max: no axis may be empty, got f32[2, 0] (x: \"e\")", () -> floats("e", 2, 0).max(1));
    assertFails(
        "mean: no axis may be empty, got f32[2, 0] (x: \"e\")", () -> floats("e", 2, 0).mean());
    assertFails(
        "argMax: no axis may be empty, got f32[2, 0] (x: \"e\")",
        () -> Ops.argMax(floats("e", 2, 0), 1));
    assertFails(
        "sum: entries must be numbers; cast(FLOAT32) counts true as 1, got bool[2] (x: \"b\")",
        () -> bools("b", 2).sum());
    assertFails(
        "mean: entries must be of a floating type; use cast(FLOAT32), got bool[2] (x: \"b\")",
        () -> bools("b", 2).mean());
    assertFails(
        "mean: entries must be of a floating type; use cast(FLOAT32), got i32[4]",
        () -> Ops.range(4).mean());
  }

  @Test
  void movementsCheckShapes() {
    Node x = floats("x", 2, 3);
    assertFails(
        "reshape: the number of entries must stay the same, got [2, 3] to [4, -1]",
        () -> x.reshape(4, -1));
    assertFails(
        "reshape: sizes are positive, at most one of them -1, got [-1, -1]",
        () -> x.reshape(-1, -1));
    assertFails(
        "broadcast: the shape must broadcast to [3, 2], got f32[2, 3] (x: \"x\")",
        () -> x.broadcastTo(Shape.of(3, 2)));
    assertFails(
        "transpose: two axes are needed, got f32[3] (x: \"v\")", () -> floats("v", 3).transpose());
    assertFails(
        "permute: the order [0, 0] must name each axis once, got f32[2, 3] (x: \"x\")",
        () -> Ops.permute(x, 0, 0));
    assertFails(
        "slice: positions [0, 1] to [2, 4] by [1, 1] must lie inside the shape, got f32[2, 3] (x:"
            + " \"x\")",
        () -> x.slice(1, 1, 4));
    assertFails(
        "at: the index must be inside the axis, got 3 on axis 1 of f32[2, 3]", () -> x.at(1, 3));
    assertFails(
        "pad: counts [0, -1], [0, 0], [0, 0] must be one an axis, not negative, got f32[2, 3] (x:"
            + " \"x\")",
        () -> Ops.pad(x, 1, -1, 0));
    assertFails(
        "concat: types and all axes but axis 1 must be equal, got f32[2, 3], f32[3, 3] (part:"
            + " \"x\", part: \"y\")",
        () -> Ops.concat(1, x, floats("y", 3, 3)));
    assertFails("concat: at least one part is needed", () -> Ops.concat(0));
  }

  @Test
  void positionsMustBeIntegers() {
    Node x = floats("x", 2, 3);
    assertFails(
        "gather: integer indices and an axis of the source are needed (axis 0), got f32[2, 3],"
            + " f32[2] (source: \"x\", indices: \"i\")",
        () -> Ops.gather(x, floats("i", 2), 0));
    String rule =
        "scatterAdd: integer indices must match the updates, which are numbers, from axis 0 on, got"
            + " ";
    assertFails(
        rule + "f32[2, 3], i32[3] (updates: \"x\", indices: \"i\")",
        () -> Ops.scatterAdd(x, ints("i", 3), 0, 5));
    assertFails(
        rule + "bool[2], i32[2] (updates: \"b\", indices: \"i\")",
        () -> Ops.scatterAdd(bools("b", 2), ints("i", 2), 0, 5));
    assertFails(
        rule.replace("axis 0", "axis -1") + "f32[2, 3], i32[3] (updates: \"x\", indices: \"i\")",
        () -> Ops.scatterAdd(x, ints("i", 3), -1, 5));
    assertFails(
        "inRange: entries must be integers, got f32[2, 3] (x: \"x\")",
        () -> Ops.inRange(x, 3, "loss: label"));
  }

  @Test
  void randomBitsNeedACounterAndASensibleNumber() {
    Node counter = Ops.input("counter", new TensorType(DType.INT64, Shape.scalar()));
    assertFails(
        "randomBits: bits must be 1 to 63, got 64",
        () -> Ops.randomBits(1, 2, 64, Shape.of(3), counter));
    assertFails(
        "randomBits: the counter must be i64[], got i32[] (x: \"i\")",
        () -> Ops.randomBits(1, 2, 24, Shape.of(3), ints("i")));
  }

  @Test
  void parametersAreFloating() {
    assertFails(
        "Parameter: \"w\" must be of a floating type, got i32[2]",
        () -> Parameter.of("w", HostArray.zeros(new TensorType(DType.INT32, Shape.of(2)))));
  }

  @Test
  void opsAreComparedByValueAndNodesByIdentity() {
    assertEquals(new Sum(ImmutableIntArray.of(0)), new Sum(ImmutableIntArray.of(0)));
    Node x = floats("x", 2);
    assertEquals(x.sum().op(), x.sum().op());
    assertNotEquals(x.sum(), x.sum());
  }
}
