package org.ladera.core.program;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which entries walks pass. */
class RegionTest {
  private static Region region(long offset, List<Long> extents, List<Long> strides) {
    return Objects.requireNonNull(Region.of(offset, extents, strides));
  }

  /** The parts of a concatenation of columns, in blocks that lie behind each other. */
  private static List<Region> columnsInBlocks() {
    List<Region> regions = new ArrayList<>();
    for (long block = 0; block < 3; block++) {
      regions.add(region(24 * block, List.of(4L, 2L), List.of(6L, 1L)));
      regions.add(region(24 * block + 2, List.of(4L, 4L), List.of(6L, 1L)));
    }
    return regions;
  }

  @Test
  void columnsWithinBlocksAreDisjoint() {
    assertTrue(Region.areDisjoint(columnsInBlocks()));
    assertTrue(Region.areDisjoint(columnsInBlocks().reversed()));
  }

  @Test
  void aColumnThatIsThereTwiceIsFound() {
    for (int each = 0; each < 6; each++) {
      List<Region> regions = columnsInBlocks();
      regions.add(regions.get(each));
      assertFalse(Region.areDisjoint(regions), "part " + each);
    }
  }

  @Test
  void anEntryOfAnotherPartIsFound() {
    for (long entry = 0; entry < 72; entry++) {
      List<Region> regions = columnsInBlocks();
      regions.add(region(entry, List.of(), List.of()));
      assertFalse(Region.areDisjoint(regions), "entry " + entry);
    }
  }
}
