package org.ladera.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.ladera.optim.transform.ClipByGlobalNorm;

/** Products with the Hessian, of a loss whose Hessian is known. */
class HessianTest {
  /** The mean of squared errors has the Hessian 2/n AᵀA, where A is [X, 1]. */
  private static double[] product(double... v) {
    double[][] rows = {{1, 2, 1}, {3, 4, 1}};
    double[] product = new double[3];
    for (double[] row : rows) {
      double along = row[0] * v[0] + row[1] * v[1] + row[2] * v[2];
      for (int i = 0; i < 3; i++) {
        product[i] += row[i] * along;
      }
    }
    return product;
  }

  private record AlongHessian(boolean ofGradient) implements Optimizer {
    @Override
    public Point next(Objective objective, Point theta, State state) {
      Point vector = ofGradient ? objective.gradientAt(theta) : theta;
      return theta.minus(objective.hessianTimes(theta, vector));
    }
  }

  @Test
  void isTheHessianTimesTheVector() {
    Tiny tiny = new Tiny();
    double[] start = tiny.point();
    tiny.step(new AlongHessian(false)).run(Tiny.X, Tiny.Y);
    double[] product = product(start);
    for (int i = 0; i < 3; i++) {
      product[i] = start[i] - product[i];
    }
    assertArrayEquals(product, tiny.point(), 1e-13);
  }

  @Test
  void theVectorIsNotDifferentiated() {
    Tiny tiny = new Tiny();
    double[] start = tiny.point();
    // g = 2/n Aᵀ(Aθ - y)
    double first = start[0] + 2 * start[1] + start[2] - 1;
    double second = 3 * start[0] + 4 * start[1] + start[2] + 1;
    double[] gradient = {first + 3 * second, 2 * first + 4 * second, first + second};
    tiny.step(new AlongHessian(true)).run(Tiny.X, Tiny.Y);
    double[] expected = product(gradient);
    for (int i = 0; i < 3; i++) {
      expected[i] = start[i] - expected[i];
    }
    assertArrayEquals(expected, tiny.point(), 1e-11);
  }

  @Test
  void isThatOfTheLossWhateverBecomesOfTheGradient() {
    Tiny plain = new Tiny();
    Tiny clipped = new Tiny();
    plain.step(new AlongHessian(false)).run(Tiny.X, Tiny.Y);
    clipped.step(new ClipByGlobalNorm(new AlongHessian(false), 1e-3)).run(Tiny.X, Tiny.Y);
    assertArrayEquals(plain.point(), clipped.point(), 0);
  }

  @Test
  void aSecondHalfHasNone() {
    TrainingStep step = new Tiny().step(new AlongHessian(false));
    Gradients gradients = step.gradients(Tiny.X, Tiny.Y);
    assertEquals(
        "apply: this optimizer asks for products with the Hessian, so its step has no halves; use"
            + " run(...)",
        Tiny.message(assertThrows(IllegalStateException.class, () -> step.apply(gradients))));
  }
}
