package org.ladera.optim.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.autograd.nn.Layers.dense;
import static org.ladera.autograd.nn.Layers.relu;
import static org.ladera.autograd.nn.Layers.sequential;
import static org.ladera.optim.metric.Metrics.accuracy;
import static org.ladera.optim.metric.Metrics.meanAbsoluteError;
import static org.ladera.optim.metric.Metrics.r2;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ladera.autograd.loss.SoftmaxCrossEntropy;
import org.ladera.autograd.loss.SquaredError;
import org.ladera.autograd.nn.Model;
import org.ladera.core.graph.Node;
import org.ladera.core.type.DType;
import org.ladera.optim.data.Dataset;
import org.ladera.optim.data.Datasets;
import org.ladera.optim.data.Split;
import org.ladera.optim.rule.Adam;
import org.ladera.optim.rule.GradientDescent;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TrainerTest {
  private final Split iris = Datasets.iris().standardised().split(0.8, 42);

  private static Model<Node> network(long seed) {
    return Model.of(sequential(dense(8), relu(), dense(3)), seed);
  }

  private static Trainer trainer(long seed) {
    return Trainer.of(network(seed), new SoftmaxCrossEntropy(), Adam.withRate(0.02)).quiet();
  }

  @Test
  void aNetworkLearnsIris() {
    Trainer trainer = trainer(1).epochs(30).metrics(accuracy());
    History history = trainer.fit(iris.train(), iris.test());
    assertEquals(30, history.epochs().size());
    assertEquals(120, history.last().updates());
    assertTrue(history.last().loss() < history.epochs().getFirst().loss() / 3);
    Evaluation heldOut = trainer.evaluate(iris.test());
    assertTrue(heldOut.metric("accuracy") >= 0.9, heldOut.toString());
    assertTrue(
        heldOut.toString().matches("loss 0\\.\\d+, accuracy \\d+\\.\\d % \\(30 examples\\)"));
    assertEquals(heldOut, history.heldOut().orElseThrow());
  }

  @Test
  void theSeedFixesEverythingAndTheShuffleSeedTheOrderAlone() {
    double loss = trainer(1).epochs(3).fit(iris.train()).last().loss();
    assertEquals(loss, trainer(1).epochs(3).fit(iris.train()).last().loss());
    assertNotEquals(loss, trainer(2).epochs(3).fit(iris.train()).last().loss());
    assertNotEquals(loss, trainer(1).shuffleSeed(9).epochs(3).fit(iris.train()).last().loss());
  }

  @Test
  void updatesEndAFitInTheMiddleOfAnEpoch() {
    List<Long> seen = new ArrayList<>();
    History history =
        trainer(1).updates(10).watching(4, (done, loss) -> seen.add(done)).fit(iris.train());
    assertEquals(10, history.last().updates());
    assertEquals(3, history.epochs().size());
    assertEquals(List.of(4L, 8L), seen);
  }

  @Test
  void heldOutDataIsMeasuredWhenItIsDueAndAtTheEnd() {
    History history = trainer(1).epochs(5).evaluateEvery(3).fit(iris.train(), iris.test());
    assertNull(history.epochs().get(0).heldOut());
    assertNotNull(history.epochs().get(2).heldOut());
    assertNull(history.epochs().get(3).heldOut());
    assertNotNull(history.epochs().get(4).heldOut());
  }

  @Test
  void evaluationInPiecesIsTheWhole() {
    INDArray x = Nd4j.linspace(DataType.FLOAT, -1, 0.001, 2100).reshape(2100, 1);
    INDArray y = x.mul(2).add(0.5);
    Model<Node> line = Model.of(dense(1), 3);
    Evaluation evaluation =
        Trainer.of(line, new SquaredError(), GradientDescent.withRate(0.1))
            .metrics(meanAbsoluteError(), r2())
            .evaluate(Dataset.of(x, y));
    INDArray error = line.predict(x).sub(y).castTo(DataType.DOUBLE);
    double squares = error.mul(error).sumNumber().doubleValue();
    INDArray centered = y.castTo(DataType.DOUBLE).sub(y.castTo(DataType.DOUBLE).meanNumber());
    double deviation = centered.mul(centered).sumNumber().doubleValue();
    assertEquals(squares / 2100, evaluation.loss(), 1e-6 * squares / 2100);
    assertEquals(meanOfAbsolute(error), evaluation.metric("mean absolute error"), 1e-9);
    assertEquals(1 - squares / deviation, evaluation.metric("R2"), 1e-9);
    assertEquals(2100, evaluation.examples());
  }

  private static double meanOfAbsolute(INDArray error) {
    double sum = 0;
    for (double value : error.reshape(error.length()).toDoubleVector()) {
      sum += Math.abs(value);
    }
    return sum / error.length();
  }

  @Test
  void aModelInFloat64LearnsFromFloat32Data() {
    INDArray x = Nd4j.createFromArray(new float[][] {{0}, {1}, {2}, {3}});
    Model<Node> line = Model.of(dense(1), 3).in(DType.FLOAT64);
    History history =
        Trainer.of(line, new SquaredError(), GradientDescent.withRate(0.1))
            .quiet()
            .fullBatch()
            .epochs(300)
            .fit(Dataset.of(x, x.mul(2).add(1)));
    assertTrue(history.last().loss() < 1e-6, history.last().toString());
  }

  @Test
  void wrongSettingsSaySo() {
    assertEquals(
        "Trainer: a batch needs at least 1 example, got 0; use fullBatch() for all",
        assertThrows(IllegalArgumentException.class, () -> trainer(1).batchSize(0)).getMessage());
    assertEquals(
        "Trainer: epochs must be at least 1, got 0",
        assertThrows(IllegalArgumentException.class, () -> trainer(1).epochs(0)).getMessage());
    String larger =
        assertThrows(
                IllegalArgumentException.class, () -> trainer(1).batchSize(121).fit(iris.train()))
            .getMessage();
    assertTrue(larger.contains("121") && larger.contains("120 examples"), larger);
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> trainer(1).evaluate(iris.test()).metric("recall"))
            .getMessage()
            .startsWith("evaluation: \"recall\" was not measured"));
  }

  @Test
  void offATerminalProgressIsAFewPlainLinesAndQuietIsSilent() {
    PrintStream before = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      trainer(1).epochs(2).fit(iris.train());
      assertEquals("", bytes.toString(StandardCharsets.UTF_8));
      Trainer.of(network(1), new SoftmaxCrossEntropy(), Adam.withRate(0.02))
          .named("iris")
          .epochs(10)
          .fit(iris.train());
    } finally {
      System.setErr(before);
    }
    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(5, lines.size(), lines.toString());
    assertTrue(lines.getLast().startsWith("iris: 40/40 updates, loss "), lines.toString());
  }

  @Test
  void aHistoryDrawsItself(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("deep/history.png");
    trainer(1).epochs(5).metrics(accuracy()).fit(iris.train(), iris.test()).plot(file);
    BufferedImage picture = ImageIO.read(file.toFile());
    assertEquals(2 * 900, picture.getWidth());
    assertTrue(hasColor(picture, 0x1F77B4) && hasColor(picture, 0xFF7F0E));
  }

  private static boolean hasColor(BufferedImage picture, int color) {
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        if ((picture.getRGB(x, y) & 0xFFFFFF) == color) {
          return true;
        }
      }
    }
    return false;
  }
}
