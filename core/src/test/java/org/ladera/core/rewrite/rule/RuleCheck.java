package org.ladera.core.rewrite.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.reference.ReferenceBackend;
import org.ladera.core.graph.Graphs;
import org.ladera.core.graph.Input;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** That a rule fires, or does not, and keeps every bit, on the numbers where laws break. */
final class RuleCheck {
  /** Every number meets every other in a pair of inputs of this shape. */
  static final Shape PAIRS = Shape.of(17, 17);

  private static final double[] REALS = {
    Double.NaN,
    0.0,
    -0.0,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    -0x0.8p-1022,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    1,
    -1,
    1.5,
    -0.1,
    1e-3,
    3
  };
  private static final float[] FLOATS = {
    Float.NaN,
    0.0f,
    -0.0f,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    -0x0.8p-126f,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    1,
    -1,
    1.5f,
    -0.1f,
    1e-3f,
    3
  };
  private static final long[] INTEGERS = {
    0,
    1,
    -1,
    Integer.MIN_VALUE,
    Integer.MAX_VALUE,
    2,
    3,
    -7,
    5,
    1 << 24,
    (1 << 24) + 1,
    9,
    12,
    40,
    -40,
    100,
    255
  };

  private RuleCheck() {}

  static Node reals(int... sizes) {
    return Ops.input("x", new TensorType(DType.FLOAT64, Shape.of(sizes)));
  }

  static Node floats(int... sizes) {
    return Ops.input("x", new TensorType(DType.FLOAT32, Shape.of(sizes)));
  }

  static Node ints(int... sizes) {
    return Ops.input("x", new TensorType(DType.INT32, Shape.of(sizes)));
  }

  static Node truths(int... sizes) {
    return Ops.input("x", new TensorType(DType.BOOL, Shape.of(sizes)));
  }

  /** A number, repeated to the type and shape of a node. */
  static Node repeated(double value, Node like) {
    return Ops.broadcast(
        Rewrites.number(like, value, new TensorType(like.dtype(), Shape.scalar())), like.shape());
  }

  /** A rule of a whole graph need not be there. */
  static void staysOut(@Nullable Rule rule, Node node) {
    if (rule != null) {
      assertNull(rule.apply(node), () -> rule.name() + " applied to " + node);
    }
  }

  /** Checks the bits too. */
  static Node fires(@Nullable Rule rule, Node node) {
    assertNotNull(rule, "there is nothing to do");
    Node after = rule.apply(node);
    assertNotNull(after, () -> rule.name() + " did not apply to " + node);
    assertEquals(node.type().strong(), after.type().strong());
    if (!Graphs.topological(List.of(node)).contains(after)) {
      assertSame(node.origin(), after.origin());
    }
    assertSameBits(node, after);
    return after;
  }

  static void assertSameBits(Node before, Node after) {
    List<Node> inputs =
        Graphs.topological(List.of(before, after)).stream()
            .filter(node -> node.op() instanceof Input)
            .toList();
    for (int seed = 0; seed < 4; seed++) {
      List<INDArray> arrays = new ArrayList<>();
      for (int i = 0; i < inputs.size(); i++) {
        arrays.add(values(inputs.get(i).type(), i, seed).toINDArray());
      }
      List<INDArray> results =
          new ReferenceBackend()
              .compile(
                  new Computation("rule", inputs, List.of(before, after), List.of(), List.of()))
              .run(arrays);
      assertArrayEquals(bits(results.get(0)), bits(results.get(1)), () -> before + " " + after);
    }
  }

  static long[] bits(INDArray array) {
    HostArray values = HostArray.copyOf(array);
    if (!values.type().dtype().isFloating()) {
      return values.toLongs();
    }
    double[] reals = values.toDoubles();
    long[] bits = new long[reals.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Double.doubleToLongBits(reals[i]);
    }
    return bits;
  }

  /** All pairs of special numbers where the shape has room for them, else some of them. */
  static HostArray values(TensorType type, int input, int seed) {
    HostArray values = HostArray.zeros(type);
    SplittableRandom random = new SplittableRandom(31L * seed + input);
    boolean areAll = seed == 0 && type.shape().equals(PAIRS);
    for (int i = 0; i < values.size(); i++) {
      int which = areAll ? (input % 2 == 0 ? i / 17 : i % 17) : random.nextInt(17);
      boolean isPlain = seed == 3 || (!areAll && random.nextInt(3) == 0);
      switch (type.dtype()) {
        case FLOAT64 -> values.setDouble(i, isPlain ? random.nextDouble(-2, 2) : REALS[which]);
        case FLOAT32 ->
            values.setDouble(i, isPlain ? (float) random.nextDouble(-2, 2) : FLOATS[which]);
        case INT32, INT64 -> values.setLong(i, INTEGERS[which]);
        case BOOL -> values.setLong(i, which % 2);
      }
    }
    return values;
  }
}
