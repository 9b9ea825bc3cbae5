package org.ladera.autograd.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.ladera.autograd.nn.Layers.batchNorm;
import static org.ladera.autograd.nn.Layers.dense;
import static org.ladera.autograd.nn.Layers.dropout;
import static org.ladera.autograd.nn.Layers.relu;
import static org.ladera.autograd.nn.Layers.sequential;
import static org.ladera.autograd.nn.NnTests.assertThrown;
import static org.ladera.autograd.nn.NnTests.counting;
import static org.ladera.autograd.nn.NnTests.onReference;
import static org.ladera.autograd.nn.NnTests.valuesOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ladera.core.backend.Compiled;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Variable;
import org.ladera.core.io.Safetensors;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

class ModelFileTest {
  private static final INDArray X = counting(4, 3);

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void chooseTheFile() {
    file = folder.resolve("model.safetensors");
  }

  private static Model<Node> model(long seed) {
    return Model.of(sequential(dense(4), batchNorm(), relu(), dropout(0.5), dense(2)), seed);
  }

  private static Model<Node> trained(long seed) {
    Model<Node> model = model(seed);
    try (Compiled step = onReference(() -> Compiled.training(x -> model.at(x)))) {
      step.run(X);
      step.run(X);
    }
    return model;
  }

  private static Map<String, double[]> contents(Model<?> model) {
    Map<String, double[]> contents = new TreeMap<>();
    for (Variable variable : model.variables()) {
      contents.put(variable.name(), valuesOf(variable));
    }
    return contents;
  }

  private static void assertSameBits(Model<?> expected, Model<?> actual) {
    Map<String, double[]> wanted = contents(expected);
    Map<String, double[]> got = contents(actual);
    assertEquals(wanted.keySet(), got.keySet());
    wanted.forEach((path, array) -> assertArrayEquals(array, got.get(path), path));
  }

  @Test
  void everythingReturnsInAModelThatWasNotTracedYet() {
    Model<Node> saved = trained(1);
    saved.save(file);
    Model<Node> loaded = model(2);
    loaded.load(file);
    loaded.build(1, 3);
    assertSameBits(saved, loaded);
    assertArrayEquals(
        onReference(() -> valuesOf(saved.predict(X))),
        onReference(() -> valuesOf(loaded.predict(X))));
  }

  @Test
  void everythingReturnsInAModelThatWasTraced() {
    Model<Node> saved = trained(1);
    saved.save(file);
    Model<Node> loaded = model(2).build(1, 3);
    double[] before = onReference(() -> valuesOf(loaded.predict(X)));
    loaded.load(file);
    assertSameBits(saved, loaded);
    double[] after = onReference(() -> valuesOf(loaded.predict(X)));
    assertFalse(Arrays.equals(before, after));
    assertArrayEquals(onReference(() -> valuesOf(saved.predict(X))), after);
  }

  @Test
  void randomDrawsGoOnWhereTheyStopped() {
    Model<Node> saved = trained(1);
    saved.save(file);
    Model<Node> loaded = model(1);
    loaded.load(file);
    try (Compiled first = onReference(() -> Compiled.training(x -> saved.at(x)));
        Compiled second = onReference(() -> Compiled.training(x -> loaded.at(x)))) {
      assertArrayEquals(valuesOf(first.run(X)), valuesOf(second.run(X)));
    }
  }

  @Test
  void aFileHoldsEachPathAndTheRunsThatDrewNumbersIfThereWereAny() {
    Model.of(sequential(dense(4), relu(), dense(2)), 1).build(1, 3).save(file);
    Safetensors stored = Safetensors.read(file);
    assertEquals(
        Set.of("dense.0.weight", "dense.0.bias", "dense.1.weight", "dense.1.bias"),
        stored.tensors().keySet());
    assertEquals("f32[3, 4]", array(stored, "dense.0.weight").type().toString());
    assertEquals(Map.of("format", "ladera"), stored.metadata());
    trained(1).save(file);
    Set<String> more = new TreeSet<>(Safetensors.read(file).tensors().keySet());
    assertEquals(
        Set.of(
            "batchNorm.0.gain",
            "batchNorm.0.mean",
            "batchNorm.0.shift",
            "batchNorm.0.variance",
            "dense.0.bias",
            "dense.0.weight",
            "dense.1.bias",
            "dense.1.weight",
            "random/counter"),
        more);
  }

