package org.ladera.core.rewrite.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.ladera.core.rewrite.rule.RuleCheck.fires;
import static org.ladera.core.rewrite.rule.RuleCheck.floats;
import static org.ladera.core.rewrite.rule.RuleCheck.ints;
import static org.ladera.core.rewrite.rule.RuleCheck.reals;
import static org.ladera.core.rewrite.rule.RuleCheck.repeated;
import static org.ladera.core.rewrite.rule.RuleCheck.staysOut;
import static org.ladera.core.rewrite.rule.RuleCheck.truths;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ladera.core.graph.Add;
import org.ladera.core.graph.Divide;
import org.ladera.core.graph.Multiply;
import org.ladera.core.graph.Negate;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Subtract;

class ArithmeticRulesTest {
  private final Node x = reals(17, 17);
  private final Node y = reals(17, 17);
  private final Node f = floats(17, 17);
  private final Node n = ints(17, 17);

  @Test
  void timesOneIsNothingAndTimesMinusOneTheNegative() {
    Rule rule = new MultiplyByOne();
    assertSame(x, fires(rule, x.times(1)));
    assertSame(f, fires(rule, repeated(1, f).times(f)));
    assertSame(n, fires(rule, n.times(1)));
    assertInstanceOf(Negate.class, fires(rule, x.times(-1)).op());
    assertInstanceOf(Negate.class, fires(rule, repeated(-1, n).times(n)).op());
    staysOut(rule, x.times(0));
    staysOut(rule, x.times(y));
    staysOut(rule, x.dividedBy(1));
  }

  @Test
  void dividedByOneIsNothingAndDividedByMinusOneTheNegative() {
    Rule rule = new DivideByOne();
    assertSame(f, fires(rule, f.dividedBy(1)));
    assertInstanceOf(Negate.class, fires(rule, x.dividedBy(-1)).op());
    staysOut(rule, Ops.onesLike(x).dividedBy(x));
    staysOut(rule, x.dividedBy(x));
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, -4, 0.5, 0x1p-126, 0x1p-127, -0x1p-127, 0x1p126})
  void divisionByAPowerOfTwoIsAProductInFloat32(double divisor) {
    assertInstanceOf(
        Multiply.class, fires(new DivideByPowerOfTwo(), f.dividedBy(repeated(divisor, f))).op());
  }

  /**
   * 2^-128 is subnormal itself and its reciprocal infinite; 2^-127 as a reciprocal is subnormal.
   */
  @ParameterizedTest
  @ValueSource(doubles = {3, 0.1, 0, -0.0, 0x1p127, 0x1p-128, Double.NaN})
  void divisionByAnythingElseStaysInFloat32(double divisor) {
    staysOut(new DivideByPowerOfTwo(), f.dividedBy(repeated(divisor, f)));
  }

  @Test
  void divisionByAPowerOfTwoIsAProductInFloat64() {
    Rule rule = new DivideByPowerOfTwo();
    fires(rule, x.dividedBy(0x1p-1023));
    fires(rule, x.dividedBy(-0x1p1022));
    fires(rule, x.dividedBy(0x1p-127));
    staysOut(rule, x.dividedBy(0x1p-1024));
    staysOut(rule, x.dividedBy(0x1p1023));
    staysOut(rule, x.dividedBy(Double.POSITIVE_INFINITY));
    staysOut(rule, Ops.onesLike(x).times(2).dividedBy(x));
  }

  /** A mean is one division whatever the size of the batch. */
  @Test
  void divisionOfASumStays() {
    staysOut(new DivideByPowerOfTwo(), Ops.sum(f).dividedBy(32));
  }

  @Test
  void addsNothingThatIsNothing() {
    Rule rule = new AddNothing();
    assertSame(x, fires(rule, x.plus(-0.0)));
    assertSame(f, fires(rule, repeated(-0.0, f).plus(f)));
    assertSame(x, fires(rule, x.minus(0)));
    assertSame(n, fires(rule, n.plus(0)));
    assertSame(n, fires(rule, n.minus(0)));
    staysOut(rule, x.plus(0.0));
    staysOut(rule, x.minus(-0.0));
    staysOut(rule, Ops.zerosLike(x).minus(x));
  }

  @Test
  void aDoubleNegativeIsNone() {
    Rule rule = new DoubleNegative();
    assertSame(f, fires(rule, f.negate().negate()));
    assertSame(n, fires(rule, n.negate().negate()));
    Node truths = truths(17);
    assertSame(truths, fires(rule, Ops.not(Ops.not(truths))));
    staysOut(rule, x.negate());
    staysOut(rule, x.minus(y).negate());
  }

  @Test
  void addingANegativeSubtracts() {
    Rule rule = new AddNegative();
    assertInstanceOf(Subtract.class, fires(rule, x.plus(y.negate())).op());
    Node swapped = fires(rule, x.negate().plus(y));
    assertInstanceOf(Subtract.class, swapped.op());
    assertSame(y, swapped.input(0));
    assertInstanceOf(Add.class, fires(rule, f.minus(floats(17, 17).negate())).op());
    fires(rule, n.plus(ints(17, 17).negate()));
    staysOut(rule, x.negate().minus(y));
    staysOut(rule, x.minus(y));
  }

  @Test
  void powersThatAreSimpler() {
    assertSame(x, fires(new PowerOfOne(), x.pow(1)));
    assertSame(f, fires(new PowerOfOne(), f.pow(1)));
    assertInstanceOf(Multiply.class, fires(new PowerOfTwo(), x.pow(2)).op());
    assertInstanceOf(Multiply.class, fires(new PowerOfTwo(), f.pow(2)).op());
    assertInstanceOf(Divide.class, fires(new PowerOfMinusOne(), x.pow(-1)).op());
    assertInstanceOf(Divide.class, fires(new PowerOfMinusOne(), f.pow(-1)).op());
    assertEquals(1.0, Rewrites.known(fires(new PowerOfZero(), f.pow(0))));
    assertEquals(1.0, Rewrites.known(fires(new PowerOfZero(), x.pow(-0.0))));
  }

  @Test
  void otherPowersStay() {
    for (Rule rule :
        new Rule[] {new PowerOfOne(), new PowerOfTwo(), new PowerOfMinusOne(), new PowerOfZero()}) {
      staysOut(rule, x.pow(0.5));
      staysOut(rule, x.pow(3));
      staysOut(rule, Ops.pow(repeated(1, x), x));
      staysOut(rule, Ops.pow(repeated(2, x), x));
    }
  }
}
