package org.ladera.core.backend.cpu.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.cpu.lower.Combine;
import org.ladera.core.backend.cpu.lower.Cost;
import org.ladera.core.backend.cpu.lower.Cuts;
import org.ladera.core.backend.cpu.lower.Extras;
import org.ladera.core.backend.cpu.lower.GivenNumbers;
import org.ladera.core.backend.cpu.lower.LongRows;
import org.ladera.core.backend.cpu.lower.LoopLowering;
import org.ladera.core.backend.cpu.lower.Lowered;
import org.ladera.core.backend.cpu.lower.Nest;
import org.ladera.core.backend.cpu.lower.Region;
import org.ladera.core.backend.cpu.lower.RowTotals;
import org.ladera.core.backend.cpu.lower.Sharing;
import org.ladera.core.backend.cpu.lower.Staging;
import org.ladera.core.backend.cpu.tier.KernelSlot;
import org.ladera.core.backend.cpu.tier.Kernels;
import org.ladera.core.program.Loop;
import org.ladera.core.type.DType;

/** Makes stages of loops. */
final class LoopStages {
  private final Kernels kernels;
  private final Sharing sharing;
  private final Extras extras;
  private final IntFunction<DType> types;
  private final Draft draft;

  LoopStages(Equipment equipment, Extras extras, IntFunction<DType> types, Draft draft) {
    this.kernels = equipment.kernels();
    this.sharing = equipment.sharing();
    this.extras = extras;
    this.types = types;
    this.draft = draft;
  }

  /** Adds a loop with its finish. */
  void add(Loop loop) {
    RowTotals rows = RowTotals.of(GivenNumbers.inMemory(loop, extras), types, extras);
    Optional<Lowered> whole = LoopLowering.of(rows.loop(), types);
    if (whole.isPresent()) {
      add(rows.loop(), whole.get());
    } else {
      // Before and after copies.
      Staging.of(rows.loop(), types, extras).forEach(part -> add(part, lowered(part)));
    }
    add(rows.combines());
    loop.finish().forEach(this::add);
  }

  private Lowered lowered(Loop loop) {
    return LoopLowering.of(loop, types)
        .orElseThrow(() -> new IllegalStateException("no lines in memory: " + loop));
  }

  private void add(Loop loop, Lowered lowered) {
    @Nullable Nest nest = lowered.nest();
    if (nest != null) {
      if (nest.calls() * nest.rows() < sharing.pieces(Cost.of(nest))) {
        Optional<LongRows> rows = LongRows.of(loop, extras);
        if (rows.isPresent()) {
          add(rows.get());
          return;
        }
      }
      add(nest);
    }
    add(lowered.combines());
  }

  private void add(LongRows rows) {
    for (Loop blocks : rows.blocks()) {
      @Nullable Nest nest = lowered(blocks).nest();
      if (nest != null) {
        add(nest);
      }
    }
    add(rows.combines());
    if (rows.rest() != null) {
      @Nullable Nest nest = lowered(rows.rest()).nest();
      if (nest != null) {
        add(nest);
      }
    }
  }

  private void add(Nest nest) {
    KernelSlot slot = slot(kernels, nest);
    List<Nest> cuts = Cuts.of(nest, sharing);
    List<Part> parts = new ArrayList<>();
    for (Nest cut : cuts) {
      parts.add(addresses -> new LoopWork(cut, slot, addresses));
    }
    draft.stage(parts, Cost.of(nest));
    draft.note(() -> describe(slot, nest, cuts.size()));
  }

  /** The kernel of calls. */
  static KernelSlot slot(Kernels kernels, Nest nest) {
    long rows = nest.blocked() ? Math.min(Nest.BLOCK, nest.rows()) : nest.rows();
    return kernels.slot(nest.form(), rows, nest.columns());
  }

  /** What explain() says of calls. */
  static String describe(KernelSlot slot, Nest nest, int pieces) {
    return slot.name()
        + " x "
        + nest.calls()
        + " of "
        + (nest.blocked() ? Math.min(Nest.BLOCK, nest.rows()) : nest.rows())
        + " x "
        + nest.columns()
        + (pieces > 1 ? " in " + pieces + " chunks" : "")
        + ", "
        + slot.tier();
  }

  /** Adds what becomes of blocks. */
  void add(List<Combine> combines) {
    if (combines.isEmpty()) {
      return;
    }
    double cost = 0;
    List<Part> parts = new ArrayList<>();
    for (Combine combine : combines) {
      double each = Cost.ofBytes(4 * combine.bytes());
      cost += each;
      parts.addAll(parts(combine, sharing.pieces(each)));
      if (combine.buffer() == Region.PARTIALS) {
        draft.partials(combine.offset() + combine.bytes());
      }
    }
    draft.stage(parts, cost);
  }

  private static List<Part> parts(Combine combine, int count) {
    List<Part> parts = new ArrayList<>();
    long kept = combine.keptSize();
    boolean byColumns = combine.columns() > kept;
    long[] borders =
        byColumns ? Cuts.borders(combine.columns(), 256, count) : Cuts.borders(kept, 1, count);
    for (int i = 0; i + 1 < borders.length; i++) {
      long from = borders[i];
      long to = borders[i + 1];
      parts.add(
          byColumns
              ? addresses -> new CombineWork(combine, 0, kept, from, to, addresses)
              : addresses -> new CombineWork(combine, from, to, 0, combine.columns(), addresses));
    }
    return parts;
  }
}