  private static HostArray array(Safetensors stored, String path) {
    HostArray array = stored.tensors().get(path);
    if (array == null) {
      throw new AssertionError(path + " is missing");
    }
    return array;
  }

  @Test
  void aModelSavedBeforeItsFirstDrawResetsTheCounter() {
    model(1).build(1, 3).save(file);
    Model<Node> loaded = trained(1);
    loaded.load(file);
    assertEquals(0, NnTests.variable(loaded, StoredArrays.COUNTER).value().getLong(0));
  }

  /** A model with dense.0.weight [3, 2] and dense.0.bias [2], and a file without or with more. */
  private Model<Node> damaged(Map<String, HostArray> changes, String... removed) {
    Model.of(sequential(dense(2)), 1).build(1, 3).save(file);
    Map<String, HostArray> arrays = new LinkedHashMap<>(Safetensors.read(file).tensors());
    Arrays.asList(removed).forEach(arrays::remove);
    arrays.putAll(changes);
    new Safetensors(arrays, Map.of()).write(file);
    return Model.of(sequential(dense(2)), 2);
  }

  /**
   * The same text from a model that was traced, when it loads, and from one that was not, later.
   */
  private void assertRefused(String problem, Model<Node> fresh) {
    String message = "load: " + file + " " + problem;
    fresh.load(file);
    assertThrown(IllegalArgumentException.class, message, () -> fresh.build(1, 3));
    assertThrown(IllegalArgumentException.class, message, () -> fresh.build(1, 3));
    Model<Node> traced = Model.of(sequential(dense(2)), 3).build(1, 3);
    Map<String, double[]> before = contents(traced);
    assertThrown(IllegalArgumentException.class, message, () -> traced.load(file));
    contents(traced).forEach((path, array) -> assertArrayEquals(before.get(path), array));
  }

  @Test
  void aMissingArrayIsNamed() {
    assertRefused(
        "has no \"dense.0.bias\", which the model needs as f32[2]",
        damaged(Map.of(), "dense.0.bias"));
  }

  @Test
  void arraysLeftOverAreNamed() {
    HostArray extra = HostArray.ofDoubles(DType.FLOAT32, Shape.of(1), 0);
    assertRefused(
        "has arrays that the model does not have: [dense.1.bias, dense.1.weight]",
        damaged(Map.of("dense.1.weight", extra, "dense.1.bias", extra)));
  }

  @Test
  void anArrayOfAnotherShapeOrTypeIsNamed() {
    HostArray wide = HostArray.ofDoubles(DType.FLOAT32, Shape.of(3), 1, 2, 3);
    assertRefused(
        "has \"dense.0.bias\" as f32[3], the model needs f32[2]",
        damaged(Map.of("dense.0.bias", wide)));
    HostArray precise = HostArray.ofDoubles(DType.FLOAT64, Shape.of(2), 1, 2);
    assertRefused(
        "has \"dense.0.bias\" as f64[2], the model needs f32[2]",
        damaged(Map.of("dense.0.bias", precise)));
    HostArray counter = HostArray.ofDoubles(DType.FLOAT32, Shape.scalar(), 1);
    assertRefused(
        "has \"random/counter\" as f32[], the model needs i64[]",
        damaged(Map.of("random/counter", counter)));
  }

  @Test
  void aFileThatFitsMayFollowOneThatDoesNot() {
    Model<Node> model = damaged(Map.of(), "dense.0.bias");
    model.load(file);
    Path good = folder.resolve("good.safetensors");
    Model<Node> source = Model.of(sequential(dense(2)), 4).build(1, 3);
    source.save(good);
    model.load(good);
    assertSameBits(source, model.build(1, 3));
  }

  @Test
  void whatIsNoFileIsRefusedAtOnce() throws IOException {
    Model<Node> model = model(1);
    assertThrown(
        IllegalArgumentException.class, file + ": there is no such file", () -> model.load(file));
    assertThrown(
        IllegalStateException.class,
        "save: the model has no parameters before its first trace; call predict(...), train it, or"
            + " build(...) it for a shape",
        () -> model.save(file));
    assertFalse(Files.exists(file));
  }
}
