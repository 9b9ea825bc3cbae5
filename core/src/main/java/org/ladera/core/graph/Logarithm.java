package org.ladera.core.graph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The logarithm of what is itself made of exponentials, from what those were given. Stability is
 * settled here, when a node is built, so that it holds on every backend and for every order of
 * derivative.
 */
final class Logarithm {
  /** How many views of a value are looked through: enough for code that people write. */
  private static final int DEPTH = 16;

  private Logarithm() {}

  /** A stable log x, or null if x is nothing that is recognized. */
  static @Nullable Node stable(Node x) {
    return of(x, DEPTH);
  }

  /** A stable log(1 + x), or null if x is nothing that is recognized. */
  static @Nullable Node stableOfOnePlus(Node x) {
    return x.op() instanceof Negate ? ofComplement(x.input(0), DEPTH) : ofOnePlus(x);
  }

  private static @Nullable Node of(Node x, int depth) {
    if (depth == 0) {
      return null;
    }
    Multiple multiple = Multiple.of(x);
    if (multiple != null) {
      return multiple.logarithm(each -> of(each, depth - 1));
    }
    return switch (x.op()) {
      case Exp exp -> x.input(0);
      case Sigmoid sigmoid -> Ops.softplus(x.input(0).negate()).negate();
      case CustomGradient custom -> custom.pullback().logarithm(CustomGradient.arguments(x));
      case Add add -> Exponentials.logarithmOfAddition(x, depth);
      case Subtract subtract when isOne(x.input(0)) -> ofComplement(x.input(1), depth - 1);
      case Divide divide when isOne(x.input(0)) -> negated(of(x.input(1), depth - 1));
      case Divide divide -> Exponentials.logarithmOfShare(x);
      case Sum sum -> Exponentials.logarithmOfSum(x, sum.axes(), total -> total);
      default -> isView(x.op()) ? viewed(x, of(x.input(0), depth - 1)) : null;
    };
  }

  /** log(1 + u). */
  private static @Nullable Node ofOnePlus(Node u) {
    return u.op() instanceof Exp ? Ops.softplus(u.input(0)) : null;
  }

  /** log(1 - y). */
  private static @Nullable Node ofComplement(Node y, int depth) {
    if (depth == 0) {
      return null;
    }
    return switch (y.op()) {
      case Sigmoid sigmoid -> Ops.softplus(y.input(0)).negate();
      case CustomGradient custom ->
          custom.pullback().logarithmOfComplement(CustomGradient.arguments(y));
      case Subtract subtract when isOne(y.input(0)) -> of(y.input(1), depth - 1);
      case Divide divide when isOne(y.input(0)) -> ofLogisticComplement(y.input(1));
      default -> isView(y.op()) ? viewed(y, ofComplement(y.input(0), depth - 1)) : null;
    };
  }

  /** log(1 - 1 / (1 + e^u)) = -softplus(-u). */
  private static @Nullable Node ofLogisticComplement(Node denominator) {
    if (!(denominator.op() instanceof Add)) {
      return null;
    }
    Node a = denominator.input(0);
    Node b = denominator.input(1);
    Node u = isOne(a) ? b : isOne(b) ? a : null;
    return u != null && u.op() instanceof Exp ? Ops.softplus(u.input(0).negate()).negate() : null;
  }

  static boolean isView(Op op) {
    return op instanceof Reshape
        || op instanceof Permute
        || op instanceof Broadcast
        || op instanceof Slice
        || op instanceof Gather
        || (op instanceof Cast cast && cast.dtype().isFloating());
  }

  static @Nullable Node viewed(Node view, @Nullable Node logarithm) {
    if (logarithm == null) {
      return null;
    }
    List<Node> inputs = new ArrayList<>(view.inputs());
    inputs.set(0, logarithm);
    return new Node(view.op(), inputs);
  }

  private static @Nullable Node negated(@Nullable Node x) {
    return x == null ? null : x.negate();
  }

  /** Whether every entry is the number 1 of a formula. */
  static boolean isOne(Node x) {
    return number(x) == 1;
  }

  /** The number of a formula that every entry is, or NaN if there is none. */
  static double number(Node x) {
    Node source = x;
    while (source.op() instanceof Broadcast || source.op() instanceof Cast) {
      source = source.input(0);
    }
    return source.op() instanceof Literal literal ? literal.value() : Double.NaN;
  }
}
