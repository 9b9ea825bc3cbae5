package org.ladera.core.fn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

class RandomTest {
  private static final int COUNT = 100_000;
  private static final Shape SHAPE = Shape.of(COUNT);

  private static HostArray draw(String backend, long counter, Function<Node, Node> function) {
    HostArray at = HostArray.ofLongs(DType.INT64, Shape.scalar(), counter);
    return FunctionRun.run(backend, function, at);
  }

  /** Mean, variance, and fourth central moment over the squared variance. */
  private static double[] moments(double... values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance =
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    double fourth = Arrays.stream(values).map(v -> Math.pow(v - mean, 4)).average().orElseThrow();
    return new double[] {mean, variance, fourth / variance / variance};
  }

  // Bounds are 5 standard errors of 100,000 independent numbers.
  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void uniformNumbersFillTheUnitInterval(DType dtype) {
    HostArray values = draw("reference", 0, c -> Random.uniform(7, 1, SHAPE, c, dtype));
    assertEquals(new TensorType(dtype, SHAPE), values.type());
    assertTrue(Arrays.stream(values.toDoubles()).allMatch(v -> v >= 0 && v < 1));
    double[] moments = moments(values.toDoubles());
    assertEquals(0.5, moments[0], 0.0046);
    assertEquals(1 / 12.0, moments[1], 0.0012);
    assertEquals(1.8, moments[2], 0.02);
  }

  @Test
  void uniformNumbersAreExactMultiples() {
    HostArray values = draw("reference", 0, c -> Random.uniform(7, 1, SHAPE, c, DType.FLOAT32));
    assertTrue(
        Arrays.stream(values.toDoubles())
            .map(v -> Math.scalb(v, 24))
            .allMatch(v -> v == Math.rint(v)));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void normalNumbersHaveTheirMoments(DType dtype) {
    HostArray values = draw("reference", 0, c -> Random.normal(7, 1, SHAPE, c, dtype));
    assertEquals(new TensorType(dtype, SHAPE), values.type());
    assertTrue(values.allFinite());
    double[] moments = moments(values.toDoubles());
    assertEquals(0, moments[0], 0.016);
    assertEquals(1, moments[1], 0.023);
    assertEquals(3, moments[2], 0.078);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7})
  void normalNumbersComeInAnyCount(int count) {
    HostArray values =
        draw("reference", 0, c -> Random.normal(7, 1, Shape.of(count, 1), c, DType.FLOAT32));
    assertEquals(Shape.of(count, 1), values.type().shape());
  }

  @Test
  void normalNumbersMayBeAScalar() {
    HostArray value =
        draw("reference", 0, c -> Random.normal(7, 1, Shape.scalar(), c, DType.FLOAT64));
    assertTrue(value.allFinite());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.2, 0.5, 1})
  void bernoulliIsTrueAsOftenAsItsProbability(double probability) {
    HostArray values = draw("reference", 0, c -> Random.bernoulli(probability, 7, 1, SHAPE, c));
    double share = Arrays.stream(values.toDoubles()).average().orElseThrow();
    double error = Math.sqrt(probability * (1 - probability) / COUNT);
    assertEquals(probability, share, 5 * error);
  }

  @Test
  void everyDrawIsAFunctionOfSeedStreamAndCounter() {
    Function<Node, Node> one = c -> Random.uniform(7, 1, Shape.of(8), c, DType.FLOAT64);
    double[] values = draw("reference", 3, one).toDoubles();
    assertArrayEquals(values, draw("reference", 3, one).toDoubles());
    assertFalse(Arrays.equals(values, draw("reference", 4, one).toDoubles()));
    assertFalse(
        Arrays.equals(
            values,
            draw("reference", 3, c -> Random.uniform(8, 1, Shape.of(8), c, DType.FLOAT64))
                .toDoubles()));
    assertFalse(
        Arrays.equals(
            values,
            draw("reference", 3, c -> Random.uniform(7, 2, Shape.of(8), c, DType.FLOAT64))
                .toDoubles()));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void uniformAndBernoulliNumbersAreTheSameOnBothBackends(DType dtype) {
    Function<Node, Node> uniform = c -> Random.uniform(7, 1, Shape.of(50, 3), c, dtype);
    assertArrayEquals(
        draw("reference", 3, uniform).toDoubles(), draw("nd4j", 3, uniform).toDoubles());
    Function<Node, Node> bernoulli = c -> Random.bernoulli(0.3, 7, 1, Shape.of(50, 3), c);
    assertArrayEquals(
        draw("reference", 3, bernoulli).toDoubles(), draw("nd4j", 3, bernoulli).toDoubles());
  }

  @Test
  void badSettingsAreErrors() {
    Node counter = Ops.input("c", new TensorType(DType.INT64, Shape.scalar()));
    assertEquals(
        "bernoulli: probability must be in [0, 1], got 1.5",
        assertThrows(
                IllegalArgumentException.class,
                () -> Random.bernoulli(1.5, 7, 1, Shape.of(2), counter))
            .getMessage());
    assertEquals(
        "uniform: the type must be a floating one, got i32",
        assertThrows(
                IllegalArgumentException.class,
                () -> Random.uniform(7, 1, Shape.of(2), counter, DType.INT32))
            .getMessage());
  }
}
