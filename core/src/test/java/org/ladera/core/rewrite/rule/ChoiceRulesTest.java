package org.ladera.core.rewrite.rule;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.ladera.core.rewrite.rule.RuleCheck.fires;
import static org.ladera.core.rewrite.rule.RuleCheck.floats;
import static org.ladera.core.rewrite.rule.RuleCheck.ints;
import static org.ladera.core.rewrite.rule.RuleCheck.reals;
import static org.ladera.core.rewrite.rule.RuleCheck.repeated;
import static org.ladera.core.rewrite.rule.RuleCheck.staysOut;
import static org.ladera.core.rewrite.rule.RuleCheck.truths;
import static org.ladera.core.type.DType.BOOL;
import static org.ladera.core.type.DType.FLOAT32;
import static org.ladera.core.type.DType.FLOAT64;
import static org.ladera.core.type.DType.INT32;
import static org.ladera.core.type.DType.INT64;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Cast;
import org.ladera.core.graph.Graphs;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Select;
import org.ladera.core.graph.Variable;
import org.ladera.core.type.DType;

class ChoiceRulesTest {
  private final Node c = truths(17, 17);
  private final Node x = reals(17, 17);
  private final Node y = reals(17, 17);

  @Test
  void aChoiceOfEqualsIsNone() {
    assertSame(x, fires(new SelectOfSame(), Ops.select(c, x, x)));
    staysOut(new SelectOfSame(), Ops.select(c, x, y));
  }

  @Test
  void aKnownConditionChooses() {
    assertSame(x, fires(new SelectKnown(), Ops.select(repeated(1, c), x, y)));
    assertSame(y, fires(new SelectKnown(), Ops.select(repeated(0, c), x, y)));
    staysOut(new SelectKnown(), Ops.select(c, x, y));
  }

  @Test
  void aNegatedConditionSwaps() {
    Node after = fires(new SelectOfNot(), Ops.select(Ops.not(c), x, y));
    assertInstanceOf(Select.class, after.op());
    assertSame(y, after.input(1));
    staysOut(new SelectOfNot(), Ops.select(c, x, y));
  }

  @Test
  void anIdempotentOpOfEqualsIsNone() {
    Rule rule = new Idempotent();
    assertSame(x, fires(rule, Ops.max(x, x)));
    assertSame(x, fires(rule, Ops.min(x, x)));
    assertSame(c, fires(rule, Ops.and(c, c)));
    assertSame(c, fires(rule, Ops.or(c, c)));
    staysOut(rule, x.minus(x));
    staysOut(rule, Ops.max(x, y));
  }

  @Test
  void onlyTheValueIsLeftOfWhatSaysHowToDifferentiate() {
    Rule rule = new ForgetGradient();
    assertSame(x, fires(rule, Ops.stopGradient(x)));
    Node softplus = Ops.softplus(x);
    assertSame(softplus.input(0), fires(rule, softplus));
    staysOut(rule, x.negate());
  }

  @Test
  void aCastToTheOwnTypeIsNone() {
    Node setting = Variable.setting("rate", 0.1);
    assertSame(setting, fires(new CastToOwnType(), Ops.cast(setting, FLOAT64)));
    staysOut(new CastToOwnType(), Ops.cast(x, FLOAT32));
  }

  @Test
  void aCastThatLostNothingIsUndone() {
    Rule rule = new CastThroughWider();
    Node f = floats(17);
    Node n = ints(17);
    assertSame(f, fires(rule, f.cast(FLOAT64).cast(FLOAT32)));
    assertSame(n, fires(rule, n.cast(INT64).cast(INT32)));
    assertSame(n, fires(rule, n.cast(FLOAT64).cast(INT32)));
    Node truths = truths(17);
    assertSame(truths, fires(rule, truths.cast(FLOAT32).cast(BOOL)));
    assertInstanceOf(Cast.class, fires(rule, n.cast(FLOAT64).cast(FLOAT32)).op());
  }

  /** Through every type to every other: it fires only where it keeps the bits. */
  @Test
  void castsOfEveryPairKeepTheirBits() {
    List<String> fired = new ArrayList<>();
    for (DType from : DType.values()) {
      Node source =
          switch (from) {
            case FLOAT32 -> floats(17);
            case FLOAT64 -> reals(17);
            case INT32 -> ints(17);
            case INT64 -> longs();
            case BOOL -> truths(17);
          };
      for (DType middle : DType.values()) {
        for (DType to : DType.values()) {
          Node inner = Graphs.apply(new Cast(middle), List.of(source), source.origin());
          Node outer = Graphs.apply(new Cast(to), List.of(inner), source.origin());
          if (new CastThroughWider().apply(outer) != null) {
            fires(new CastThroughWider(), outer);
            fired.add(from + " " + middle);
          }
        }
      }
    }
    assertSame(true, fired.contains("INT32 FLOAT64"));
    assertSame(false, fired.contains("INT32 FLOAT32"));
    assertSame(false, fired.contains("INT64 FLOAT64"));
    assertSame(false, fired.contains("FLOAT64 FLOAT32"));
  }

  private static Node longs() {
    Node x = ints(17).cast(INT64);
    return x.times(x).plus(x);
  }
}
