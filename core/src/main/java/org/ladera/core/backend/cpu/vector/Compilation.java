package org.ladera.core.backend.cpu.vector;

import org.ladera.core.program.kernel.Kernel;

/** What {@link VectorCompiler} makes of a form. */
public sealed interface Compilation {
  /**
   * Code over vectors.
   *
   * @param kernel the code
   */
  record Compiled(Kernel kernel) implements Compilation {}

  /**
   * None: another tier runs the form.
   *
   * @param reason why, for people
   */
  record Declined(String reason) implements Compilation {}
}
