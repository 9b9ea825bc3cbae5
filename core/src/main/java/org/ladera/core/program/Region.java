package org.ladera.core.program;

import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Entries of a buffer: {@code first + Σ strides[a] · index[a]}, with the strides above 0, the
 * extents above 1, and neither when it is one entry.
 */
record Region(long first, long last, ImmutableLongArray extents, ImmutableLongArray strides) {
  /** The entries from the first to one before the end. */
  static Region of(long count) {
    return count == 1
        ? new Region(0, 0, ImmutableLongArray.of(), ImmutableLongArray.of())
        : new Region(0, count - 1, ImmutableLongArray.of(count), ImmutableLongArray.of(1));
  }

  /** Those that a walk passes, or null if an axis is empty. */
  static @Nullable Region of(long offset, List<Long> extents, List<Long> strides) {
    long first = offset;
    long last = offset;
    ImmutableLongArray.Builder lengths = ImmutableLongArray.builder();
    ImmutableLongArray.Builder steps = ImmutableLongArray.builder();
    for (int axis = 0; axis < extents.size(); axis++) {
      long extent = extents.get(axis);
      long stride = strides.get(axis);
      if (extent == 0) {
        return null;
      }
      if (extent > 1 && stride != 0) {
        long way = Math.multiplyExact(extent - 1, stride);
        first = Math.addExact(first, Math.min(way, 0));
        last = Math.addExact(last, Math.max(way, 0));
        lengths.add(extent);
        steps.add(Math.abs(stride));
      }
    }
    return new Region(first, last, lengths.build(), steps.build());
  }

  /** How many entries, if none is met twice. */
  long count() {
    long count = 1;
    for (int axis = 0; axis < extents.length(); axis++) {
      count = Math.multiplyExact(count, extents.get(axis));
    }
    return count;
  }

  /** Whether no entry is met twice: each stride is longer than all that the smaller ones reach. */
  boolean isInjective() {
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < extents.length(); axis++) {
      axes.add(axis);
    }
    axes.sort(Comparator.comparingLong(strides::get));
    long reach = 0;
    for (int axis : axes) {
      if (strides.get(axis) <= reach) {
        return false;
      }
      reach += (extents.get(axis) - 1) * strides.get(axis);
    }
    return true;
  }

  /** Whether it has every entry from its first to its last, each once. */
  boolean isSolid() {
    return isInjective() && count() == last - first + 1;
  }

  /**
   * Whether no entry is in two of the regions, as far as can be shown: they lie behind each other,
   * or do so within periods of some stride, as the parts of a concatenation do.
   */
  static boolean areDisjoint(List<Region> regions) {
    List<Region> sorted = new ArrayList<>(regions);
    sorted.sort(Comparator.comparingLong(Region::first));
    int from = 0;
    long last = -1;
    for (int i = 0; i < sorted.size(); i++) {
      if (sorted.get(i).first > last) {
        if (!areDisjointByPeriod(sorted.subList(from, i))) {
          return false;
        }
        from = i;
      }
      last = Math.max(last, sorted.get(i).last);
    }
    return areDisjointByPeriod(sorted.subList(from, sorted.size()));
  }

  /** Of regions that reach into each other. */
  private static boolean areDisjointByPeriod(List<Region> regions) {
    if (regions.size() < 2) {
      return true;
    }
    TreeSet<Long> periods = new TreeSet<>(Collections.reverseOrder());
    for (Region region : regions) {
      region.strides.forEach(periods::add);
    }
    return periods.stream().anyMatch(period -> areDisjointWithin(period, regions));
  }

  private static boolean areDisjointWithin(long period, List<Region> regions) {
    List<long[]> ranges = new ArrayList<>();
    for (Region region : regions) {
      long from = region.first % period;
      long to = from;
      for (int axis = 0; axis < region.extents.length(); axis++) {
        if (region.strides.get(axis) % period != 0) {
          to += (region.extents.get(axis) - 1) * region.strides.get(axis);
        }
      }
      if (to >= period) {
        return false;
      }
      ranges.add(new long[] {from, to});
    }
    ranges.sort(Comparator.comparingLong(range -> range[0]));
    for (int i = 1; i < ranges.size(); i++) {
      if (ranges.get(i)[0] <= ranges.get(i - 1)[1]) {
        return false;
      }
    }
    return true;
  }
}
