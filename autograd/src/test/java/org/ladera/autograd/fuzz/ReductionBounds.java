package org.ladera.autograd.fuzz;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.ladera.autograd.fuzz.Bound.Reals;
import org.ladera.autograd.fuzz.Bound.Wholes;
import org.ladera.core.graph.Node;
import org.ladera.core.memory.HostArray;

/** Bounds of what makes one entry of many. */
final class ReductionBounds {
  private ReductionBounds() {}

  static Bound sum(Node self, List<Integer> axes, HostArray value, Bound x, Accuracy accuracy) {
    int[] places = Places.rows(self.input(0).shape(), axes);
    if (x instanceof Wholes wholes) {
      return anyUnknown(value, wholes, places);
    }
    Reals reals = (Reals) x;
    Reals result = Reals.around(value.type(), value.toDoubles());
    Total total = new Total(value.type().dtype());
    int rows = result.value().length;
    int count = rows == 0 ? 0 : places.length / rows;
    for (int row = 0; row < rows; row++) {
      total.clear();
      for (int i = row * count; i < (row + 1) * count; i++) {
        int place = places[i];
        total.add(reals.value()[place], reals.low()[place], reals.high()[place]);
      }
      total.finish(result, row, accuracy.roundings(count));
    }
    return result.settled();
  }

  /** The largest or smallest: of the ends too. */
  static Bound extreme(
      Node self, List<Integer> axes, HostArray value, Bound x, DoubleBinaryOperator larger) {
    int[] places = Places.rows(self.input(0).shape(), axes);
    if (x instanceof Wholes wholes) {
      return anyUnknown(value, wholes, places);
    }
    Reals reals = (Reals) x;
    Reals result = Reals.around(value.type(), value.toDoubles());
    int rows = result.value().length;
    for (int row = 0; row < rows; row++) {
      int count = places.length / rows;
      boolean isOpen = false;
      boolean hasNaN = false;
      double low = reals.low()[places[row * count]];
      double high = reals.high()[places[row * count]];
      for (int i = row * count; i < (row + 1) * count; i++) {
        hasNaN |= reals.isNaN(places[i]);
        isOpen |= reals.isOpen(places[i]);
        low = larger.applyAsDouble(low, reals.low()[places[i]]);
        high = larger.applyAsDouble(high, reals.high()[places[i]]);
      }
      if (hasNaN) {
        result.close(row);
      } else if (isOpen) {
        result.open(row);
      } else {
        result.set(row, low, high);
      }
    }
    return result.settled();
  }

  /** Known where no other entry may be as large. */
  static Bound argMax(Node self, int axis, HostArray value, Bound x) {
    int[] places = Places.rows(self.input(0).shape(), List.of(axis));
    if (x instanceof Wholes wholes) {
      return anyUnknown(value, wholes, places);
    }
    Reals reals = (Reals) x;
    Wholes result = Wholes.of(value.type(), value.toLongs(), false);
    int rows = result.value().length;
    for (int row = 0; row < rows; row++) {
      int count = places.length / rows;
      result.unknown()[row] =
          !isClear(reals, places, row * count, count, (int) result.value()[row]);
    }
    return result;
  }

  private static boolean isClear(Reals x, int[] places, int first, int count, int best) {
    int winner = places[first + best];
    for (int i = 0; i < count; i++) {
      int place = places[first + i];
      if (x.isOpen(place)) {
        return false;
      }
      if (x.isNaN(winner)) {
        // The first NaN wins, whatever comes after it.
        if (i == best) {
          return true;
        }
      } else if (i != best) {
        boolean bothKnown = x.isKnown(place) && x.isKnown(winner);
        if (!bothKnown && x.high()[place] >= x.low()[winner]) {
          return false;
        }
      }
    }
    return true;
  }

  private static Wholes anyUnknown(HostArray value, Wholes x, int[] places) {
    Wholes result = Wholes.of(value.type(), value.toLongs(), false);
    int rows = result.value().length;
    for (int i = 0; i < places.length && rows > 0; i++) {
      result.unknown()[i / (places.length / rows)] |= x.unknown()[places[i]];
    }
    return result;
  }

  /** Updates added up, each where its index says; nothing is known where an index is not. */
  static Bound scatterAdd(Node self, int axis, HostArray value, Bound updates, Wholes indices) {
    if (!indices.isExact()) {
      return ErrorGraph.nothingKnown(value);
    }
    int[] targets = Places.indexed(self.input(0).shape(), self.shape(), axis, indices.value());
    int size = (int) value.size();
    int[] counts = new int[size + 1];
    for (int target : targets) {
      counts[target + 1]++;
    }
    for (int i = 0; i < size; i++) {
      counts[i + 1] += counts[i];
    }
    int[] sources = new int[targets.length];
    int[] next = counts.clone();
    for (int i = 0; i < targets.length; i++) {
      sources[next[targets[i]]++] = i;
    }
    if (updates instanceof Wholes wholes) {
      Wholes result = Wholes.of(value.type(), value.toLongs(), false);
      for (int i = 0; i < targets.length; i++) {
        result.unknown()[targets[i]] |= wholes.unknown()[i];
      }
      return result;
    }
    return added((Reals) updates, Reals.around(value.type(), value.toDoubles()), counts, sources);
  }

  private static Bound added(Reals updates, Reals result, int[] begins, int[] sources) {
    Total total = new Total(result.type().dtype());
    for (int target = 0; target < result.value().length; target++) {
      total.clear();
      for (int i = begins[target]; i < begins[target + 1]; i++) {
        int source = sources[i];
        total.add(updates.value()[source], updates.low()[source], updates.high()[source]);
      }
      total.finish(result, target, begins[target + 1] - begins[target]);
    }
    return result.settled();
  }
}
