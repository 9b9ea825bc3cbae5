package org.ladera.autograd.fuzz;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.DType;

/** Applies ops that take entries one place at a time, mostly where they are defined. */
final class Scalars {
  private static final double GUARDED = 0.7;

  private final Chance chance;
  private final Leaves leaves;

  Scalars(Chance chance, Leaves leaves) {
    this.chance = chance;
    this.leaves = leaves;
  }

  Node unary(Node x) {
    return switch (x.dtype()) {
      case BOOL -> Ops.not(x);
      case INT32, INT64 ->
          switch (chance.below(4)) {
            case 0 -> Ops.negate(x);
            case 1 -> Ops.abs(x);
            case 2 -> Ops.sign(x);
            default -> scaled(x);
          };
      case FLOAT32, FLOAT64 ->
          chance.happens(0.45) ? simple(x) : function(x, chance.happens(GUARDED));
    };
  }

  /** With a number of the formula. */
  private Node scaled(Node x) {
    double number = x.dtype().isInteger() ? chance.below(7) - 3 : Math.rint(normal() * 8) / 8;
    return switch (chance.below(3)) {
      case 0 -> x.plus(number);
      case 1 -> x.times(number);
      default -> x.minus(number);
    };
  }

  private double normal() {
    return chance.random().nextGaussian();
  }

  private Node simple(Node x) {
    return switch (chance.below(8)) {
      case 0 -> Ops.negate(x);
      case 1 -> Ops.abs(x);
      case 2 -> Ops.sign(x);
      case 3 -> Ops.floor(x);
      case 4 -> Ops.round(x);
      case 5 -> x.square();
      case 6 -> x.dividedBy(0.5 + chance.below(4));
      default -> scaled(x);
    };
  }

  /** A function, of the number itself or of one that it is defined for. */
  Node function(Node x, boolean guarded) {
    return switch (chance.below(12)) {
      case 0 -> Ops.exp(guarded ? Ops.min(x, leaves.number(x.dtype(), 3)) : x);
      case 1 -> Ops.expm1(guarded ? Ops.tanh(x) : x);
      case 2 -> Ops.log(guarded ? Ops.abs(x).plus(0.5) : x);
      case 3 -> Ops.log1p(guarded ? Ops.abs(x) : x);
      case 4 -> Ops.sqrt(guarded ? Ops.abs(x) : x);
      case 5 -> Ops.sin(x);
      case 6 -> Ops.cos(x);
      case 7 -> Ops.tanh(x);
      case 8 -> Ops.sigmoid(x);
      case 9 -> Ops.erf(x);
      case 10 -> Ops.softplus(x);
      default -> guarded ? Ops.abs(x).plus(0.5).pow(normal()) : x.pow(chance.below(6) - 2);
    };
  }

  Node binary(Node a, Node b) {
    boolean swapped = chance.happens(0.5);
    Node left = swapped ? b : a;
    Node right = swapped ? a : b;
    if (a.dtype() == DType.BOOL) {
      return switch (chance.below(3)) {
        case 0 -> Ops.and(left, right);
        case 1 -> Ops.or(left, right);
        default -> compared(left, right);
      };
    }
    return switch (chance.weighted(25, 20, 25, 10, 10, a.dtype().isFloating() ? 10 : 0)) {
      case 0 -> Ops.plus(left, right);
      case 1 -> Ops.minus(left, right);
      case 2 -> Ops.times(left, right);
      case 3 -> Ops.max(left, right);
      case 4 -> Ops.min(left, right);
      default -> quotient(left, right);
    };
  }

  private Node quotient(Node a, Node b) {
    boolean guarded = chance.happens(GUARDED);
    if (chance.happens(0.25)) {
      return Ops.pow(guarded ? Ops.abs(a).plus(0.5) : a, guarded ? Ops.tanh(b) : b);
    }
    return a.dividedBy(guarded ? Ops.abs(b).plus(0.5) : b);
  }

  Node compared(Node a, Node b) {
    return switch (chance.below(4)) {
      case 0 -> Ops.less(a, b);
      case 1 -> Ops.lessOrEqual(a, b);
      case 2 -> Ops.greater(a, b);
      default -> Ops.equal(a, b);
    };
  }

  /** Integers held to 0..size-1. */
  Node clamped(Node x, int size) {
    Node above = Ops.max(x, leaves.number(x.dtype(), 0));
    return Ops.min(above, leaves.number(x.dtype(), size - 1));
  }
}
