package org.ladera.core.rewrite.rule;

import java.util.ArrayList;
import java.util.List;
import org.ladera.core.graph.Add;
import org.ladera.core.graph.And;
import org.ladera.core.graph.Broadcast;
import org.ladera.core.graph.Cast;
import org.ladera.core.graph.Concat;
import org.ladera.core.graph.CustomGradient;
import org.ladera.core.graph.Divide;
import org.ladera.core.graph.Elementwise;
import org.ladera.core.graph.Max;
import org.ladera.core.graph.Maximum;
import org.ladera.core.graph.Min;
import org.ladera.core.graph.Minimum;
import org.ladera.core.graph.Multiply;
import org.ladera.core.graph.Negate;
import org.ladera.core.graph.Not;
import org.ladera.core.graph.Op;
import org.ladera.core.graph.Or;
import org.ladera.core.graph.Pad;
import org.ladera.core.graph.Permute;
import org.ladera.core.graph.Power;
import org.ladera.core.graph.Reshape;
import org.ladera.core.graph.Select;
import org.ladera.core.graph.Slice;
import org.ladera.core.graph.StopGradient;
import org.ladera.core.graph.Subtract;
import org.ladera.core.graph.Sum;

/** The rules, by the op that they look at, in the order in which they are tried. */
public final class Rules {
  private static final Rule IDENTITY = new IdentityView();
  private static final Rule REPEATED = new ViewOfRepeated();
  private static final Rule FOLD = new FoldConstants();

  private Rules() {}

  /**
   * {@return the rules that look at a node of an op, and at what it is applied to}
   *
   * @param op an op, of which only the class matters
   */
  public static List<Rule> local(Op op) {
    return switch (op) {
      case StopGradient _, CustomGradient _ -> List.of(new ForgetGradient());
      case Reshape _ -> List.of(IDENTITY, new ReshapeOfReshape(), REPEATED, FOLD);
      case Permute _ -> List.of(IDENTITY, new PermuteOfPermute(), REPEATED, FOLD);
      case Broadcast _ -> List.of(IDENTITY, new BroadcastOfBroadcast(), REPEATED);
      case Slice _ -> List.of(IDENTITY, new SliceOfSlice(), REPEATED, FOLD);
      case Pad _, Concat _ -> List.of(IDENTITY, FOLD);
      case Sum _, Max _, Min _ ->
          List.of(
              FOLD,
              new ReduceNothing(),
              new ReduceOfPermute(),
              new ReduceOfUnitAxes(),
              new ReduceOfConcat(),
              new SumOfOneHot(),
              new PickOfDifference());
      case Elementwise elementwise -> elementwise(elementwise);
      default -> List.of(FOLD);
    };
  }

  private static List<Rule> elementwise(Elementwise op) {
    List<Rule> rules = new ArrayList<>(List.of(new ElementwiseOfRepeated(), FOLD));
    rules.addAll(algebra(op));
    rules.add(new ElementwiseOfPermutes());
    return rules;
  }

  private static List<Rule> algebra(Elementwise op) {
    return switch (op) {
      case Cast _ -> List.of(new CastToOwnType(), new CastThroughWider());
      case Multiply _ -> List.of(new MultiplyByOne());
      case Divide _ -> List.of(new DivideByOne(), new DivideByPowerOfTwo());
      case Add _, Subtract _ -> List.of(new AddNothing(), new AddNegative());
      case Negate _, Not _ -> List.of(new DoubleNegative());
      case Power _ ->
          List.of(new PowerOfZero(), new PowerOfOne(), new PowerOfTwo(), new PowerOfMinusOne());
      case Select _ -> List.of(new SelectKnown(), new SelectOfSame(), new SelectOfNot());
      case And _, Or _, Maximum _, Minimum _ -> List.of(new Idempotent());
      default -> List.of();
    };
  }

  /** {@return the laws that look at a whole graph, in order, for after the local ones} */
  public static List<Survey> global() {
    return List.of(TransposeOfProduct::in, MaskOfRelu::in);
  }
}
