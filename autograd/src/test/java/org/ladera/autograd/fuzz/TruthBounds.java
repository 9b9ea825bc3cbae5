package org.ladera.autograd.fuzz;

import org.ladera.autograd.fuzz.Bound.Reals;
import org.ladera.autograd.fuzz.Bound.Wholes;
import org.ladera.core.graph.Elementwise;
import org.ladera.core.graph.Equal;
import org.ladera.core.graph.Less;
import org.ladera.core.graph.LessEqual;
import org.ladera.core.type.DType;

/** Bounds of what jumps: comparisons, choices and casts are known only away from the jump. */
final class TruthBounds {
  private TruthBounds() {}

  /** A comparison of floating entries: unknown where the intervals meet. */
  static Wholes compared(Elementwise op, Wholes result, Reals a, Reals b) {
    for (int i = 0; i < result.value().length; i++) {
      boolean isKnown = (a.isKnown(i) && b.isKnown(i)) || a.isNaN(i) || b.isNaN(i);
      boolean isOpen = a.isOpen(i) || b.isOpen(i);
      result.unknown()[i] = !isKnown && (isOpen || meet(op, i, a, b));
    }
    return result;
  }

  private static boolean meet(Elementwise op, int i, Reals a, Reals b) {
    boolean below = a.high()[i] < b.low()[i];
    boolean notAbove = a.high()[i] <= b.low()[i];
    boolean above = a.low()[i] > b.high()[i];
    boolean notBelow = a.low()[i] >= b.high()[i];
    return switch (op) {
      case Less _ -> !below && !notBelow;
      case LessEqual _ -> !notAbove && !above;
      case Equal _ -> !below && !above;
      default -> throw new IllegalStateException("no comparison: " + op);
    };
  }

  /** What is unknown where one of the operands is. */
  static Wholes joined(Wholes result, Wholes... operands) {
    for (Wholes operand : operands) {
      for (int i = 0; i < result.value().length; i++) {
        result.unknown()[i] |= operand.unknown()[i];
      }
    }
    return result;
  }

  /** And, or: known by one operand alone where that decides. */
  static Wholes connected(Wholes result, Wholes a, Wholes b, long deciding) {
    for (int i = 0; i < result.value().length; i++) {
      boolean decided =
          (a.isKnown(i) && a.value()[i] == deciding) || (b.isKnown(i) && b.value()[i] == deciding);
      result.unknown()[i] = !decided && (a.unknown()[i] || b.unknown()[i]);
    }
    return result;
  }

  /** One of two, or anything from one to the other where it is not known which. */
  static Reals selected(Reals result, Wholes condition, Reals a, Reals b) {
    for (int i = 0; i < result.value().length; i++) {
      if (condition.isKnown(i)) {
        Reals taken = condition.value()[i] != 0 ? a : b;
        result.low()[i] = taken.low()[i];
        result.high()[i] = taken.high()[i];
      } else if (a.isNaN(i) && b.isNaN(i)) {
        result.close(i);
      } else {
        // NaN in one of them opens the entry.
        result.set(i, Math.min(a.low()[i], b.low()[i]), Math.max(a.high()[i], b.high()[i]));
      }
    }
    return result;
  }

  /** One of two integers or bools. */
  static Wholes selected(Wholes result, Wholes condition, Wholes a, Wholes b) {
    for (int i = 0; i < result.value().length; i++) {
      if (condition.isKnown(i)) {
        result.unknown()[i] = (condition.value()[i] != 0 ? a : b).unknown()[i];
      } else {
        boolean same = a.isKnown(i) && b.isKnown(i) && a.value()[i] == b.value()[i];
        result.unknown()[i] = !same;
      }
    }
    return result;
  }

  /** Floating entries as integers: known where both ends are cut to the same. */
  static Wholes cut(Wholes result, Reals x) {
    DType dtype = result.type().dtype();
    for (int i = 0; i < result.value().length; i++) {
      boolean isKnown = x.isKnown(i);
      if (!isKnown && !x.isOpen(i)) {
        isKnown =
            switch (dtype) {
              case INT32 -> (int) x.low()[i] == (int) x.high()[i];
              case INT64 -> (long) x.low()[i] == (long) x.high()[i];
              default -> x.low()[i] > 0 || x.high()[i] < 0 || (x.low()[i] == 0 && x.high()[i] == 0);
            };
      }
      result.unknown()[i] = !isKnown;
    }
    return result;
  }

  /** Integers or bools as floating entries. */
  static Reals floating(Reals result, Wholes x) {
    for (int i = 0; i < result.value().length; i++) {
      if (x.isKnown(i)) {
        result.close(i);
      } else if (x.type().dtype() == DType.BOOL) {
        result.set(i, 0, 1);
      } else {
        result.open(i);
      }
    }
    return result;
  }
}
