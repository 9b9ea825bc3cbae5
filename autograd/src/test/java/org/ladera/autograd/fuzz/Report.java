package org.ladera.autograd.fuzz;

import java.time.Duration;
import java.util.List;

/** What to say of a failure. */
final class Report {
  private Report() {}

  /** The same failure of a smaller program. */
  static Failure minimized(Failure failure, Variant base, Duration limit) {
    List<Variant> family =
        failure.variant().equals(base) ? List.of(base) : List.of(base, failure.variant());
    FuzzProgram small =
        Minimizer.minimized(failure.program(), program -> isSame(failure, program, family), limit);
    return new Oracle(new Tally()).check(small, family).orElse(failure);
  }

  private static boolean isSame(Failure failure, FuzzProgram program, List<Variant> family) {
    return new Oracle(new Tally())
        .check(program, family)
        .filter(other -> other.kind() == failure.kind())
        .filter(other -> other.variant().equals(failure.variant()))
        .isPresent();
  }

  /** The failure, and a test of the smaller one to be added to {@link Corpus}. */
  static String text(Failure failure, Failure small) {
    return failure
        + "\n\nmade smaller: "
        + small
        + "\n\nfor CorpusTest:\n\n"
        + JavaText.method(small.program(), "found");
  }
}
