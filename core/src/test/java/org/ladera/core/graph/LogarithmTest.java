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
