package org.ladera.core.rewrite.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.ladera.core.rewrite.rule.RuleCheck.fires;
import static org.ladera.core.rewrite.rule.RuleCheck.floats;
import static org.ladera.core.rewrite.rule.RuleCheck.reals;
import static org.ladera.core.rewrite.rule.RuleCheck.repeated;
import static org.ladera.core.rewrite.rule.RuleCheck.staysOut;
import static org.ladera.core.rewrite.rule.RuleCheck.truths;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Broadcast;
import org.ladera.core.graph.Concat;
import org.ladera.core.graph.Graphs;
import org.ladera.core.graph.Matmul;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Op;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Permute;
import org.ladera.core.graph.Reshape;
import org.ladera.core.graph.Slice;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

class ViewRulesTest {
  private final Node x = reals(2, 3, 4);

  private static Node apply(Op op, Node x) {
    return Graphs.apply(op, List.of(x), x.origin());
  }

  @Test
  void aViewThatChangesNothingIsItsInput() {
    Rule rule = new IdentityView();
    assertSame(x, fires(rule, apply(new Reshape(x.shape()), x)));
    assertSame(x, fires(rule, apply(new Broadcast(x.shape()), x)));
    assertSame(x, fires(rule, Ops.permute(x, 0, 1, 2)));
    assertSame(x, fires(rule, Ops.slice(x, 1, 0, 3)));
    assertSame(x, fires(rule, Ops.pad(x, 1, 0, 0)));
    assertSame(x, fires(rule, apply(new Concat(0), x)));
    Node square = reals(3, 3);
    staysOut(rule, square.transpose());
    staysOut(rule, Ops.slice(x, 1, 0, 2));
    staysOut(rule, Ops.pad(x, 1, 1, 0));
    staysOut(rule, Ops.concat(0, x, x));
    staysOut(rule, x.reshape(6, 4));
    staysOut(rule, square.negate());
  }

  @Test
  void viewsOfViewsAreOne() {
    assertSame(x, fires(new ReshapeOfReshape(), x.reshape(6, 4).reshape(2, 3, 4)));
    assertSame(x, fires(new ReshapeOfReshape(), x.reshape(6, 4).reshape(24)).input(0));
    assertSame(x, fires(new PermuteOfPermute(), Ops.permute(Ops.permute(x, 1, 2, 0), 2, 0, 1)));
    Node twice = fires(new PermuteOfPermute(), Ops.permute(Ops.permute(x, 1, 2, 0), 0, 2, 1));
    assertEquals(new Permute(ImmutableIntArray.of(1, 0, 2)), twice.op());
    Node row = reals(4);
    Node spread = row.broadcastTo(Shape.of(3, 4)).broadcastTo(Shape.of(2, 3, 4));
    assertSame(row, fires(new BroadcastOfBroadcast(), spread).input(0));
    Node framed = row.reshape(1, 1, 4).broadcastTo(Shape.of(2, 3, 4));
    assertSame(row, fires(new BroadcastOfBroadcast(), framed).input(0));
  }

  @Test
  void otherViewsOfViewsStay() {
    staysOut(new BroadcastOfBroadcast(), reals(4).reshape(4, 1).broadcastTo(Shape.of(4, 3)));
    staysOut(new BroadcastOfBroadcast(), reals(2, 2).reshape(1, 4).broadcastTo(Shape.of(3, 4)));
    staysOut(new BroadcastOfBroadcast(), reals(1, 4).reshape(4).broadcastTo(Shape.of(3, 4)));
    staysOut(new ReshapeOfReshape(), x.transpose().reshape(24));
    staysOut(new PermuteOfPermute(), x.transpose());
  }

  @Test
  void aSliceOfASliceIsOne() {
    Rule rule = new SliceOfSlice();
    Node y = reals(20, 7);
    Node after = fires(rule, Ops.slice(Ops.slice(y, 0, 2, 19, 3), 0, 1, 6, 2));
    assertSame(y, after.input(0));
    assertEquals(Shape.of(3, 7), after.shape());
    fires(rule, Ops.slice(Ops.slice(y, 0, 19, 20, 1_000_000_000), 0, 0, 1, 1_000_000_000));
    fires(rule, Ops.slice(Ops.slice(y, 0, 2, 19, 3), 1, 6, 7));
    fires(rule, Ops.slice(Ops.slice(y, 0, 2, 19, 7), 0, 3, 3));
    staysOut(rule, Ops.slice(y.negate(), 0, 1, 3));
    assertInstanceOf(Slice.class, after.op());
  }

