package org.ladera.core.program.kernel;

import java.util.List;
import org.ladera.core.program.Body;
import org.ladera.core.type.DType;

/**
 * A loop without sizes and addresses: what decides which code runs. Equal forms share one kernel.
 *
 * @param streams the streams, by position
 * @param body what is evaluated at each point; a total accumulates over the rows of one call, at
 *     most 64, into its stream, whose entries it overwrites, starting from that of no rows
 */
public record KernelForm(List<Lane> streams, Body body) {
  /** Copies the list. */
  public KernelForm {
    streams = List.copyOf(streams);
  }

  /**
   * A stream.
   *
   * @param dtype the type of its entries
   * @param movement how it moves. The stream of a total is UNIT with row distance 0
   */
  public record Lane(DType dtype, Movement movement) {}
}
