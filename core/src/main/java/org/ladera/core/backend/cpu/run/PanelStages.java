package org.ladera.core.backend.cpu.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.ladera.core.backend.cpu.lower.Combine;
import org.ladera.core.backend.cpu.lower.Cuts;
import org.ladera.core.backend.cpu.lower.Nest;
import org.ladera.core.backend.cpu.lower.PanelNest;
import org.ladera.core.backend.cpu.lower.Sharing;
import org.ladera.core.backend.cpu.tier.KernelSlot;
import org.ladera.core.backend.cpu.tier.Kernels;
import org.ladera.core.program.Loop;
import org.ladera.core.program.Panels;
import org.ladera.core.type.DType;

/**
 * Makes one stage of loops that may run panel by panel, where threads share them. One thread runs
 * them loop by loop.
 */
final class PanelStages {
  /** What the widths of panels are multiples of: two lines of the cache, or more. */
  private static final long GRAIN = 32;

  private final Kernels kernels;
  private final Sharing sharing;
  private final IntFunction<DType> types;
  private final Draft draft;

  PanelStages(Equipment equipment, IntFunction<DType> types, Draft draft) {
    this.kernels = equipment.kernels();
    this.sharing = equipment.sharing();
    this.types = types;
    this.draft = draft;
  }

  /** Adds a loop and loops of its finish, and says how many these are together; 0 for none. */
  int add(Loop loop) {
    List<Loop> loops = Panels.parts(loop);
    if (loops.stream().skip(1).noneMatch(PanelStages::hasRows)) {
      return 0;
    }
    int count = Panels.count(loops);
    if (loops.subList(0, count).stream().skip(1).noneMatch(PanelStages::hasRows)) {
      return 0;
    }
    Optional<PanelNest> nest = PanelNest.of(loops.subList(0, count), types, draft.extras());
    if (nest.isEmpty()) {
      return 0;
    }
    long grain = Math.min(GRAIN, sharing.columns());
    int pieces = sharing.pieces(nest.get().cost());
    long[] borders = Cuts.borders(nest.get().columns(), grain, pieces);
    if (borders.length <= 2) {
      return 0;
    }
    add(nest.get(), borders);
    return count;
  }

  private static boolean hasRows(Loop loop) {
    return loop.extents().length() > 1;
  }

  private void add(PanelNest nest, long[] borders) {
    List<KernelSlot> slots = new ArrayList<>();
    int panels = borders.length - 1;
    for (int i = 0; i < nest.loops().size(); i++) {
      Nest first = nest.part(i, borders[0], borders[1]);
      KernelSlot slot = LoopStages.slot(kernels, first);
      slots.add(slot);
      draft.note(() -> LoopStages.describe(slot, first, 1) + ", as one of " + panels + " panels");
    }
    List<Part> parts = new ArrayList<>();
    for (int panel = 0; panel < panels; panel++) {
      long from = borders[panel];
      long to = borders[panel + 1];
      parts.add(addresses -> panel(nest, slots, from, to, addresses));
    }
    draft.partials(nest.partialBytes());
    draft.stage(parts, nest.cost());
  }

  private static Work panel(
      PanelNest nest, List<KernelSlot> slots, long from, long to, Addresses addresses) {
    List<Work> works = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      works.add(new LoopWork(nest.part(i, from, to), slots.get(i), addresses));
      for (Combine combine : nest.loops().get(i).combines()) {
        works.add(new CombineWork(combine, 0, combine.keptSize(), from, to, addresses));
      }
    }
    return new Sequence(works);
  }
}
