package org.ladera.benchmarks.contest;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ladera.benchmarks.engine.Engine;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.engine.LackingException;
import org.ladera.benchmarks.process.EngineFailure;
import org.ladera.benchmarks.process.EngineProcess;
import org.ladera.benchmarks.work.StepWork;

/** Compares the losses of the first steps with Ladera's: who computes something else is out. */
public final class LossCheck implements Check<StepWork>, AutoCloseable {
  private static final int STEPS = 20;

  /** Relative, of float32 rounding that grows over the steps. */
  private static final double TOLERANCE = 2e-4;

  private final Map<StepWork, double[]> known = new HashMap<>();
  private @Nullable EngineProcess ladera;

  /** Nothing is compared yet. */
  public LossCheck() {}

  @Override
  public double difference(Engine engine, EngineProcess process, StepWork work)
      throws LackingException {
    if (!engine.hasLosses()) {
      return Double.NaN;
    }
    double[] losses = process.losses(STEPS);
    double[] expected = expected(engine.counterpart(work));
    double difference = 0;
    for (int i = 0; i < STEPS; i++) {
      double scale = Math.max(Math.abs(expected[i]), Math.abs(expected[0]));
      double here = Math.abs(losses[i] - expected[i]) / scale;
      difference = Math.max(difference, Double.isNaN(here) ? Double.POSITIVE_INFINITY : here);
    }
    if (difference > TOLERANCE) {
      throw new LackingException(
          String.format(
              Locale.ROOT,
              "computes something else: of %d losses the first is %.6f and the last %.6f, where"
                  + " Ladera's are %.6f and %.6f",
              STEPS,
              losses[0],
              losses[STEPS - 1],
              expected[0],
              expected[STEPS - 1]));
    }
    return difference;
  }

  /** A process of Ladera that breaks off is no fault of the other engine. */
  private double[] expected(StepWork work) throws LackingException {
    double @Nullable [] losses = known.get(work);
    if (losses == null) {
      try {
        losses = asked(work);
      } catch (EngineFailure failure) {
        close();
        throw new LackingException("is not compared, as Ladera broke off: " + failure.getMessage());
      }
      known.put(work, losses);
    }
    return losses;
  }

  private double[] asked(StepWork work) throws LackingException {
    if (ladera == null) {
      Engine engine = Engines.ladera();
      ladera = new EngineProcess(engine, engine.settings(1).getFirst());
    }
    ladera.open(work);
    return ladera.losses(STEPS);
  }

  @Override
  public void rest() {
    close();
  }

  @Override
  public void close() {
    if (ladera != null) {
      ladera.close();
      ladera = null;
    }
  }
}
