package org.ladera.core.backend.cpu.tier;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ladera.core.program.interpret.Interpreter;
import org.ladera.core.program.kernel.KernelForm;

/** The kernels of a backend, one for each form. Those used last are kept. */
public final class Kernels {
  private static final int CAPACITY = 1024;

  private final Map<KernelForm, KernelSlot> slots =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<KernelForm, KernelSlot> eldest) {
          return size() > CAPACITY;
        }
      };
  private final Interpreter interpreter = new Interpreter();
  private int made;

  /** No kernels yet. */
  public Kernels() {}

  /**
   * {@return the kernel of a form}
   *
   * @param form the form
   */
  public synchronized KernelSlot slot(KernelForm form) {
    return slots.computeIfAbsent(
        form, added -> new KernelSlot(made++, added, interpreter.compile(added)));
  }
}
