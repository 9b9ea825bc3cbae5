package org.ladera.core.program;

import java.util.ArrayList;
import java.util.List;

/**
 * Proves of a program what its execution takes on trust, since kernels use bare addresses: the
 * types fit, every access is inside its buffer, nothing is read before it is written, nothing is
 * written twice or where it must not be, and buffers that share memory are never needed at one
 * time. Linear in the size of the program, but for sorting.
 */
public final class Verifier {
  private Verifier() {}

  /**
   * Throws if the program is not as it must be.
   *
   * @param program the program
   * @throws IllegalStateException if something is wrong, with the step and the buffer
   */
  public static void verify(Program program) {
    try {
      Verification verification = new Verification(program);
      BufferRules.verify(verification);
      List<Access> accesses = new StepRules(verification).accesses();
      List<List<Access>> byBuffer = new ArrayList<>();
      program.buffers().forEach(buffer -> byBuffer.add(new ArrayList<>()));
      accesses.forEach(access -> byBuffer.get(access.buffer()).add(access));
      for (Buffer buffer : program.buffers()) {
        new WritingRules(verification, buffer, byBuffer.get(buffer.id())).verify();
        if (buffer.storage() instanceof Storage.State) {
          StateRules.verify(verification, byBuffer.get(buffer.id()));
        }
      }
      ArenaRules.verify(verification, accesses);
    } catch (ArithmeticException e) {
      throw new IllegalStateException(
          "Program " + program.name() + ": a size or an offset exceeds 63 bits", e);
    }
  }
}
