package org.ladera.benchmarks.contest;

import org.jspecify.annotations.Nullable;
import org.ladera.benchmarks.engine.Engine;
import org.ladera.benchmarks.engine.LackingException;
import org.ladera.benchmarks.process.EngineProcess;
import org.ladera.benchmarks.work.Task;

/** Compares the arrays that steps leave with those of the first engine that leaves some. */
public final class ArrayCheck implements Check<Task> {
  private static final int MOST = 1 << 20;

  private final int steps;
  private final double tolerance;
  private @Nullable Task compared;
  private float @Nullable [] expected;

  /**
   * Nothing is compared yet.
   *
   * @param steps how many are done before arrays are compared
   * @param tolerance how far they may be apart, relatively
   */
  public ArrayCheck(int steps, double tolerance) {
    this.steps = steps;
    this.tolerance = tolerance;
  }

  @Override
  public double difference(Engine engine, EngineProcess process, Task task)
      throws LackingException {
    if (!engine.hasLosses()) {
      return Double.NaN;
    }
    process.losses(steps);
    float[] values = process.result(MOST);
    float @Nullable [] known = task.equals(compared) ? expected : null;
    if (known == null) {
      known = values;
      compared = task;
      expected = values;
    }
    return Difference.of(values, known, tolerance);
  }
}
