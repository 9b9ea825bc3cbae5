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

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Concat;
import org.ladera.core.graph.Graphs;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Permute;
import org.ladera.core.graph.Reshape;
import org.ladera.core.graph.Subtract;
import org.ladera.core.graph.Sum;
import org.ladera.core.type.Shape;

class ReductionRulesTest {
  @Test
  void alongAxesOfSizeOneNothingIsReduced() {
    Rule rule = new ReduceNothing();
    Node x = floats(17, 1, 1);
    assertInstanceOf(Reshape.class, fires(rule, x.sum(1)).op());
    assertSame(x, fires(rule, x.sum(1, 2)).input(0));
    fires(rule, x.max(2));
    fires(rule, Ops.min(x, 1));
    Node y = reals(17);
    assertSame(y, fires(rule, Graphs.apply(sumOver(), List.of(y), y.origin())));
    staysOut(rule, floats(17, 2).sum(1));
    staysOut(rule, floats(17, 0).sum(1));
    staysOut(rule, x.sum(0, 1));
  }

  private static Sum sumOver(int... axes) {
    return new Sum(ImmutableIntArray.copyOf(axes));
  }

  @Test
  void aReductionOfAPermutationReducesTheSource() {
    Rule rule = new ReduceOfPermute();
    Node x = reals(3, 4, 5);
    Node after = fires(rule, Ops.permute(x, 2, 0, 1).sum(0));
    assertEquals(sumOver(2), after.op());
    assertSame(x, after.input(0));
    Node turned = fires(rule, Ops.permute(x, 2, 1, 0).sum(1));
    assertEquals(new Permute(ImmutableIntArray.of(1, 0)), turned.op());
    fires(rule, Ops.permute(x, 1, 2, 0).sum(0, 1));
    fires(rule, Ops.permute(x, 2, 1, 0).max(0, 1));
    fires(rule, Ops.min(Ops.permute(x, 2, 1, 0), 0, 2));
    fires(rule, Ops.permute(ints(3, 4, 5), 2, 1, 0).sum(0, 1));
    fires(rule, Ops.permute(reals(3, 1, 5), 1, 2, 0).sum(0, 1));
  }

  /** In another order a sum of floating numbers rounds otherwise. */
  @Test
  void aSumInAnotherOrderStays() {
    Node x = floats(3, 4, 5);
    staysOut(new ReduceOfPermute(), Ops.permute(x, 2, 1, 0).sum(0, 1));
    staysOut(new ReduceOfPermute(), Ops.permute(x, 2, 1, 0).sum());
    staysOut(new ReduceOfPermute(), x.sum(0));
  }

  @Test
  void aReductionLooksThroughUnitAxes() {
    Rule rule = new ReduceOfUnitAxes();
    Node x = reals(3, 1, 4);
    Node after = fires(rule, x.reshape(3, 4).sum(0));
    assertInstanceOf(Reshape.class, after.op());
    assertEquals(sumOver(0), after.input(0).op());
    fires(rule, x.reshape(1, 3, 4).sum(1));
    fires(rule, x.reshape(3, 4).sum());
    fires(rule, x.reshape(3, 4, 1).max(1));
    fires(rule, x.reshape(3, 4, 1).sum(2));
    staysOut(rule, x.reshape(4, 3).sum(0));
    staysOut(rule, x.reshape(12).sum(0));
    staysOut(rule, reals(4, 4).transpose().sum(0));
  }

  @Test
  void aReductionOfAConcatIsTheConcatOfTheReductions() {
    Rule rule = new ReduceOfConcat();
    Node a = reals(3, 2, 4);
    Node b = reals(3, 5, 4);
    Node after = fires(rule, Ops.concat(1, a, b).sum(0));
    assertEquals(new Concat(0), after.op());
    fires(rule, Ops.concat(1, a, b).sum(2));
    fires(rule, Ops.concat(1, a, b).max(0, 2));
    staysOut(rule, Ops.concat(1, a, b).sum(1));
    staysOut(rule, Ops.concat(1, a, b).sum());
    staysOut(rule, a.sum(0));
  }

  private static Node oneHotRows(Node labels, int classes, double number, double other) {
    Node mask = Ops.equal(labels.reshape(6, 1), Ops.range(classes));
    Node like = floats(6, classes);
    return Ops.select(mask, repeated(number, like), repeated(other, like));
  }

  /** The labels are computed, so that they are in range for every input. */
  @Test
  void theSumOfAOneHotRowIsItsNumber() {
    Node labels = Ops.inRange(Ops.argMax(floats(6, 3), 1), 3, "label");
    Node after = fires(new SumOfOneHot(), oneHotRows(labels, 3, -0.25, 0).sum(1));
    assertEquals(-0.25, Rewrites.known(after));
    fires(new SumOfOneHot(), oneHotRows(labels, 4, 2, 0).sum(1));
  }

  private static Node picked(Node mask, Node entries) {
    return Ops.select(mask, entries, repeated(0, entries)).sum(1);
  }

  @Test
  void aDifferenceIsPickedBeforeItIsTaken() {
    Node labels = Ops.inRange(Ops.argMax(floats(6, 3), 1), 3, "label");
    Node mask = Ops.equal(labels.reshape(6, 1), Ops.range(3));
    Node rows = Ops.broadcast(floats(6, 1), Shape.of(6, 3));
    Node after = fires(new PickOfDifference(), picked(mask, floats(6, 3).minus(rows)));
    assertEquals(new Subtract(), after.op());
  }

  @Test
  void aDifferenceThatVariesAlongTheRowIsLeft() {
    Rule rule = new PickOfDifference();
    Node argMax = Ops.argMax(floats(6, 3), 1);
    Node mask = Ops.equal(Ops.inRange(argMax, 3, "label").reshape(6, 1), Ops.range(3));
    Node unchecked = Ops.equal(argMax.reshape(6, 1), Ops.range(3));
    Node rows = Ops.broadcast(floats(6, 1), Shape.of(6, 3));
    Node columns = Ops.broadcast(floats(1, 3), Shape.of(6, 3));
    staysOut(rule, picked(mask, floats(6, 3).minus(floats(6, 3))));
    staysOut(rule, picked(mask, floats(6, 3).minus(columns)));
    staysOut(rule, picked(unchecked, floats(6, 3).minus(rows)));
    staysOut(rule, picked(mask, floats(6, 3).plus(rows)));
    staysOut(rule, Ops.select(mask, floats(6, 3).minus(rows), rows).sum(1));
  }

  @Test
  void otherRowsAreAddedUp() {
    Rule rule = new SumOfOneHot();
    Node labels = Ops.argMax(floats(6, 3), 1);
    Node checked = Ops.inRange(labels, 3, "label");
    staysOut(rule, oneHotRows(labels, 3, 1, 0).sum(1));
    staysOut(rule, oneHotRows(checked, 2, 1, 0).sum(1));
    staysOut(rule, oneHotRows(checked, 3, -0.0, 0).sum(1));
    staysOut(rule, oneHotRows(checked, 3, 1, -0.0).sum(1));
    staysOut(rule, oneHotRows(checked, 3, 1, 0).sum(0));
    staysOut(rule, oneHotRows(checked, 3, 1, 0).sum());
    staysOut(rule, floats(6, 3).sum(1));
  }
}
