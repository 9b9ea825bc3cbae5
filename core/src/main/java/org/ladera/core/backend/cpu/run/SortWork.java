package org.ladera.core.backend.cpu.run;

import java.util.Arrays;
import org.ladera.core.program.ScatterAdd;

/** Sorts the places of indices by target, those of one target in ascending order. */
final class SortWork extends Work {
  private final Indices indices;
  private final Groups groups;
  private final long[] addresses;

  /**
   * Which places go to which target: those of target t are {@code places[starts[t]]} up to {@code
   * places[starts[t + 1] - 1]}.
   */
  static final class Groups {
    final int[] starts;
    final int[] places;

    Groups(int targets, int count) {
      this.starts = new int[targets + 1];
      this.places = new int[count];
    }
  }

  SortWork(ScatterAdd scatter, Indices indices, Groups groups, Addresses addresses) {
    this.indices = indices;
    this.groups = groups;
    this.addresses = addresses.bind(scatter.indices());
  }

  @Override
  void run(Worker worker) {
    int[] starts = groups.starts;
    Arrays.fill(starts, 0);
    int count = groups.places.length;
    for (int place = 0; place < count; place++) {
      long index = indices.at(addresses[0], place);
      if (index < 0) {
        throw wrong();
      }
      starts[(int) index]++;
    }
    int sum = 0;
    for (int target = 0; target < starts.length; target++) {
      sum += starts[target];
      starts[target] = sum;
    }
    for (int place = count - 1; place >= 0; place--) {
      groups.places[--starts[(int) indices.at(addresses[0], place)]] = place;
    }
  }

  private Failure wrong() {
    long place = indices.firstWrong(addresses[0]);
    long value = indices.value(addresses[0], place);
    org.ladera.core.graph.ScatterAdd op =
        new org.ladera.core.graph.ScatterAdd(0, (int) indices.size());
    return new Failure(() -> op.error(value, place));
  }
}
