package org.ladera.core.backend.cpu.tier;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.ladera.core.program.Value;
import org.ladera.core.program.kernel.Kernel;
import org.ladera.core.program.kernel.KernelForm;
import org.ladera.core.program.kernel.Movement;

/** The code of one form, shared by all programs. */
public final class KernelSlot {
  private final String name;
  private final KernelForm form;
  private final boolean reduces;
  private final boolean strides;
  private final List<TrialSize> sizes = new ArrayList<>();
  private final @Nullable Primer primer;
  private final AtomicBoolean requested = new AtomicBoolean();
  private volatile Kernel current;
  private volatile String tier;

  /**
   * A slot.
   *
   * @param first the code to begin with
   * @param tier what it is
   * @param primer who makes something faster, or null
   */
  KernelSlot(String name, KernelForm form, Kernel first, String tier, @Nullable Primer primer) {
    this.primer = primer;
    this.name = name;
    this.form = form;
    this.reduces = form.body().values().stream().anyMatch(Value.Reduce.class::isInstance);
    this.strides = form.streams().stream().anyMatch(lane -> lane.movement() == Movement.STRIDED);
    this.current = first;
    this.tier = tier;
  }

  /** {@return the best code so far} */
  public Kernel current() {
    return current;
  }

  /** {@return what is computed} */
  public KernelForm form() {
    return form;
  }

  /** {@return what explain() calls it} */
  public String name() {
    return name;
  }

  /** {@return what runs it, and why not something faster} */
  public String tier() {
    return tier;
  }

  /**
   * Says what size a call will have, so that it is tried with such.
   *
   * @param rows the number of rows
   * @param columns the number of columns
   */
  public synchronized void expect(long rows, long columns) {
    TrialSize size = TrialSize.like(rows, columns, reduces, strides);
    if (sizes.stream().noneMatch(size::isLike)) {
      sizes.add(size);
    }
  }

  /** Says that it will run often, so that something faster is worth its making. */
  public void request() {
    if (primer != null && requested.compareAndSet(false, true)) {
      primer.add(this);
    }
  }

  synchronized List<TrialSize> sizes() {
    return List.copyOf(sizes);
  }

  void settle(Kernel kernel, String what) {
    current = kernel;
    tier = what;
  }
}
