package org.ladera.autograd;

import static org.ladera.autograd.Domain.BETWEEN_HALVES;
import static org.ladera.autograd.Domain.INT64;
import static org.ladera.autograd.Domain.NONZERO;
import static org.ladera.autograd.Domain.NORMAL;
import static org.ladera.autograd.Domain.POSITIVE;
import static org.ladera.autograd.Domain.indices;
import static org.ladera.autograd.Row.Slope.FLAT;
import static org.ladera.autograd.Row.binary;
import static org.ladera.autograd.Row.unary;
import static org.ladera.autograd.Samples.FULL;
import static org.ladera.autograd.Samples.MATRICES;
import static org.ladera.autograd.Samples.ONE;
import static org.ladera.autograd.Samples.TWO;
import static org.ladera.autograd.Samples.each;
import static org.ladera.autograd.Samples.shape;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ladera.core.fn.Activations;
import org.ladera.core.fn.Elementary;
import org.ladera.core.fn.Indexing;
import org.ladera.core.fn.Random;
import org.ladera.core.fn.Softmax;
import org.ladera.core.fn.Statistics;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/** One row or more for every function of {@code org.ladera.core.fn}, and the stable ones of Ops. */
final class FunctionTable {
  static final List<Row> ACTIVATIONS =
      List.of(
          activation("relu", Activations::relu),
          activation("relu6", x -> Activations.relu6(x.times(3))),
          activation("leakyRelu", x -> Activations.leakyRelu(x, 0.2)),
          activation("elu", x -> Activations.elu(x, 1.5)),
          activation("selu", Activations::selu),
          activation("celu", x -> Activations.celu(x, 0.5)),
          activation("gelu", Activations::gelu),
          activation("geluTanh", Activations::geluTanh),
          activation("silu", Activations::silu),
          activation("mish", Activations::mish),
          activation("logSigmoid", Activations::logSigmoid),
          activation("softsign", Activations::softsign),
          activation("hardSigmoid", x -> Activations.hardSigmoid(x.times(2))),
          activation("hardSilu", x -> Activations.hardSilu(x.times(2))),
          activation("hardTanh", Activations::hardTanh));

  static final List<Row> ELEMENTARY =
      List.of(
          unary("Elementary.tan", "tan x", x -> Elementary.tan(x.times(0.3)), NORMAL, ONE),
          unary(
              "Elementary.clip", "to [-1, 2]", x -> Elementary.clip(x, -1, 2), BETWEEN_HALVES, ONE),
          unary("Elementary.logCosh", "log cosh x", Elementary::logCosh, NORMAL, ONE),
          binary("Elementary.xlogy", "x log y", Elementary::xlogy, NORMAL, POSITIVE, TWO),
          binary(
              "Elementary.xlogy",
              "x log sigmoid y",
              FunctionTable::xLogSigmoid,
              NORMAL,
              NORMAL,
              TWO),
          unary("Ops.softplus", "log(1 + e^x)", Ops::softplus, NORMAL, ONE),
          unary("Ops.log", "log sigmoid", x -> Ops.log(Ops.sigmoid(x)), NORMAL, ONE),
          unary("Ops.log", "log(1 - sigmoid)", x -> Ops.log(oneMinus(Ops.sigmoid(x))), NORMAL, ONE),
          unary("Ops.log", "log 1 / (1 + e^-x)", x -> Ops.log(logistic(x)), NORMAL, ONE),
          unary(
              "Ops.log",
              "log(1 - 1 / (1 + e^-x))",
              x -> Ops.log(oneMinus(logistic(x))),
              NORMAL,
              ONE),
          unary("Ops.log", "log softmax", x -> Ops.log(Softmax.softmax(x)), NORMAL, FULL),
          unary(
              "Ops.log",
              "log(1 - softmax)",
              x -> Ops.log(oneMinus(Softmax.softmax(x))),
              NORMAL,
              several()),
          unary(
              "Ops.log1p",
              "log(1 + -sigmoid)",
              x -> Ops.log1p(Ops.sigmoid(x).negate()),
              NORMAL,
              ONE),
          unary("Ops.log", "log e^x", x -> Ops.log(Ops.exp(x)), NORMAL, ONE),
          unary("Ops.mean", "over the first axis", x -> x.mean(0), NORMAL, FULL));

