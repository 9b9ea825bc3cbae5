package org.ladera.optim.plan;

import static org.ladera.autograd.nn.Layers.batchNorm;
import static org.ladera.autograd.nn.Layers.dense;
import static org.ladera.autograd.nn.Layers.dropout;
import static org.ladera.autograd.nn.Layers.relu;
import static org.ladera.autograd.nn.Layers.tanh;
import static org.ladera.optim.plan.Networks.deep;
import static org.ladera.optim.plan.Networks.threeLayers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ladera.autograd.loss.BinaryCrossEntropy;
import org.ladera.autograd.loss.Loss;
import org.ladera.autograd.loss.SoftmaxCrossEntropy;
import org.ladera.autograd.loss.SquaredError;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Optimizer;
import org.ladera.optim.plan.Networks.AttentionBlock;
import org.ladera.optim.plan.Networks.Gru;
import org.ladera.optim.plan.Networks.LayerNorm;
import org.ladera.optim.plan.Networks.TiedEmbedding;
import org.ladera.optim.plan.Rules.Lamb;
import org.ladera.optim.plan.Rules.Sam;
import org.ladera.optim.plan.Rules.SignOfMomentum;
import org.ladera.optim.rule.Adam;
import org.ladera.optim.rule.GradientDescent;
import org.ladera.optim.transform.ClipByGlobalNorm;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Training steps of many kinds, by name. */
final class Workloads {
  static final Loss CROSS_ENTROPY = new SoftmaxCrossEntropy();
  private static final Optimizer ADAM = Adam.withRate(0.001);
  private static final Optimizer DESCENT = GradientDescent.withRate(0.1);

  private Workloads() {}

  /** Those whose plans are held to accepted texts. */
  static Map<String, Workload> named() {
    Map<String, Workload> all = new LinkedHashMap<>();
    all.put("adam", Workload.ofClasses(ADAM, CROSS_ENTROPY, 784, threeLayers(relu())));
    all.put("descent", Workload.ofClasses(DESCENT, CROSS_ENTROPY, 784, threeLayers(tanh())));
    all.put("sigmoids", Workload.ofNumbers(DESCENT, sigmoids(), 784, 10, threeLayers(relu())));
    all.put("softmax-regression", Workload.ofClasses(DESCENT, CROSS_ENTROPY, 30, dense(3)));
    all.put("logistic-regression", Workload.ofNumbers(DESCENT, sigmoids(), 30, 1, dense(1)));
    all.put(
        "layer-norm",
        Workload.ofClasses(ADAM, CROSS_ENTROPY, 256, dense(256), new LayerNorm(), dense(10)));
    all.put(
        "batch-norm",
        Workload.ofClasses(
            DESCENT, CROSS_ENTROPY, 784, dense(256), batchNorm(), relu(), dense(10)));
    all.put(
        "dropout",
        Workload.ofClasses(
            DESCENT, CROSS_ENTROPY, 784, dense(256), relu(), dropout(0.5), dense(10)));
    all.put("attention", attention(DESCENT));
    all.put("tied-embedding", tiedEmbedding(DESCENT));
    all.put("recurrent", recurrent(DESCENT, 3));
    all.put("deep", Workload.ofClasses(DESCENT, CROSS_ENTROPY, 16, deep(4)));
    all.put(
        "clipping",
        Workload.ofClasses(
            new ClipByGlobalNorm(DESCENT, 1), CROSS_ENTROPY, 784, dense(256), relu(), dense(10)));
    all.put("sharpness-aware", sharpnessAware());
    all.put("ratio-of-norms", ratioOfNorms());
    all.put(
        "own-loss-and-optimizer",
        Workload.ofNumbers(
            new SignOfMomentum(0.001), ownLoss(), 64, 5, dense(32), tanh(), dense(5)));
    return all;
  }

  /** The cost of the slide on a sigmoid for each class. */
  static Loss sigmoids() {
    return (p, t) -> new BinaryCrossEntropy().each(Ops.sigmoid(p), t);
  }

  /** Robust regression that no library has: log(1 + (p - t)^2 / 4), smaller where t is large. */
  private static Loss ownLoss() {
    return (p, t) ->
        Ops.log1p(p.minus(t).square().times(0.25)).dividedBy(Ops.abs(t).plus(1)).sum(-1);
  }

  static Workload attention(Optimizer optimizer) {
    INDArray sequences = Nd4j.zeros(DataType.FLOAT, 8, 32, 64);
    return Workload.of(optimizer, new SquaredError(), sequences, sequences, new AttentionBlock(4));
  }

  static Workload tiedEmbedding(Optimizer optimizer) {
    INDArray words = Nd4j.zeros(DataType.INT32, 128);
    return Workload.of(optimizer, CROSS_ENTROPY, words, words, new TiedEmbedding(500, 64));
  }

  static Workload recurrent(Optimizer optimizer, int steps) {
    INDArray sequences = Nd4j.zeros(DataType.FLOAT, steps, 32, 16);
    INDArray labels = Nd4j.zeros(DataType.INT32, 32);
    return Workload.of(optimizer, CROSS_ENTROPY, sequences, labels, new Gru(64), dense(10));
  }

  static Workload sharpnessAware() {
    return Workload.ofClasses(new Sam(DESCENT, 0.05), CROSS_ENTROPY, 784, threeLayers(relu()));
  }

  static Workload ratioOfNorms() {
    return Workload.ofClasses(new Lamb(0.001), CROSS_ENTROPY, 784, threeLayers(relu()));
  }
}
