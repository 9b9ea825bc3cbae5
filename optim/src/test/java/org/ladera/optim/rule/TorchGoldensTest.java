package org.ladera.optim.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.common.base.Splitter;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ladera.optim.Optimizer;

/**
 * Every row of PyTorch's own optimizer tests ({@code optim_baseline.h}, both generations) and of
 * PyTorch 2.13 on the same network. The optimizers are built from the settings in the files, so no
 * row is missed.
 */
class TorchGoldensTest {
  private static final JsonObject BASELINE = Goldens.read("torch_cpp_baseline.json");
  private static final JsonObject CURRENT = Goldens.read("torch_2_13.json");
  private static final double[] FULL = Goldens.numbers(BASELINE.get("init_full_precision(seed 0)"));
  private static final double[] ROUNDED = Goldens.numbers(CURRENT.get("start"));

  @TestFactory
  List<DynamicTest> followsPyTorchsBaseline() {
    List<DynamicTest> tests = new ArrayList<>();
    double tolerance = BASELINE.getAsJsonObject("protocol").get("tolerance_abs").getAsDouble();
    for (String group : groups(BASELINE)) {
      JsonObject settings = BASELINE.getAsJsonObject("settings").getAsJsonObject(group);
      for (Map.Entry<String, JsonElement> row : BASELINE.getAsJsonObject(group).entrySet()) {
        JsonObject own = settings.getAsJsonObject(row.getKey());
        TorchOptimizers.of(own.get("optimizer").getAsString(), own)
            .ifPresent(
                optimizer -> tests.add(test(group, row, FULL, optimizer, "reference", tolerance)));
      }
    }
    assertEquals(22, tests.size());
    return tests;
  }

  @TestFactory
  List<DynamicTest> followsPyTorch213() {
    List<DynamicTest> tests = new ArrayList<>();
    double tolerance = CURRENT.get("tolerance_abs").getAsDouble();
    JsonObject loose = CURRENT.getAsJsonObject("rows_torch_float32_scalars");
    for (Map.Entry<String, JsonElement> row : CURRENT.getAsJsonObject("rows").entrySet()) {
      current(row.getKey())
          .ifPresent(
              optimizer ->
                  tests.add(test("rows", row, ROUNDED, optimizer, "reference", tolerance)));
    }
    for (Map.Entry<String, JsonElement> row : loose.entrySet()) {
      if (row.getValue().isJsonObject()) {
        double bar = loose.get("tolerance_abs").getAsDouble();
        current(row.getKey())
            .ifPresent(
                optimizer ->
                    tests.add(test("float32 scalars", row, ROUNDED, optimizer, "reference", bar)));
      }
    }
    assertEquals(10, tests.size());
    return tests;
  }

  /** A quadratic on which signs change: (a² + 10b²)/2 from (1, -0.7). */
  @Test
  void rpropTurns() {
    JsonObject rows = CURRENT.getAsJsonObject("rows_quadratic").getAsJsonObject("Rprop(lr=0.1)");
    Optimizer rprop = TorchOptimizers.of("Rprop", rows.getAsJsonObject("settings")).orElseThrow();
    Descent.of(rprop, Descent::bowl, 1, -0.7)
        .follows(Goldens.rows(rows.getAsJsonObject("x")), 1e-12);
  }

  @TestFactory
  List<DynamicTest> followsOnNd4jToo() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String name : List.of("Adam", "AdamW amsgrad wd1e-2")) {
      JsonObject settings =
          BASELINE.getAsJsonObject("settings").getAsJsonObject("rows_modern_algorithm1_eps");
      JsonObject own = settings.getAsJsonObject(name);
      JsonObject rows = new JsonObject();
      JsonObject all = BASELINE.getAsJsonObject("rows_modern_algorithm1_eps").getAsJsonObject(name);
      rows.add("0", all.get("0"));
      rows.add("100", all.get("100"));
      TorchOptimizers.of(own.get("optimizer").getAsString(), own)
          .ifPresent(
              optimizer ->
                  tests.add(test("nd4j", Map.entry(name, rows), FULL, optimizer, "nd4j", 1e-12)));
    }
    for (String name : List.of("RAdam(lr=0.1)", "NAdam(lr=0.1)", "Adadelta()")) {
      JsonObject rows = new JsonObject();
      rows.add("100", CURRENT.getAsJsonObject("rows").getAsJsonObject(name).get("100"));
      current(name)
          .ifPresent(
              optimizer ->
                  tests.add(
                      test("nd4j", Map.entry(name, rows), ROUNDED, optimizer, "nd4j", 1e-12)));
    }
    assertEquals(5, tests.size());
    return tests;
  }

  @Test
  void groupsOfRowsAreAllKnown() {
    assertEquals(
        Set.of(
            "rows_shared_by_both_generations",
            "rows_modern_algorithm1_eps",
            "rows_modern_extra",
            "rows_old_eps_hat",
            "rows_lbfgs"),
        groups(BASELINE));
    // The fragile ones are Rprop's too, where the last bits of a gradient decide on a sign.
    assertEquals(
        Set.of("rows", "rows_torch_float32_scalars", "rows_fragile_not_a_bar", "rows_quadratic"),
        groups(CURRENT));
  }

  @Test
  void anUnknownOptimizerIsAnError() {
    assertThrows(
        IllegalArgumentException.class, () -> TorchOptimizers.of("Adagrad2", new JsonObject()));
    assertTrue(TorchOptimizers.of("LBFGS", new JsonObject()).isEmpty());
  }

  private static Set<String> groups(JsonObject file) {
    Set<String> groups = new TreeSet<>(file.keySet());
    groups.removeIf(key -> !key.startsWith("rows") || !file.get(key).isJsonObject());
    return groups;
  }

  /** The optimizer of a row named like {@code RAdam(lr=0.1)}. */
  private static Optional<Optimizer> current(String row) {
    String name = Splitter.on('(').split(row).iterator().next();
    return TorchOptimizers.of(name, CURRENT.getAsJsonObject("settings").getAsJsonObject(row));
  }

  private static DynamicTest test(
      String group,
      Map.Entry<String, ? extends JsonElement> row,
      double[] start,
      Optimizer optimizer,
      String backend,
      double tolerance) {
    return dynamicTest(
        group + ": " + row.getKey(),
        () ->
            new TorchNetwork(start)
                .follows(
                    Goldens.rows(row.getValue().getAsJsonObject()), optimizer, backend, tolerance));
  }
}