  static final List<Row> ALONG_AXES =
      List.of(
          unary("Softmax.softmax", "of the last axis", Softmax::softmax, NORMAL, FULL),
          unary(
              "Softmax.softmax", "of two axes", x -> Softmax.softmax(x, 0, -1), NORMAL, matrices()),
          unary("Softmax.logSoftmax", "of the last axis", Softmax::logSoftmax, NORMAL, FULL),
          unary(
              "Softmax.logSoftmax",
              "of the first axis",
              x -> Softmax.logSoftmax(x, 0),
              NORMAL,
              FULL),
          unary("Softmax.logSumExp", "of all axes", x -> Softmax.logSumExp(x), NORMAL, FULL),
          unary(
              "Softmax.logSumExp", "of the last axis", x -> Softmax.logSumExp(x, -1), NORMAL, FULL),
          unary("Statistics.variance", "of all axes", x -> Statistics.variance(x), NORMAL, FULL),
          unary(
              "Statistics.variance",
              "of the first axis",
              x -> Statistics.variance(x, 0),
              NORMAL,
              FULL),
          unary(
              "Statistics.standardDeviation",
              "of the last axis",
              x -> Statistics.standardDeviation(x, -1),
              NORMAL,
              each(shape(2, 3), shape(4), shape(2, 1, 3))),
          unary("Statistics.norm", "of all axes", x -> Statistics.norm(x), NONZERO, FULL),
          unary("Statistics.norm", "of the first axis", x -> Statistics.norm(x, 0), NONZERO, FULL),
          unary(
              "Statistics.normalized",
              "the last axis",
              x -> Statistics.normalized(x, -1),
              NONZERO,
              FULL),
          binary(
              "Statistics.cosineSimilarity",
              "along the last axis",
              (a, b) -> Statistics.cosineSimilarity(a, b, -1),
              NONZERO,
              NONZERO,
              List.of(
                  List.of(shape(2, 3), shape(2, 3)),
                  List.of(shape(2, 3), shape(3)),
                  List.of(shape(4), shape(4)),
                  List.of(shape(0, 3), shape(3)))));

  static final List<Row> INTEGERS =
      List.of(
          unary("Indexing.oneHot", "f32", x -> Indexing.oneHot(x, 4), indices(4), ONE).with(FLAT),
          unary("Indexing.oneHot", "i64", x -> Indexing.oneHot(x, 3, DType.INT64), INT64, ONE)
              .with(FLAT),
          binary(
              "Indexing.pick",
              "an entry of each row",
              Indexing::pick,
              NORMAL,
              indices(3),
              List.of(
                  List.of(shape(2, 3), shape(2)),
                  List.of(shape(3), shape()),
                  List.of(shape(2, 1, 3), shape(2, 1)),
                  List.of(shape(0, 3), shape(0)))),
          random("uniform", c -> Random.uniform(1, 2, shape(3, 5), c, DType.FLOAT32)),
          random("uniform", c -> Random.uniform(1, 2, shape(3, 5), c, DType.FLOAT64)),
          random("normal", c -> Random.normal(1, 2, shape(3, 5), c, DType.FLOAT64)),
          random("bernoulli", c -> Random.bernoulli(0.3, 1, 2, shape(3, 5), c)));

  static final List<Row> ROWS =
      Stream.of(ACTIVATIONS, ELEMENTARY, ALONG_AXES, INTEGERS).flatMap(List::stream).toList();

  private FunctionTable() {}

  /** Between halves, so away from every kink of the activations here. */
  private static Row activation(String name, UnaryOperator<Node> function) {
    return unary("Activations." + name, "x", function, BETWEEN_HALVES, ONE);
  }

  private static Row random(String name, UnaryOperator<Node> function) {
    return unary("Random." + name, "of a counter", function, INT64, each(shape())).with(FLAT);
  }

  private static List<List<Shape>> matrices() {
    return MATRICES.stream().filter(shapes -> shapes.getFirst().size() > 0).toList();
  }

  private static List<List<Shape>> several() {
    return FULL.stream().filter(shapes -> shapes.getFirst().last() > 1).toList();
  }

  private static Node xLogSigmoid(Node x, Node y) {
    return Elementary.xlogy(x, Ops.sigmoid(y));
  }

  private static Node oneMinus(Node x) {
    return Ops.constant(1).minus(x);
  }

  private static Node logistic(Node x) {
    return Ops.constant(1).dividedBy(Ops.exp(x.negate()).plus(1));
  }
}
