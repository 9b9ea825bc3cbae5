package org.ladera.optim.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.optim.rule.Walk.RATE;
import static org.ladera.optim.rule.Walk.norm;
import static org.ladera.optim.rule.Walk.rate;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Schedule;

/**
 * Rules that keep less than a number for each entry, against loops written from the papers, and
 * Keras's rows.
 */
class FactoredFormulasTest {
  private static final double[] TWELVE = {1, -2, 0.5, 3, -1, 2, 0.1, -0.3, 4, 1.5, -2.5, 0.7};

  /** What an epsilon does to q, to the mean of R and to V. */
  private record Floor(double added, double mean, double moment) {}

  private static final Floor PAPER = new Floor(1e-30, 0, 0);
  private static final Floor TORCH = new Floor(0, Math.ulp(1.0), Math.ulp(1.0) * Math.ulp(1.0));

  /** Algorithm 4 for each of some matrices of rows and columns. */
  private static Walk.Plain matrices(int rows, int columns, Floor floor, boolean capped) {
    double[] r = new double[12 / columns];
    double[] c = new double[12 / rows];
    return (t, x, g) -> {
      double beta = 1 - Math.pow(t, -0.8);
      double[] v = new double[x.length];
      for (int first = 0, k = 0; first < x.length; first += rows * columns, k++) {
        double mean = 0;
        for (int i = 0; i < rows; i++) {
          double sum = 0;
          for (int j = 0; j < columns; j++) {
            double entry = g[first + i * columns + j];
            sum += entry * entry + floor.added;
          }
          r[k * rows + i] = beta * r[k * rows + i] + (1 - beta) * sum / columns;
          mean += r[k * rows + i] / rows;
        }
        for (int j = 0; j < columns; j++) {
          double sum = 0;
          for (int i = 0; i < rows; i++) {
            double entry = g[first + i * columns + j];
            sum += entry * entry + floor.added;
          }
          c[k * columns + j] = beta * c[k * columns + j] + (1 - beta) * sum / rows;
        }
        for (int i = 0; i < rows * columns; i++) {
          double product = r[k * rows + i / columns] * c[k * columns + i % columns];
          v[first + i] = Math.max(product / Math.max(mean, floor.mean), floor.moment);
        }
      }
      move(t, x, g, v, capped);
    };
  }

  private static Walk.Plain vector(Floor floor, boolean capped) {
    double[] v = new double[12];
    return (t, x, g) -> {
      double weight = Math.pow(t, -0.8);
      for (int i = 0; i < x.length; i++) {
        v[i] += weight * (g[i] * g[i] + floor.added - v[i]);
      }
      double[] kept = Arrays.stream(v).map(entry -> Math.max(entry, floor.moment)).toArray();
      move(t, x, g, kept, capped);
    };
  }

  private static void move(int t, double[] x, double[] g, double[] v, boolean capped) {
    double count = Math.sqrt(x.length);
    double[] u = new double[x.length];
    Arrays.setAll(u, i -> g[i] / Math.sqrt(v[i]));
    double rho = capped ? Math.min(rate(t), 1 / Math.sqrt(t)) : rate(t);
    double size = Math.max(1e-3, norm(x) / count);
    double excess = Math.max(1, norm(u) / count);
    for (int i = 0; i < x.length; i++) {
      x[i] -= rho * size * u[i] / excess;
    }
  }

  /** SM3-II for a tensor of these sizes. */
  private static Walk.Plain sm3(double epsilon, int... sizes) {
    double[][] mu = new double[sizes.length][];
    Arrays.setAll(mu, axis -> new double[sizes[axis]]);
    double[] m = new double[12];
    return (t, x, g) -> {
      double[][] next = new double[sizes.length][];
      Arrays.setAll(next, axis -> new double[sizes[axis]]);
      for (int i = 0; i < x.length; i++) {
        double v = Double.POSITIVE_INFINITY;
        int stride = x.length;
        int[] at = new int[sizes.length];
        for (int axis = 0; axis < sizes.length; axis++) {
          stride /= sizes[axis];
          at[axis] = i / stride % sizes[axis];
          v = Math.min(v, mu[axis][at[axis]]);
        }
        v += g[i] * g[i];
        for (int axis = 0; axis < sizes.length; axis++) {
          next[axis][at[axis]] = Math.max(next[axis][at[axis]], v);
        }
        double scaled = g[i] == 0 ? 0 : g[i] / Math.sqrt(v + epsilon);
        m[i] = 0.9 * m[i] + 0.1 * scaled;
        x[i] -= rate(t) * m[i];
      }
      System.arraycopy(next, 0, mu, 0, mu.length);
    };
  }