  @Test
  void aViewOfARepeatedScalarRepeatsIt() {
    Rule rule = new ViewOfRepeated();
    Node scalar = reals();
    Node repeated = scalar.broadcastTo(Shape.of(3, 4));
    assertSame(scalar, fires(rule, repeated.reshape(2, 6)).input(0));
    assertSame(scalar, fires(rule, repeated.transpose()).input(0));
    assertSame(scalar, fires(rule, Ops.slice(repeated, 0, 1, 3)).input(0));
    assertSame(scalar, fires(rule, repeated.broadcastTo(Shape.of(2, 3, 4))).input(0));
    assertSame(scalar, fires(rule, scalar.reshape(1, 1)).input(0));
    assertSame(scalar, fires(rule, scalar.broadcastTo(Shape.of(1)).reshape()));
    staysOut(rule, repeated);
    staysOut(rule, reals(4).broadcastTo(Shape.of(3, 4)).reshape(12));
    staysOut(rule, Ops.pad(repeated, 0, 1, 1));
  }

  @Test
  void anOpOfRepeatedScalarsIsComputedOnce() {
    Rule rule = new ElementwiseOfRepeated();
    Node a = floats();
    Node b = floats();
    Shape shape = Shape.of(3, 4);
    assertInstanceOf(
        Broadcast.class, fires(rule, a.broadcastTo(shape).minus(b.broadcastTo(shape))).op());
    Node cast = fires(rule, a.broadcastTo(shape).cast(DType.FLOAT64));
    assertSame(a, cast.input(0).input(0));
    fires(
        rule,
        Ops.select(
            truths().broadcastTo(shape), a.broadcastTo(shape), repeated(-0.0, floats(3, 4))));
    staysOut(rule, a.minus(b));
    staysOut(rule, a.broadcastTo(shape).minus(floats(3, 4)));
    staysOut(rule, floats(4).broadcastTo(shape).negate());
  }

  @Test
  void anOpOfPermutedValuesIsPermuted() {
    Rule rule = new ElementwiseOfPermutes();
    Node a = Ops.permute(x, 1, 2, 0);
    Node b = Ops.permute(reals(2, 3, 4), 1, 2, 0);
    assertSame(x, fires(rule, Ops.exp(a)).input(0).input(0));
    assertInstanceOf(Permute.class, fires(rule, a.minus(b)).op());
    assertInstanceOf(Permute.class, fires(rule, a.minus(2)).op());
    fires(rule, Ops.select(Ops.permute(truths(2, 3, 4), 1, 2, 0), a, repeated(0, a)));
    staysOut(rule, a.minus(reals(3, 4, 2)));
    staysOut(rule, reals(3, 3).transpose().minus(reals(3, 3)));
    Node cube = reals(3, 3, 3);
    staysOut(rule, Ops.permute(cube, 1, 2, 0).minus(Ops.permute(cube, 2, 0, 1)));
    staysOut(rule, x.negate());
  }

  private static @Nullable Rule transposeOf(Node... results) {
    return TransposeOfProduct.in(Graphs.topological(List.of(results)), List.of(results));
  }

  @Test
  void theTransposeOfAProductOfATransposeIsAProduct() {
    Node a = reals(5, 3);
    Node turned = a.transpose().matmul(reals(5, 4)).transpose();
    Node after = fires(transposeOf(turned.negate()), turned);
    assertInstanceOf(Matmul.class, after.op());
    assertSame(a, after.input(1));
    Node batch = reals(2, 4, 5).matmul(reals(2, 3, 5).transpose()).transpose();
    fires(transposeOf(batch), batch);
  }

  @Test
  void noOtherTransposeIs() {
    Node plain = reals(4, 5).matmul(reals(5, 3)).transpose();
    staysOut(transposeOf(plain), plain);
    Node product = reals(2, 5, 3).transpose().matmul(reals(2, 5, 4));
    Node turned = Ops.permute(product, 1, 0, 2);
    staysOut(transposeOf(turned), turned);
  }

  /** It would be computed twice. */
  @Test
  void aProductThatIsWantedBothWaysStays() {
    Node product = reals(5, 3).transpose().matmul(reals(5, 3));
    Node turned = product.transpose();
    staysOut(transposeOf(turned.plus(product)), turned);
    staysOut(transposeOf(turned, product), turned);
  }
}
