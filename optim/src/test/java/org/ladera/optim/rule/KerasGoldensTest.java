package org.ladera.optim.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Schedule;
import org.ladera.optim.transform.DecoupledWeightDecay;

/** The golden rows of Keras's own tests, as printed and in float64. The file has the protocol. */
class KerasGoldensTest {
  private static final JsonObject FILE = Goldens.read("keras.json");

  @TestFactory
  List<DynamicTest> followsThePrintedDigits() {
    // rtol = atol = 5e-4, and no entry exceeds 1.
    List<DynamicTest> tests = rows(FILE.getAsJsonObject("cases"), 5e-4);
    assertEquals(5, tests.size());
    return tests;
  }

  @TestFactory
  List<DynamicTest> followsTheFloat64Rows() {
    JsonObject rows = FILE.getAsJsonObject("float64_rows");
    List<DynamicTest> tests = rows(rows, rows.get("tolerance_abs").getAsDouble());
    assertEquals(4, tests.size());
    return tests;
  }

  @Test
  void sectionsOfTheFileAreAllKnown() {
    assertEquals(
        Set.of(
            "protocol",
            "tolerance",
            "source",
            "cases",
            "settings",
            "float64_rows",
            "lion_alternating"),
        FILE.keySet());
  }

  private static List<DynamicTest> rows(JsonObject cases, double tolerance) {
    List<DynamicTest> tests = new ArrayList<>();
    for (Map.Entry<String, JsonElement> entry : cases.entrySet()) {
      if (entry.getValue() instanceof JsonArray rows) {
        Optimizer optimizer = optimizer(entry.getKey());
        tests.add(dynamicTest(entry.getKey(), () -> follow(rows, optimizer, tolerance)));
      }
    }
    return tests;
  }

  private static void follow(JsonArray rows, Optimizer optimizer, double tolerance) {
    double[] start = new double[10];
    Arrays.fill(start, 1);
    double[] warm = new double[10];
    Arrays.fill(warm, 0.01);
    double[] gradient = new double[10];
    Arrays.setAll(gradient, i -> (i + 1) / 10.0);
    Descent descent = Descent.alongGiven(optimizer, start);
    double[] point = descent.along(warm);
    for (int i = 0; i < rows.size(); i++) {
      assertArrayEquals(Goldens.numbers(rows.get(i)), point, tolerance, "row " + i);
      point = descent.along(gradient);
    }
  }

  /** Rows that were computed, with a decoupled decay, where the signs of gradients change. */
  @Test
  void lionFollowsGradientsThatTurn() {
    JsonObject alternating = FILE.getAsJsonObject("lion_alternating");
    Schedule rate = Schedule.of(0.1);
    Optimizer lion =
        new DecoupledWeightDecay(
            new Lion(rate, 0.9, 0.99), rate, Decay.timesRate(0.01), parameter -> true);
    Descent descent = Descent.alongGiven(lion, 1, 1, 1);
    JsonArray gradients = alternating.getAsJsonArray("gradients");
    for (int i = 0; i < gradients.size(); i++) {
      double[] row = Goldens.numbers(alternating.getAsJsonArray("rows").get(i));
      assertArrayEquals(row, descent.along(Goldens.numbers(gradients.get(i))), 1e-12, "row " + i);
    }
  }

  /** The optimizer of a case; one that is not known is an error. */
  private static Optimizer optimizer(String name) {
    JsonObject s = FILE.getAsJsonObject("settings").getAsJsonObject(name);
    double rate = s.get("lr").getAsDouble();
    if (name.startsWith("Lion(")) {
      double[] betas = Goldens.numbers(s.get("betas"));
      return new Lion(Schedule.of(rate), betas[0], betas[1]);
    }
    double eps = s.get("eps").getAsDouble();
    if (name.startsWith("Adagrad(")) {
      return Adagrad.keras()
          .withSchedule(Schedule.of(rate))
          .withInitial(s.get("initial_accumulator").getAsDouble())
          .withEpsilon(Epsilon.inside(eps));
    }
    if (name.startsWith("Adadelta(")) {
      return Adadelta.keras()
          .withSchedule(Schedule.of(rate))
          .withDecay(s.get("rho").getAsDouble())
          .withEpsilon(Epsilon.inside(eps));
    }
    if (name.equals("RMSprop(centered=True)")) {
      // All settings but one are Keras's defaults, which the preset must have.
      assertEquals(RMSprop.keras().epsilon(), Epsilon.inside(eps));
      assertEquals(RMSprop.keras().decay(), s.get("rho").getAsDouble());
      return RMSprop.keras().withCentering();
    }
    if (name.startsWith("AdamW(")) {
      AdamW keras = AdamW.keras().withSchedule(Schedule.of(rate));
      return keras
          .withAdam(keras.adam().withEpsilon(Epsilon.hat(eps)))
          .withDecay(s.get("decoupled_weight_decay").getAsDouble());
    }
    throw new IllegalArgumentException("no test knows the case " + name);
  }
}