  static Stream<Arguments> rules() {
    Optimizer paper = Adafactor.paper().withSchedule(RATE);
    Optimizer torch = Adafactor.pytorch().withSchedule(RATE);
    Optimizer optax = Adafactor.optax(1).withSchedule(RATE);
    Optimizer sm3 = Sm3.withRate(1).withSchedule(RATE);
    return Stream.of(
        Arguments.of(paper, Shape.of(3, 4), matrices(3, 4, PAPER, true)),
        Arguments.of(paper, Shape.of(4, 3), matrices(4, 3, PAPER, true)),
        Arguments.of(paper, Shape.of(2, 3, 2), matrices(3, 2, PAPER, true)),
        Arguments.of(paper, Shape.of(12), vector(PAPER, true)),
        Arguments.of(torch, Shape.of(3, 4), matrices(3, 4, TORCH, true)),
        Arguments.of(torch, Shape.of(12), vector(TORCH, true)),
        Arguments.of(optax, Shape.of(3, 4), vector(PAPER, false)),
        Arguments.of(sm3, Shape.of(3, 4), sm3(0, 3, 4)),
        Arguments.of(sm3, Shape.of(2, 3, 2), sm3(0, 2, 3, 2)),
        Arguments.of(sm3, Shape.of(12), sm3(0, 12)),
        Arguments.of(Sm3.optax(1).withSchedule(RATE), Shape.of(3, 4), sm3(1e-8, 3, 4)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("rules")
  void followsThePaper(Optimizer optimizer, Shape shape, Walk.Plain paper) {
    Walk.agrees(optimizer, paper, 1, shape, TWELVE);
  }

  /** keras/src/optimizers/adafactor_test.py, golden rows. */
  @Test
  void adafactorFollowsKerassRows() {
    double[][] rows = {
      {0.55, 0.55, 0.55, 0.55, 0.55, 0.55, 0.55, 0.55, 0.55, 0.55},
      {0.3031, 0.3026, 0.3025, 0.3024, 0.3024, 0.3024, 0.3024, 0.3024, 0.3024, 0.3024},
      {0.1671, 0.1665, 0.1663, 0.1663, 0.1663, 0.1663, 0.1663, 0.1663, 0.1663, 0.1663},
      {0.0923, 0.0916, 0.0915, 0.0914, 0.0914, 0.0914, 0.0914, 0.0914, 0.0914, 0.0914},
      {0.0554, 0.0548, 0.0546, 0.0546, 0.0546, 0.0546, 0.0546, 0.0545, 0.0545, 0.0545}
    };
    double[] ones = new double[10];
    Arrays.fill(ones, 1);
    double[] warm = new double[10];
    Arrays.fill(warm, 0.01);
    double[] gradient = new double[10];
    Arrays.setAll(gradient, i -> (i + 1) / 10.0);
    Adafactor adafactor =
        new Adafactor(
            Schedule.of(0.5), 0.65, AdafactorFloor.added(1e-15), 1e-4, 0.9, true, true, 1);
    Descent descent = Descent.alongGiven(adafactor, ones);
    double[] point = descent.along(warm);
    for (int i = 0; i < rows.length; i++) {
      assertArrayEquals(rows[i], point, 5.1e-5, "row " + i);
      point = descent.along(gradient);
    }
  }

  /** The same file's single steps of a vector and of a matrix. */
  @Test
  void adafactorTakesKerassFirstSteps() {
    Adafactor keras = Adafactor.keras().withSchedule(Schedule.of(0.5));
    assertArrayEquals(
        new double[] {-0.3693, 0.6307, 1.6307, 2.6307},
        Walk.of(keras, DType.FLOAT64, Shape.of(4), 1, 2, 3, 4).along(1, 6, 7, 2),
        5.1e-5);
    assertArrayEquals(
        new double[] {0.7007, -0.0081, 1.2492, 3.4407},
        Walk.of(keras, DType.FLOAT64, Shape.of(2, 2), 1, 2, 3, 4).along(1, 6, 7, 2),
        5.1e-5);
  }

  /** The losses that the page of Optax's adafactor prints, of Σx² from (1, 2, 3) at γ .003. */
  @Test
  void adafactorFollowsOptaxsPage() {
    Descent descent = Descent.of(Adafactor.optax(0.003), theta -> theta.square().sum(), 1, 2, 3);
    for (double loss : new double[] {13.9, 13.8, 13.8, 13.7, 13.6}) {
      assertEquals(loss, Math.pow(norm(descent.after(1)), 2), 0.05);
    }
  }

  @Test
  void adafactorIsCutBelowByTheSizeOfAParameterUnlessUnscaled() {
    Adafactor scaled = Adafactor.pytorch();
    double[] step = Descent.alongGiven(scaled, 0).along(5);
    assertArrayEquals(new double[] {-0.01 * 1e-3}, step, 1e-12);
    Adafactor unscaled =
        new Adafactor(Schedule.of(0.01), 0.8, AdafactorFloor.machine(), 1e-3, 1, true, false, 1);
    assertArrayEquals(new double[] {-0.01}, Descent.alongGiven(unscaled, 0).along(5), 1e-12);
  }

  @Test
  void aScalarIsMovedToo() {
    assertArrayEquals(
        new double[] {1 - 0.1 * 0.1},
        Walk.of(Sm3.withRate(0.1), DType.FLOAT64, Shape.scalar(), 1).along(7),
        1e-15);
    assertArrayEquals(
        new double[] {1 - 0.1},
        Walk.of(Adafactor.withRate(0.1), DType.FLOAT64, Shape.scalar(), 1).along(7),
        1e-15);
  }

  static Stream<Optimizer> factored() {
    return Stream.of(Adafactor.paper(), Adafactor.pytorch(), Sm3.withRate(0.01), Sm3.optax(0.01));
  }

  /** Squares of 1e30 and 1e-30 are infinite and 0 in float32. */
  @ParameterizedTest
  @MethodSource("factored")
  void matricesBearHugeTinyAndNoGradients(Optimizer optimizer) {
    for (double size : new double[] {1e30, 1e-30, 0}) {
      Walk walk = Walk.of(optimizer, DType.FLOAT32, Shape.of(2, 2), 1, -1, 2, 3);
      for (int t = 0; t < 100; t++) {
        double[] point = walk.along(size, -size, 0, size);
        assertTrue(Arrays.stream(point).allMatch(Double::isFinite), Arrays.toString(point));
      }
    }
  }
}
