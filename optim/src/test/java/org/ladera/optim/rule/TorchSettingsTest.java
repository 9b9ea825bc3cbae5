package org.ladera.optim.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.ladera.core.backend.Backends;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Parameter;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.optim.Optimizer;
import org.ladera.optim.TrainingStep;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Settings that no published row has, as PyTorch 1.13 follows them for 200 updates down a function
 * that is not convex. The file has the protocol.
 */
class TorchSettingsTest {
  private static final JsonObject FILE = Goldens.read("torch_1_13_settings.json");
  private static final INDArray INPUT = array(Shape.of(4, 2), "inputs").toINDArray();
  private static final INDArray TARGET = array(Shape.of(4, 2), "targets").toINDArray();

  private static HostArray array(Shape shape, String key) {
    return HostArray.ofDoubles(DType.FLOAT64, shape, Goldens.numbers(FILE.get(key)));
  }

  @TestFactory
  List<DynamicTest> followsPyTorch() {
    List<DynamicTest> tests = new ArrayList<>();
    Set<String> names = new HashSet<>();
    double tolerance = FILE.get("tolerance_abs").getAsDouble();
    for (JsonElement element : FILE.getAsJsonArray("cases")) {
      JsonObject row = element.getAsJsonObject();
      String name = row.get("optimizer").getAsString();
      JsonObject settings = row.getAsJsonObject("settings");
      Optimizer optimizer = TorchOptimizers.of(name, settings).orElseThrow();
      names.add(name);
      tests.add(dynamicTest(name + settings, () -> follow(row, optimizer, tolerance)));
    }
    assertEquals(
        Set.of(
            "SGD", "Adagrad", "Adadelta", "RMSprop", "Adam", "AdamW", "NAdam", "RAdam", "Adamax"),
        names);
    assertEquals(21, tests.size());
    return tests;
  }

  private static void follow(JsonObject row, Optimizer optimizer, double tolerance) {
    Parameter weight = Parameter.of("weight", array(Shape.of(2, 2), "weight"));
    Parameter bias = Parameter.of("bias", array(Shape.of(2), "bias"));
    TrainingStep step =
        Backends.using(
            Backends.named("reference"),
            () -> TrainingStep.of(optimizer, (Node x, Node y) -> loss(x, y, weight, bias)));
    for (var expected : Goldens.rows(row.getAsJsonObject("rows")).entrySet()) {
      while (step.steps() < expected.getKey()) {
        step.run(INPUT, TARGET);
      }
      double[] point =
          List.of(weight, bias).stream()
              .flatMapToDouble(p -> DoubleStream.of(HostArray.copyOf(p.value()).toDoubles()))
              .toArray();
      assertArrayEquals(expected.getValue(), point, tolerance, "update " + expected.getKey());
    }
  }

  private static Node loss(Node x, Node y, Node weight, Node bias) {
    Node fit = Ops.tanh(x.matmul(weight).plus(bias)).minus(y).square().sum().times(0.5);
    Node waves = Ops.sin(weight.times(3)).sum().plus(Ops.cos(bias.times(2)).sum());
    return fit.plus(waves.times(0.1));
  }
}
