package org.ladera.core.backend.cpu.tier;

import org.ladera.core.program.kernel.Kernel;
import org.ladera.core.program.kernel.KernelForm;

/** The code of one form, shared by all programs. */
public final class KernelSlot {
  private final int id;
  private final KernelForm form;
  private volatile Kernel current;

  KernelSlot(int id, KernelForm form, Kernel first) {
    this.id = id;
    this.form = form;
    this.current = first;
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
    return "k" + id;
  }
}
