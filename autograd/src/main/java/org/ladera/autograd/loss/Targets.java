package org.ladera.autograd.loss;

import java.util.Arrays;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/** What the losses here ask of a target, and make of it. */
final class Targets {
  private Targets() {}

  /** A target of numbers, one for each entry of the prediction, in the type of the prediction. */
  static Node numbers(Loss loss, Node prediction, Node target) {
    checkFloating(loss, prediction, target);
    if (!target.shape().isScalar() && !target.shape().equals(prediction.shape())) {
      throw LossNames.error(
          loss.name(),
          "prediction and target must have one shape",
          prediction,
          target,
          LossNames.reshapeHint(prediction, target));
    }
    boolean differs = target.dtype() != prediction.dtype();
    boolean yields = target.type().weak() || prediction.type().weak();
    if (target.dtype().isFloating() && differs && !yields) {
      throw LossNames.error(
          loss.name(),
          "prediction and target must be of one type; use cast",
          prediction,
          target,
          "");
    }
    return target.dtype().isFloating() ? target : target.cast(prediction.dtype());
  }

  /** A target of -1 and 1, in the type of the prediction; of bool, true is 1. */
  static Node signs(Loss loss, Node prediction, Node target) {
    Node numbers = numbers(loss, prediction, target);
    return target.dtype() == DType.BOOL ? numbers.times(2).minus(1) : numbers;
  }

  /** Whether a target gives a class index for each row of scores, rather than a number for each. */
  static boolean areIndices(Node scores, Node target) {
    boolean odd = target.dtype().isInteger() && !target.shape().equals(scores.shape());
    return target.shape().rank() < scores.shape().rank() || odd;
  }

  /** A target of class indices, one for each row of scores, that each run checks. */
  static Node indices(Loss loss, Node scores, Node target) {
    checkClasses(loss, scores, target);
    int[] rows = Arrays.copyOf(scores.shape().toArray(), scores.shape().rank() - 1);
    if (!target.shape().equals(Shape.of(rows))) {
      throw LossNames.error(
          loss.name(),
          "there must be one class index for each row of scores",
          scores,
          target,
          hint(rows, target));
    }
    if (!target.dtype().isInteger()) {
      throw LossNames.error(
          loss.name(), "class indices must be integers; use cast(INT32)", scores, target, "");
    }
    return Ops.inRange(target, scores.shape().last(), loss.name() + ": label");
  }

  private static String hint(int[] rows, Node target) {
    Shape wanted = Shape.of(rows);
    String sizes = wanted.toString();
    return wanted.size() == target.shape().size()
        ? "; use target.reshape(" + sizes.substring(1, sizes.length() - 1) + ")"
        : "";
  }

  /** Scores are floating numbers with an axis of classes. */
  static void checkClasses(Loss loss, Node scores, Node target) {
    checkFloating(loss, scores, target);
    if (scores.shape().isScalar() || scores.shape().last() == 0) {
      throw LossNames.error(
          loss.name(), "the last axis of the prediction must be the classes", scores, target, "");
    }
  }

  private static void checkFloating(Loss loss, Node prediction, Node target) {
    if (!prediction.dtype().isFloating()) {
      throw LossNames.error(
          loss.name(),
          "the prediction must be of a floating type; use cast(FLOAT32)",
          prediction,
          target,
          "");
    }
  }
}
