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
  void ofAMeanOfExponentialsDoesNotOverflow() {
    double half = -Math.log(2);
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      Node z = far(dtype);
      double[] rows = {1000 + half, -1000, 1000};
      assertValues(Ops.log(Ops.exp(z).mean(-1)), rows);
      assertValues(Ops.log(Ops.exp(z).mean(-1).reshape(3, 1)).reshape(-1), rows);
      assertValues(Ops.log(Ops.exp(z).mean()), 1000 + half);
      assertValues(Ops.log(Ops.exp(z).sum(-1).times(0.5)), rows);
      assertValues(Ops.log(Ops.constant(0.5).times(Ops.exp(z).sum(-1))), rows);
      assertValues(
          Ops.log(Ops.exp(z.slice(1, 0, 1)).times(4)).reshape(-1),
          1000 - 2 * half,
          -1000 - 2 * half,
          1000 - 2 * half);
    }
  }

  /** The mean of a million ones is 1, though the logarithm of their sum has an error of 1e-6. */
  @Test
  void ofAMeanOfManyExponentialsKeepsItsDigits() {
    Node zeros = Ops.constant(0).cast(DType.FLOAT32).broadcastTo(Shape.of(1_000_000));
    assertEquals(0, values(Ops.log(Ops.exp(zeros).mean()))[0]);
  }

  @Test
  void ofWrittenExponentialsAddedUpDoesNotOverflow() {
    double both = Math.log(2);
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      Node a = far(dtype).at(1, 0);
      Node b = far(dtype).at(1, 1);
      Node sum = Ops.exp(a).plus(Ops.exp(b));
      assertValues(Ops.log(sum), 1000, -1000 + both, 1000 + both);
      assertValues(Ops.log(sum.times(0.5)), 1000 - both, -1000, 1000);
      assertValues(
          Ops.log(Ops.exp(a).times(0.25).plus(Ops.exp(b).dividedBy(4))),
          1000 - 2 * both,
          -1000 - both,
          1000 - both);
      assertValues(Ops.log(sum.plus(Ops.exp(b))), 1000, -1000 + Math.log(3), 1000 + Math.log(3));
      assertValues(Ops.log(sum.plus(1)), 1000, 0, 1000 + both);
      assertValues(
          Ops.log(Ops.constant(1).plus(Ops.exp(a)).plus(Ops.exp(b))), 1000, 0, 1000 + both);
      assertValues(Ops.log(Ops.constant(1).dividedBy(sum)), -1000, 1000 - both, -1000 - both);
      assertValues(
          Ops.log(Ops.exp(far(dtype)).sum(-1).plus(Ops.exp(a))),
          1000 + both,
          -1000 + Math.log(3),
          1000 + Math.log(3));
      // A row beside a number, repeated.
      assertValues(Ops.log(Ops.exp(a).plus(Ops.exp(b.at(0, 2)))), 1000 + both, 1000, 1000 + both);
    }
  }

  @Test
  void infinitiesAndNanComeThroughAnAdditionOfExponentials() {
    double infinity = Double.POSITIVE_INFINITY;
    Node a = row(-infinity, -infinity, infinity, infinity, infinity, Double.NaN, 5);
    Node b = row(5, -infinity, infinity, -infinity, 5, 5, Double.NaN);
    assertArrayEquals(
        new double[] {5, -infinity, infinity, infinity, infinity, Double.NaN, Double.NaN},
        values(Ops.log(Ops.exp(a).plus(Ops.exp(b)))));
  }

  private static Node row(double... values) {
    return Ops.constant(HostArray.ofDoubles(DType.FLOAT64, Shape.of(values.length), values));
  }

  @Test
  void exponentsBelowTheLargerAreLeftAsWritten() {
    Node a = row(1000, -1000);
    Node b = row(-1000, 1000);
    Node larger = Ops.max(a, b);
    for (Node shift : new Node[] {larger, Ops.stopGradient(larger)}) {
      Node sum = Ops.exp(a.minus(shift)).plus(Ops.exp(b.minus(shift)));
      assertSame(sum, Ops.log(sum).input(0));
    }
    Node mean = Ops.exp(a.minus(Ops.stopGradient(a.max()))).mean();
    assertSame(mean, Ops.log(mean).input(0));
  }

  @Test
  void aLongOrDeepSumOfExponentialsEndsTheSearch() {
    Node z = logits(DType.FLOAT64);
    Node many = Ops.exp(z);
    for (int i = 0; i < 100_000; i++) {
      many = many.plus(Ops.exp(z));
    }
    assertSame(many, Ops.log(many).input(0));
    Node doubled = Ops.exp(z);
    for (int i = 0; i < 100; i++) {
      doubled = doubled.plus(doubled).times(0.5);
    }
    assertSame(doubled, Ops.log(doubled).input(0));
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
          powers.times(z),
          powers.times(-2),
          powers.times(0),
          powers.sum(-1).dividedBy(-3),
          powers.sum(-1).times(1 / 0.0),
          powers.mean(-1).plus(1e-12),
          powers.plus(z),
          powers.plus(Ops.sigmoid(z)),
          Ops.constant(2).plus(powers).plus(powers),
          Ops.constant(1).plus(1).plus(powers),
          z.mean(-1),
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
