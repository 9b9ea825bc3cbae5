package org.ladera.autograd.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ladera.core.type.DType.BOOL;
import static org.ladera.core.type.DType.FLOAT32;
import static org.ladera.core.type.DType.FLOAT64;
import static org.ladera.core.type.DType.INT32;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.NodeFunction;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

class LossErrorTest {
  private static Node input(String name, DType dtype, int... sizes) {
    return Ops.input(name, new TensorType(dtype, Shape.of(sizes)));
  }

  private static void fails(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }

  @Test
  void aColumnAgainstAVectorSaysWhatToReshape() {
    Node column = input("scores", FLOAT32, 32, 1);
    Node vector = input("y", FLOAT32, 32);
    fails(
        "squaredError: prediction and target must have one shape, got f32[32, 1] and f32[32]"
            + " (prediction: \"scores\", target: \"y\"); use prediction.reshape(32)",
        () -> new SquaredError().mean(column, vector));
    fails(
        "binaryCrossEntropy: prediction and target must have one shape, got f32[32] and f32[32, 1]"
            + " (prediction: \"y\", target: \"scores\"); use target.reshape(32)",
        () -> new BinaryCrossEntropy().mean(vector, column));
  }

  @Test
  void aLossOfOnesOwnMayNotBecomeATable() {
    Loss loss = (p, y) -> Ops.abs(p.minus(y));
    fails(
        "loss: the loss of each example may not have more entries than the prediction, got f32[4,"
            + " 1] and f32[4] (prediction: \"p\", target: \"y\"), which give f32[4, 4]; use"
            + " prediction.reshape(4)",
        () -> loss.mean(input("p", FLOAT32, 4, 1), input("y", FLOAT32, 4)));
  }

  @Test
  void otherShapesAreShown() {
    fails(
        "huber: prediction and target must have one shape, got f32[4, 3] and f32[3]"
            + " (prediction: \"p\", target: \"y\")",
        () -> new Huber().sum(input("p", FLOAT32, 4, 3), input("y", FLOAT32, 3)));
  }

  @Test
  void typesMustAgree() {
    fails(
        "squaredError: prediction and target must be of one type; use cast, got f32[3] and f64[3]"
            + " (prediction: \"p\", target: \"y\")",
        () -> new SquaredError().mean(input("p", FLOAT32, 3), input("y", FLOAT64, 3)));
    fails(
        "hinge: the prediction must be of a floating type; use cast(FLOAT32), got i32[3] and f32[3]"
            + " (prediction: \"p\", target: \"y\")",
        () -> new Hinge().mean(input("p", INT32, 3), input("y", FLOAT32, 3)));
  }

  @Test
  void classIndicesAreOnePerRowAndIntegers() {
    Node scores = input("z", FLOAT32, 32, 10);
    fails(
        "softmaxCrossEntropy: there must be one class index for each row of scores, got"
            + " f32[32, 10] and i32[31] (prediction: \"z\", target: \"y\")",
        () -> new SoftmaxCrossEntropy().mean(scores, input("y", INT32, 31)));
    fails(
        "softmaxCrossEntropy: there must be one class index for each row of scores, got"
            + " f32[32, 10] and i32[32, 1] (prediction: \"z\", target: \"y\"); use"
            + " target.reshape(32)",
        () -> new SoftmaxCrossEntropy().mean(scores, input("y", INT32, 32, 1)));
    fails(
        "negativeLogLikelihood: class indices must be integers; use cast(INT32), got f32[32, 10]"
            + " and f32[32] (prediction: \"z\", target: \"y\")",
        () -> new NegativeLogLikelihood().mean(scores, input("y", FLOAT32, 32)));
    fails(
        "softmaxCrossEntropy: the last axis of the prediction must be the classes, got f32[] and"
            + " i32[] (prediction: \"z\", target: \"y\")",
        () -> new SoftmaxCrossEntropy().mean(input("z", FLOAT32), input("y", INT32)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "nd4j", "cpu"})
  void aLabelOutOfRangeIsNamed(String backend) {
    HostArray scores = HostArray.zeros(new TensorType(FLOAT32, Shape.of(7, 10)));
    HostArray labels = LossRun.labels(0, 9, 1, 2, 3, 10, 4);
    NodeFunction function = NodeFunction.of((z, y) -> new SoftmaxCrossEntropy().mean(z, y));
    fails(
        "softmaxCrossEntropy: label 10 at example 5 is outside 0..9",
        () -> LossRun.run(backend, function, scores, labels));
    NodeFunction slide =
        NodeFunction.of((z, y) -> new MultiLabelCrossEntropy().mean(Ops.sigmoid(z), y));
    fails(
        "multiLabelCrossEntropy: label -1 at example 0 is outside 0..9",
        () -> LossRun.run(backend, slide, scores, LossRun.labels(-1, 9, 1, 2, 3, 10, 4)));
  }

  @Test
  void weightsMustAlignOnTheLeft() {
    Node p = input("p", FLOAT32, 4, 3);
    fails(
        "squaredError: weights must align on the left with the loss of each example, got f32[3] for"
            + " f32[4, 3]",
        () -> new SquaredError().mean(p, p, input("w", FLOAT32, 3)));
    fails(
        "softmaxCrossEntropy: weights must align on the left with the loss of each example, got"
            + " bool[4, 3] for f32[4]",
        () -> new SoftmaxCrossEntropy().mean(p, p, input("w", BOOL, 4, 3)));
    fails(
        "squaredError: weights must be of the type of the loss; use cast, got f64[4] for f32[4, 3]",
        () -> new SquaredError().sum(p, p, input("w", FLOAT64, 4)));
  }

  @Test
  void settingsAreChecked() {
    fails("Huber: delta must be positive, got -1.0", () -> new Huber(-1));
    fails("Huber: delta must be positive, got NaN", () -> new Huber(Double.NaN));
    fails("Huber: delta must be positive, got 0.0", () -> new Huber(0));
    fails(
        "SoftmaxCrossEntropy: labelSmoothing must be in [0, 1), got 1.0",
        () -> new SoftmaxCrossEntropy(1));
    fails("Focal: gamma must be finite and not negative, got -0.5", () -> new Focal(-0.5, 0.25));
    fails("Focal: alpha must be in [0, 1], got 1.5", () -> new Focal(2, 1.5));
  }
}
