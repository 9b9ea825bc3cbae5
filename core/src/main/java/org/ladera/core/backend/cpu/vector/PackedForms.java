package org.ladera.core.backend.cpu.vector;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Value;
import org.ladera.core.program.kernel.Arguments;
import org.ladera.core.program.kernel.KernelForm.Lane;
import org.ladera.core.program.kernel.Movement;
import org.ladera.core.type.DType;

/** Which forms {@link PackedEmitter} takes, and which calls of them. */
final class PackedForms {
  private PackedForms() {}

  /**
   * Whether there is such code for a form: one whose rows are told apart.
   *
   * @param needs those of packed rows
   */
  static boolean has(Needs needs) {
    return hasRows(needs)
        && needs.form.body().sinks().stream().allMatch(sink -> takes(needs, sink))
        && !needs.streamTypes().contains(DType.BOOL)
        && !(needs.isWide()
            && needs.vectorTypes().stream().anyMatch(type -> type.size() < Long.BYTES))
        && Limits.ofLines(needs).isEmpty();
  }

  private static boolean hasRows(Needs needs) {
    return needs.form.streams().stream().map(Lane::movement).anyMatch(Movement.ROW::equals)
        || needs.form.body().sinks().stream().anyMatch(Sink.Total.class::isInstance)
        || needs.values.stream().anyMatch(Value.Reduce.class::isInstance);
  }

  private static boolean takes(Needs needs, Sink sink) {
    return !(sink instanceof Sink.Store)
        || needs.lane(sink.stream()).movement() != Movement.SCALAR
        || needs.rank(sink.value()) == Needs.Rank.SCALAR;
  }

  /** Writes a jump away unless there are several rows, which a slot says, of few columns. */
  static void guard(Frame frame, int rows, Label otherwise) {
    CodeBuilder code = frame.code;
    code.lload(rows).lconst_1().lcmp().ifle(otherwise);
    frame.argument(Arguments.COLUMNS);
    code.lconst_0().lcmp().ifle(otherwise);
    frame.argument(Arguments.COLUMNS);
    code.loadConstant((long) Packing.most(frame.lanes)).lcmp().ifgt(otherwise);
  }
}
