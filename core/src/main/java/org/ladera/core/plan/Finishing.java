package org.ladera.core.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.program.Loop;
import org.ladera.core.program.MatMul;
import org.ladera.core.program.Step;

/** Makes a small loop a part of the step before it, so that it costs no step of its own. */
final class Finishing {
  /** How many points a loop may have that is done by one thread while others wait. */
  static final long SMALL = 4096;

  private Finishing() {}

  /** The step with the loop at its end, or null if it must stay a step of its own. */
  static @Nullable Step with(Step step, Loop loop) {
    return switch (step) {
      case Loop before -> extended(before, loop);
      case MatMul product when product.epilogue() != null ->
          new MatMul(
              product.header(),
              product.dtype(),
              product.batch(),
              product.m(),
              product.n(),
              product.k(),
              product.a(),
              product.b(),
              product.product(),
              extended(product.epilogue(), loop));
      default -> null;
    };
  }

  static boolean isSmall(Loop loop) {
    long points = 1;
    for (long extent : loop.extents().toArray()) {
      points *= extent;
    }
    return points <= SMALL && loop.finish().isEmpty();
  }

  private static Loop extended(Loop before, Loop loop) {
    List<Loop> finish = new ArrayList<>(before.finish());
    finish.add(loop);
    return new Loop(
        before.header(),
        before.extents(),
        before.rowAxes(),
        before.totalAxes(),
        before.streams(),
        before.body(),
        finish);
  }
}
