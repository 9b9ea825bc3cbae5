package org.ladera.optim.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Schedule;

/** The presets of the lecture, on the functions of the file, which were computed with 60 digits. */
class LectureGoldensTest {
  private static final JsonObject FILE = Goldens.read("lecture.json");
  private static final double TOLERANCE = FILE.get("tolerance_abs").getAsDouble();

  @TestFactory
  List<DynamicTest> followsTheSlides() {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonElement element : FILE.getAsJsonArray("fixtures")) {
      JsonObject fixture = element.getAsJsonObject();
      for (Map.Entry<String, JsonElement> entry : fixture.getAsJsonObject("cases").entrySet()) {
        JsonObject own = entry.getValue().getAsJsonObject();
        tests.add(
            dynamicTest(
                fixture.get("id").getAsString() + ": " + entry.getKey(),
                () ->
                    descent(fixture, preset(entry.getKey(), own.getAsJsonObject("settings")))
                        .follows(Goldens.rows(own.getAsJsonObject("x")), TOLERANCE)));
      }
    }
    assertEquals(20, tests.size());
    return tests;
  }

  @TestFactory
  List<DynamicTest> otherConventionsGiveTheirOwnNumbers() {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonElement element : FILE.getAsJsonArray("fixtures")) {
      JsonObject fixture = element.getAsJsonObject();
      for (Map.Entry<String, JsonElement> entry : fixture.getAsJsonObject("cases").entrySet()) {
        JsonObject own = entry.getValue().getAsJsonObject();
        if (own.has("wrong_convention_would_give_at_step_3")) {
          own.getAsJsonObject("wrong_convention_would_give_at_step_3")
              .entrySet()
              .forEach(
                  other ->
                      tests.add(
                          dynamicTest(
                              entry.getKey() + ": " + other.getKey(),
                              () ->
                                  assertArrayEquals(
                                      Goldens.numbers(other.getValue()),
                                      descent(fixture, other(entry.getKey(), other.getKey()))
                                          .after(3),
                                      TOLERANCE))));
        }
      }
    }
    assertEquals(6, tests.size());
    return tests;
  }

  @Test
  void radamWithTheLibrariesThreshold() {
    JsonObject fixture = FILE.getAsJsonArray("fixtures").get(0).getAsJsonObject();
    JsonObject other = fixture.getAsJsonObject("radam_other_conventions");
    assertEquals(Set.of("threshold 5 (PyTorch, Optax), same eps 0"), other.keySet());
    descent(fixture, RAdam.paper().withThreshold(5))
        .follows(
            Goldens.rows(other.getAsJsonObject("threshold 5 (PyTorch, Optax), same eps 0")),
            TOLERANCE);
  }

  @Test
  void fixturesAreAllKnown() {
    List<String> ids =
        FILE.getAsJsonArray("fixtures").asList().stream()
            .map(fixture -> fixture.getAsJsonObject().get("id").getAsString())
            .toList();
    assertEquals(List.of("quadratic-1d", "quadratic-2d", "epsilon-placement"), ids);
    // "costs" belongs to the losses.
    assertEquals(
        Set.of(
            "description",
            "tolerance_abs",
            "precision",
            "indexing",
            "initial_state",
            "not_on_the_slides",
            "rules",
            "fixtures",
            "costs"),
        FILE.keySet());
  }

  private static Descent descent(JsonObject fixture, Optimizer optimizer) {
    Function<Node, Node> function =
        switch (fixture.get("id").getAsString()) {
          case "quadratic-1d", "epsilon-placement" -> x -> x.square().sum().times(0.5);
          case "quadratic-2d" ->
              x -> x.square().times(Ops.constant(Descent.vector(1, 50))).sum().times(0.5);
          default -> throw new IllegalArgumentException("no test knows " + fixture.get("id"));
        };
    return Descent.of(optimizer, function, Goldens.numbers(fixture.get("start")));
  }

  /**
   * The lecture's preset with the settings of a case; what a preset fixes must be what they say.
   */
  private static Optimizer preset(String name, JsonObject settings) {
    double alpha = Goldens.number(settings, "alpha", Double.NaN);
    double eps = Goldens.number(settings, "eps", Double.NaN);
    return switch (name) {
      case "gradient_descent" -> GradientDescent.withRate(alpha);
      case "momentum" -> Momentum.lecture(alpha);
      case "nag" -> Nesterov.withRate(alpha);
      case "adagrad" ->
          eps == 1e-8 ? Adagrad.lecture() : Adagrad.lecture().withEpsilon(Epsilon.inside(eps));
      case "adadelta" ->
          eps == 1e-6 ? Adadelta.lecture() : Adadelta.lecture().withEpsilon(Epsilon.inside(eps));
      case "rmsprop" ->
          eps == 1e-8 ? RMSprop.lecture() : RMSprop.lecture().withEpsilon(Epsilon.inside(eps));
      case "adam" ->
          eps == 1e-8 ? Adam.lecture() : Adam.lecture().withEpsilon(Epsilon.outside(eps));
      case "radam" -> RAdam.lecture();
      default -> throw new IllegalArgumentException("no test knows the case " + name);
    };
  }

  private static Optimizer other(String name, String convention) {
    Epsilon outside = Epsilon.outside(0.25);
    Adam adam = Adam.paper().withSchedule(Schedule.of(0.002));
    return switch (name + " " + convention) {
      case "adagrad eps_outside_the_root" -> Adagrad.lecture().withEpsilon(outside);
      case "adadelta eps_outside_the_root" -> Adadelta.lecture().withEpsilon(outside);
      case "rmsprop eps_outside_the_root" -> RMSprop.lecture().withEpsilon(outside);
      case "adam algorithm1" -> adam.withEpsilon(outside);
      case "adam eps_hat" -> adam.withEpsilon(Epsilon.hat(0.25));
      case "adam none_inside" -> Adam.lecture().withEpsilon(Epsilon.inside(0.25));
      default -> throw new IllegalArgumentException("no test knows " + name + " " + convention);
    };
  }
}
