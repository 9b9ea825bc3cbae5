package org.ladera.core.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ladera.core.backend.Backends;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/**
 * Logarithms that the written formula would lose are finite and accurate, since built from logits.
 */
class LogarithmTest {
  private static final double[] LOGITS = {-1e4, -745, -100, -1, 0, 1, 36, 100, 1e4};

  private static double[] values(Node node) {
    return HostArray.copyOf(Backends.using(Backends.named("reference"), node::eval)).toDoubles();
  }

  private static Node logits(DType dtype) {
    return Ops.constant(HostArray.ofDoubles(dtype, Shape.of(LOGITS.length), LOGITS));
  }

  /** log(1 / (1 + e^-z)), from the identity log s(z) = min(z, 0) - log(1 + e^-|z|). */
  private static double logSigmoid(double z) {
    return Math.min(z, 0) - Math.log1p(Math.exp(-Math.abs(z)));
  }

  private static void assertLogarithm(UnaryOperator<Node> written, DoubleUnaryOperator expected) {
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      double[] results = values(written.apply(logits(dtype)));
      for (int i = 0; i < LOGITS.length; i++) {
        double value = expected.applyAsDouble(LOGITS[i]);
        double tolerance =
            dtype == DType.FLOAT64 ? 4 * Math.ulp(value) : 3 * Math.ulp((float) value);
        assertEquals(value, results[i], tolerance, dtype + " at " + LOGITS[i]);
      }
    }
  }

  @SuppressWarnings("ImmutableEnumChecker") // The functions hold nothing.
  enum Written {
    SIGMOID(z -> Ops.log(Ops.sigmoid(z)), 1),
    COMPLEMENT(z -> Ops.log(one().minus(Ops.sigmoid(z))), -1),
    TWICE_COMPLEMENT(z -> Ops.log(one().minus(one().minus(Ops.sigmoid(z)))), 1),
    BY_HAND(z -> Ops.log(one().dividedBy(one().plus(Ops.exp(z.negate())))), 1),
    BY_HAND_TURNED(z -> Ops.log(one().dividedBy(Ops.exp(z.negate()).plus(1))), 1),
    COMPLEMENT_BY_HAND(
        z -> Ops.log(one().minus(one().dividedBy(one().plus(Ops.exp(z.negate()))))), -1),
    RESHAPED(z -> Ops.log(Ops.sigmoid(z).reshape(-1, 1)).reshape(-1), 1),
    COMPLEMENT_RESHAPED(z -> Ops.log(one().minus(Ops.sigmoid(z).reshape(-1, 1))).reshape(-1), -1),
    CAST(z -> Ops.log(Ops.sigmoid(z).cast(DType.FLOAT64)).cast(z.dtype()), 1),
    SLICED(z -> Ops.log(Ops.sigmoid(z).slice(0, 0, LOGITS.length)), 1),
    GATHERED(z -> Ops.log(Ops.gather(Ops.sigmoid(z), Ops.range(LOGITS.length), 0)), 1),
    BROADCAST(z -> Ops.log(Ops.sigmoid(z).broadcastTo(Shape.of(2, LOGITS.length))).at(0, 1), 1),
    SOFTPLUS(z -> Ops.log(one().plus(Ops.exp(z.negate()))).negate(), 1),
    COMPLEMENT_BY_LOG1P(z -> Ops.log1p(Ops.sigmoid(z).negate()), -1),
    SHARE(z -> Ops.log(Ops.exp(z).dividedBy(one().plus(Ops.exp(z)))), 1),
    SHARE_TURNED(z -> Ops.log(Ops.exp(z).dividedBy(Ops.exp(z).plus(1))), 1),
    LOG1P(z -> Ops.log1p(Ops.exp(z.negate())).negate(), 1);

    private final UnaryOperator<Node> formula;
    private final int sign;

    Written(UnaryOperator<Node> formula, int sign) {
      this.formula = formula;
      this.sign = sign;
    }

    private static Node one() {
      return Ops.constant(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofASigmoidHoweverWrittenIsFiniteAndAccurate(Written written) {
    assertLogarithm(written.formula, z -> logSigmoid(written.sign * z));
  }

  @Test
  void ofAnExponentialIsTheExponent() {
    Node z = logits(DType.FLOAT64);
    assertSame(z, Ops.log(Ops.exp(z)));
    assertArrayEquals(LOGITS, values(Ops.log(Ops.exp(z).reshape(3, 3)).reshape(-1)));
  }

  @Test
  void softplusIsFiniteAndAccurate() {
    assertLogarithm(Ops::softplus, z -> -logSigmoid(-z));
    Node special =
        Ops.constant(
            HostArray.ofDoubles(
                DType.FLOAT64,
                Shape.of(3),
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                Double.NaN));
    assertArrayEquals(
        new double[] {0, Double.POSITIVE_INFINITY, Double.NaN}, values(Ops.softplus(special)));
  }

  private static Node far(DType dtype) {
    return Ops.constant(
        HostArray.ofDoubles(dtype, Shape.of(3, 2), 1000, -1000, -1000, -1000, 1000, 1000));
  }

  private static void assertValues(Node x, double... expected) {
    double[] results = values(x);
    assertEquals(expected.length, results.length);
    for (int i = 0; i < expected.length; i++) {
      double value = expected[i];
      boolean isWide = x.dtype() == DType.FLOAT64;
      double tolerance = isWide ? Math.ulp(value) : Math.ulp((float) value);
      assertEquals(value, results[i], tolerance, x.dtype() + ", entry " + i);
    }
  }

  @Test
  void ofAWrittenSumOfExponentialsDoesNotOverflow() {
    double both = Math.log(2);
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      Node z = far(dtype);
      double[] rows = {1000, -1000 + both, 1000 + both};
      assertValues(Ops.log(Ops.exp(z).sum(-1)), rows);
      assertValues(Ops.log(Ops.exp(z).sum(-1).reshape(3, 1)).reshape(-1), rows);
      assertValues(Ops.log(Ops.exp(z).sum(0)), 1000 + both, 1000);
      assertValues(Ops.log(Ops.exp(z).sum()), 1000 + Math.log(3));
    }
  }

  @Test
  void ofAWrittenSoftmaxNeitherOverflowsNorUnderflows() {
    double half = -Math.log(2);
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      Node z = far(dtype);
      Node powers = Ops.exp(z);
      Node rows = powers.dividedBy(Ops.exp(z).sum(-1).reshape(3, 1));
      assertValues(Ops.log(rows), 0, -2000, half, half, half, half);
      assertValues(Ops.log(rows.reshape(-1).slice(0, 0, 2)), 0, -2000);
      assertValues(
          Ops.log(powers.dividedBy(powers.sum(0))), half, -2000, -2000 + half, -2000, half, 0);
      double third = -Math.log(3);
      assertValues(
          Ops.log(powers.dividedBy(powers.sum())),
          third,
          -2000 + third,
          -2000 + third,
          -2000 + third,
          third,
          third);
    }
  }

  @Test
  void exponentsBelowTheirLargestAreLeftAsWritten() {
    Node z = far(DType.FLOAT32);
    Node shifted = z.minus(Ops.stopGradient(z.max(-1).reshape(3, 1)));
    Node sum = Ops.exp(shifted).sum(-1);
    assertInstanceOf(Log.class, Ops.log(sum).op());
    assertSame(sum, Ops.log(sum).input(0));
    Node share = Ops.log(Ops.exp(shifted).dividedBy(sum.reshape(3, 1)));
    assertSame(shifted, share.input(0));
    double half = -Math.log(2);
    assertValues(share, 0, -2000, half, half, half, half);
  }

  @Test
  void sumsAndSharesOfOtherKindsAreLeftAsWritten() {
    Node z = far(DType.FLOAT64);
    Node powers = Ops.exp(z);
    Node square = Ops.constant(HostArray.zeros(new TensorType(DType.FLOAT64, Shape.of(2, 2))));
    for (Node x :
        new Node[] {
          z.sum(-1),
          powers.times(2).sum(-1),
          powers.plus(1).sum(-1),
          powers.dividedBy(z.sum(-1).reshape(3, 1)),
          powers.dividedBy(Ops.exp(z.times(1)).sum(-1).reshape(3, 1)),
          powers.dividedBy(Ops.exp(z).plus(2)),
          z.dividedBy(powers.sum()),
          Ops.exp(square).dividedBy(Ops.exp(square).sum(-1)),
          Ops.exp(square).dividedBy(Ops.exp(square).max()),
          Ops.exp(Ops.constant(HostArray.zeros(new TensorType(DType.FLOAT64, Shape.of(2, 0)))))
              .sum(-1)
        }) {
      assertInstanceOf(Log.class, Ops.log(x).op());
      assertSame(x, Ops.log(x).input(0));
    }
  }

  @Test
  void infinitiesAndNanComeThroughASumOfExponentials() {
    double infinity = Double.POSITIVE_INFINITY;
    Node z =
        Ops.constant(
            HostArray.ofDoubles(
                DType.FLOAT64,
                Shape.of(4, 2),
                -infinity,
                5,
                -infinity,
                -infinity,
                infinity,
                5,
                Double.NaN,
                5));
    assertArrayEquals(
        new double[] {5, -infinity, infinity, Double.NaN}, values(Ops.log(Ops.exp(z).sum(-1))));
  }

  @Test
  void ofAnythingElseIsTheLogarithmAsWritten() {
    Node z = logits(DType.FLOAT64);
    for (Node x :
        new Node[] {
          z,
          z.plus(1),
          Ops.constant(2).plus(Ops.exp(z)),
          Ops.constant(1).minus(z),
          Ops.sigmoid(z).plus(1e-12),
          Ops.stopGradient(Ops.sigmoid(z))
        }) {
      assertInstanceOf(Log.class, Ops.log(x).op());
      assertSame(x, Ops.log(x).input(0));
    }
  }

  @Test
  void aCompositionMayKnowItsLogarithm() {
    Pullback doubled =
        new Pullback() {
          @Override
          public List<@Nullable Node> pull(Node result, List<Node> arguments, Node gradient) {
            return List.of(gradient);
          }

          @Override
          public Node logarithm(List<Node> arguments) {
            return arguments.getFirst().times(2);
          }
        };
    Node z = logits(DType.FLOAT64);
    Node squared = Ops.customGradient(Ops.exp(z).square(), doubled, z);
    Node logarithm = Ops.log(squared);
    assertInstanceOf(Multiply.class, logarithm.op());
    assertEquals(-2e4, values(logarithm)[0]);
  }

  @Test
  void theLogarithmOfALongChainOfViewsEndsTheSearch() {
    Node z = logits(DType.FLOAT64);
    Node x = Ops.sigmoid(z);
    for (int i = 0; i < 100; i++) {
      x = x.reshape(i % 2 == 0 ? new int[] {3, 3} : new int[] {9});
    }
    assertInstanceOf(Log.class, Ops.log(x).op());
  }
}
