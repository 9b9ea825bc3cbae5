package org.ladera.autograd;

import static org.ladera.autograd.Domain.BOOL;
import static org.ladera.autograd.Domain.INT32;
import static org.ladera.autograd.Domain.NEAR_HALF;
import static org.ladera.autograd.Domain.NEAR_WHOLE;
import static org.ladera.autograd.Domain.NONZERO;
import static org.ladera.autograd.Domain.NORMAL;
import static org.ladera.autograd.Domain.POSITIVE;
import static org.ladera.autograd.Domain.PROBABILITY;
import static org.ladera.autograd.Domain.SIGNS;
import static org.ladera.autograd.Domain.indices;
import static org.ladera.autograd.Samples.shape;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ladera.autograd.loss.AbsoluteError;
import org.ladera.autograd.loss.BinaryCrossEntropy;
import org.ladera.autograd.loss.BinaryCrossEntropyWithLogits;
import org.ladera.autograd.loss.CosineDistance;
import org.ladera.autograd.loss.Focal;
import org.ladera.autograd.loss.Hinge;
import org.ladera.autograd.loss.Huber;
import org.ladera.autograd.loss.KullbackLeibler;
import org.ladera.autograd.loss.LogCosh;
import org.ladera.autograd.loss.Loss;
import org.ladera.autograd.loss.MultiLabelCrossEntropy;
import org.ladera.autograd.loss.NegativeLogLikelihood;
import org.ladera.autograd.loss.Poisson;
import org.ladera.autograd.loss.SoftmaxCrossEntropy;
import org.ladera.autograd.loss.SquaredError;
import org.ladera.autograd.loss.SquaredHinge;
import org.ladera.core.fn.Softmax;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.Shape;

/** One row or more for every loss: the loss of each example, of prediction and target. */
final class LossTable {
  private static final List<List<Shape>> ENTRIES =
      Stream.of(shape(2, 3), shape(), shape(1), shape(5), shape(2, 1, 3), shape(0), shape(0, 3))
          .map(shape -> List.of(shape, shape))
          .toList();

  private static final List<List<Shape>> THREE_CLASSES =
      Stream.of(shape(2, 3), shape(3), shape(4, 3), shape(2, 1, 3), shape(0, 3))
          .map(shape -> List.of(shape, shape))
          .toList();

  private static final List<List<Shape>> INDICES =
      List.of(
          List.of(shape(2, 3), shape(2)),
          List.of(shape(3), shape()),
          List.of(shape(1, 3), shape(1)),
          List.of(shape(2, 1, 3), shape(2, 1)),
          List.of(shape(0, 3), shape(0)));

  static final List<Row> OF_NUMBERS =
      List.of(
          entries(new SquaredError(), NORMAL, NORMAL),
          entries(new SquaredError(), NORMAL, INT32),
          entries(new AbsoluteError(), NEAR_WHOLE, NEAR_HALF),
          entries(new Huber(), NEAR_WHOLE, NEAR_HALF),
          entries(new LogCosh(), NORMAL, NORMAL),
          entries(new Hinge(), NEAR_HALF, SIGNS),
          entries(new Hinge(), NEAR_HALF, BOOL),
          entries(new SquaredHinge(), NEAR_HALF, SIGNS),
          entries(new Poisson(), NORMAL, POSITIVE),
          entries(new Poisson(false), POSITIVE, POSITIVE));

  static final List<Row> OF_BITS =
      List.of(
          entries(new BinaryCrossEntropy(), PROBABILITY, PROBABILITY),
          entries(new BinaryCrossEntropy(), PROBABILITY, BOOL),
          through(new BinaryCrossEntropy(), "sigmoid", Ops::sigmoid, PROBABILITY, ENTRIES),
          entries(new BinaryCrossEntropyWithLogits(), NORMAL, PROBABILITY),
          entries(new BinaryCrossEntropyWithLogits(), NORMAL, BOOL),
          entries(new Focal(), NORMAL, BOOL),
          entries(new Focal(0.5, 0.6), NORMAL, PROBABILITY),
          entries(new Focal(0, 0.5), NORMAL, BOOL));

  static final List<Row> OF_CLASSES =
      List.of(
          row(new SoftmaxCrossEntropy(), NORMAL, indices(3), INDICES),
          row(new SoftmaxCrossEntropy(0.1), NORMAL, indices(3), INDICES),
          row(new SoftmaxCrossEntropy(), NORMAL, PROBABILITY, THREE_CLASSES),
          row(new SoftmaxCrossEntropy(0.2), NORMAL, PROBABILITY, THREE_CLASSES),
          row(new NegativeLogLikelihood(), NORMAL, indices(3), INDICES),
          through(
              new NegativeLogLikelihood(), "logSoftmax", Softmax::logSoftmax, indices(3), INDICES),
          row(new MultiLabelCrossEntropy(), PROBABILITY, indices(3), INDICES),
          row(new MultiLabelCrossEntropy(), PROBABILITY, PROBABILITY, THREE_CLASSES),
          through(new MultiLabelCrossEntropy(), "sigmoid", Ops::sigmoid, indices(3), INDICES),
          row(new KullbackLeibler(), PROBABILITY, PROBABILITY, THREE_CLASSES),
          through(new KullbackLeibler(), "softmax", Softmax::softmax, PROBABILITY, THREE_CLASSES),
          row(new CosineDistance(), NONZERO, NONZERO, THREE_CLASSES));

  static final List<Row> ROWS =
      Stream.of(OF_NUMBERS, OF_BITS, OF_CLASSES).flatMap(List::stream).toList();

  private LossTable() {}

  private static Row entries(Loss loss, Domain prediction, Domain target) {
    return row(loss, prediction, target, ENTRIES);
  }

  private static Row row(Loss loss, Domain prediction, Domain target, List<List<Shape>> samples) {
    return Row.binary(name(loss), loss.toString(), loss::each, prediction, target, samples);
  }

  /** A loss of what is made of logits. */
  private static Row through(
      Loss loss, String label, UnaryOperator<Node> link, Domain target, List<List<Shape>> samples) {
    return Row.binary(
        name(loss),
        loss + " of " + label,
        (z, y) -> loss.each(link.apply(z), y),
        NORMAL,
        target,
        samples);
  }

  private static String name(Loss loss) {
    return loss.getClass().getSimpleName();
  }
}
