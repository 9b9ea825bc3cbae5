package org.ladera.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ladera.core.backend.Backends;
import org.ladera.core.graph.Node;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/** The random numbers of a state. */
class RandomDrawsTest {
  private static final TensorType TYPE = new TensorType(DType.FLOAT64, Shape.of(10_000));

  private static double[] on(String backend, Node node) {
    return Backends.using(Backends.named(backend), () -> HostArray.copyOf(node.eval()).toDoubles());
  }

  @Test
  void signsAreOnesOfEitherSign() {
    double[] signs = on("reference", State.initial().signs(7, "probe", TYPE));
    assertEquals(0, Arrays.stream(signs).filter(s -> Math.abs(s) != 1).count());
    // Five standard deviations of the mean of 10,000.
    assertEquals(0, Arrays.stream(signs).average().orElseThrow(), 0.05);
    assertArrayEquals(signs, on("cpu", State.initial().signs(7, "probe", TYPE)), 0);
  }

  @Test
  void normalNumbersHaveTheirMoments() {
    double[] numbers = on("reference", State.initial().normal(7, "noise", TYPE));
    assertEquals(0, Arrays.stream(numbers).average().orElseThrow(), 0.05);
    assertEquals(1, Arrays.stream(numbers).map(x -> x * x).average().orElseThrow(), 0.08);
  }

  @Test
  void stepsSeedsAndNamesGiveOthers() {
    State first = State.initial();
    double[] numbers = on("reference", first.normal(7, "noise", TYPE));
    assertArrayEquals(numbers, on("reference", State.initial().normal(7, "noise", TYPE)), 0);
    assertNotEquals(numbers[0], on("reference", first.following().normal(7, "noise", TYPE))[0]);
    assertNotEquals(numbers[0], on("reference", first.normal(8, "noise", TYPE))[0]);
    assertNotEquals(numbers[0], on("reference", first.normal(7, "other", TYPE))[0]);
    assertNotEquals(numbers[0], on("reference", first.child("group").normal(7, "noise", TYPE))[0]);
  }
}
