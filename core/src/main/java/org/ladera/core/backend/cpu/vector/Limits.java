package org.ladera.core.backend.cpu.vector;

import java.util.Optional;
import org.ladera.core.program.LineTypes;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Value;
import org.ladera.core.program.kernel.KernelForm;
import org.ladera.core.program.kernel.KernelForm.Lane;
import org.ladera.core.program.kernel.Movement;
import org.ladera.core.type.DType;

/**
 * Why no code over vectors is written for a form without streams that move by any distance: the
 * interpreter runs it.
 */
final class Limits {
  private Limits() {}

  /** The reason, or nothing. */
  static Optional<String> reason(Needs needs, Machine machine) {
    KernelForm form = needs.form;
    String complaint =
        LineTypes.complaint(form.body(), form.streams().stream().map(Lane::dtype).toList());
    if (complaint != null) {
      throw new IllegalArgumentException("no kernel form: " + complaint);
    }
    Optional<String> ofLines = ofLines(needs);
    if (ofLines.isPresent()) {
      return ofLines;
    }
    for (Sink sink : form.body().sinks()) {
      String reason = ofSink(needs, sink);
      if (!reason.isEmpty()) {
        return Optional.of(sink + ": " + reason);
      }
    }
    if (needs.isWide() && needs.vectorTypes().stream().anyMatch(t -> t.size() < Long.BYTES)) {
      return Optional.of("entries of 8 bytes and smaller ones side by side");
    }
    int lanes = machine.lanes(needs.isWide() ? Long.BYTES : Integer.BYTES);
    if (needs.streamTypes().contains(DType.BOOL) && lanes < 8) {
      return Optional.of("bools in memory, of which a vector of this machine holds too few");
    }
    return Optional.empty();
  }

  /** The reason that lies in a line. */
  static Optional<String> ofLines(Needs needs) {
    for (int line = 0; line < needs.values.size(); line++) {
      String reason = needs.isNeeded(line) ? ofLine(needs, line) : "";
      if (!reason.isEmpty()) {
        return Optional.of("line " + line + ": " + reason);
      }
    }
    return Optional.empty();
  }

  private static String ofLine(Needs needs, int line) {
    return switch (needs.values.get(line)) {
      case Value.Const _, Value.Reduce _, Value.Load _ -> "";
      case Value.Apply apply -> {
        DType first = needs.values.get(apply.arguments().get(0)).dtype();
        boolean known = needs.rank(line) != Needs.Rank.POINT || ValueEmitter.knows(apply, first);
        yield known ? "" : apply.op() + " has no form over vectors";
      }
    };
  }

  private static String ofSink(Needs needs, Sink sink) {
    Movement movement = needs.lane(sink.stream()).movement();
    boolean point = needs.rank(sink.value()) == Needs.Rank.POINT;
    return switch (sink) {
      case Sink.Store _ when movement != Movement.UNIT && point ->
          "a value at each point goes to one place";
      case Sink.Total _ when movement != Movement.UNIT -> "the total has another movement";
      case Sink.Flag _ when movement != Movement.SCALAR -> "the flag is no scalar";
      default -> "";
    };
  }
}
