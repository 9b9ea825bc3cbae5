package org.ladera.core.program.interpret;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.program.Body;
import org.ladera.core.program.LineTypes;
import org.ladera.core.program.Sink;
import org.ladera.core.program.kernel.Kernel;
import org.ladera.core.program.kernel.KernelForm;
import org.ladera.core.program.kernel.Movement;
import org.ladera.core.type.DType;

/**
 * Makes kernels that need no code of their own. What they compute is what a {@link Body} means;
 * whatever else runs a body must give the same bits.
 *
 * <p>A kernel of rows and columns evaluates a line for about a thousand points before it goes on to
 * the next line. A sink follows the loads of its tile, which is whole rows or a part of one; so a
 * stream may be stored where one of the same distances was loaded. A store that does not move along
 * an axis keeps the value of the last point there.
 *
 * <p>Kernels of one interpreter share the memory that they work in, once for each thread. It grows
 * to what the widest row needs that is reduced, and goes with the interpreter or the thread. Many
 * threads may use an interpreter and its kernels at once.
 */
public final class Interpreter {
  private final ThreadLocal<Tile> tiles = ThreadLocal.withInitial(Tile::new);

  /** An interpreter without kernels. */
  public Interpreter() {}

  /**
   * {@return a kernel for a form}
   *
   * @param form the form
   * @throws IllegalArgumentException if the body has a line whose types make no sense, or a sink
   *     that its stream cannot take
   */
  public Kernel compile(KernelForm form) {
    List<DType> dtypes = form.streams().stream().map(KernelForm.Lane::dtype).toList();
    String complaint = LineTypes.complaint(form.body(), dtypes);
    complaint = complaint != null ? complaint : complaintOfSinks(form);
    if (complaint != null) {
      throw new IllegalArgumentException("This body cannot be evaluated. " + complaint);
    }
    return Compilation.of(form, tiles);
  }

  private static @Nullable String complaintOfSinks(KernelForm form) {
    for (Sink sink : form.body().sinks()) {
      Movement movement = form.streams().get(sink.stream()).movement();
      @Nullable Movement needed =
          switch (sink) {
            case Sink.Total _ -> Movement.UNIT;
            case Sink.Flag _ -> Movement.SCALAR;
            case Sink.Store _ -> null;
          };
      if (needed != null && movement != needed) {
        return sink + ": its stream is " + movement + ", not " + needed;
      }
    }
    return null;
  }
}
