package org.ladera.core.backend.cpu.tier;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.cpu.vector.Compilation;
import org.ladera.core.backend.cpu.vector.VectorCompiler;
import org.ladera.core.program.interpret.Interpreter;
import org.ladera.core.program.kernel.KernelForm;

/** The kernels of a backend, one for each form. Those used last are kept. */
public final class Kernels {
  private static final int CAPACITY = 1024;

  /** Makes vector code for the first call; null if kernels begin interpreted. */
  private final @Nullable VectorCompiler compiler;

  private final @Nullable Primer primer;
  private final String tier;
  private final Interpreter interpreter = new Interpreter();
  private final AtomicInteger generation = new AtomicInteger();
  private final Map<KernelForm, KernelSlot> slots =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<KernelForm, KernelSlot> eldest) {
          return size() > CAPACITY;
        }
      };
  private int made;

  /**
   * No kernels yet.
   *
   * @param interpreted whether kernels are interpreted at first
   * @param vectors whether there is to be vector code
   */
  public Kernels(boolean interpreted, boolean vectors) {
    Optional<String> obstacle = interpreted ? Optional.empty() : VectorCompiler.obstacle();
    this.compiler = interpreted || obstacle.isPresent() ? null : new VectorCompiler();
    this.primer = interpreted && vectors ? new Primer(generation::incrementAndGet) : null;
    this.tier = obstacle.map(reason -> "interpreted: " + reason).orElse("interpreted");
  }

  /**
   * {@return the kernel of a form}
   *
   * @param form the form
   * @param rows the number of rows of a call
   * @param columns the number of columns
   */
  public synchronized KernelSlot slot(KernelForm form, long rows, long columns) {
    @Nullable KernelSlot known = slots.get(form);
    if (known != null) {
      known.expect(rows, columns);
      return known;
    }
    KernelSlot slot = made(form);
    slot.expect(rows, columns);
    slots.put(form, slot);
    return slot;
  }

  private KernelSlot made(KernelForm form) {
    String name = "k" + made++;
    if (compiler == null) {
      return new KernelSlot(name, form, interpreter.compile(form), tier, primer);
    }
    return switch (compiler.compile(form)) {
      case Compilation.Compiled compiled ->
          new KernelSlot(name, form, compiled.kernel(), "vector", null);
      case Compilation.Declined declined ->
          new KernelSlot(
              name, form, interpreter.compile(form), "interpreted: " + declined.reason(), null);
    };
  }

  /** {@return a number that is another one when a slot has other code than before} */
  public int generation() {
    return generation.get();
  }
}
