package org.ladera.autograd.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ladera.autograd.loss.LossRun.labels;
import static org.ladera.autograd.loss.LossRun.mask;
import static org.ladera.autograd.loss.LossRun.matrix;
import static org.ladera.autograd.loss.LossRun.row;
import static org.ladera.autograd.loss.LossRun.vector;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.Shape;

/**
 * Every loss against the numbers that PyTorch 1.13 gives in float64, by the function of
 * torch.nn.functional that each row names (or by its formula, where PyTorch has none).
 */
class LossValueTest {
  private static final HostArray Z = vector(-2, -0.3, 0, 0.7, 3);
  private static final HostArray NUMBERS = vector(0.5, -0.3, 1, 2.5, -1);
  private static final HostArray SIGNS = vector(1, -1, 1, -1, -1);
  private static final HostArray BITS = vector(0, 1, 1, 0, 1);
  private static final HostArray SHARES = vector(0, 1, 1, 0.25, 1);
  private static final HostArray COUNTS = vector(0, 1, 3, 2, 10);
  private static final HostArray LOGITS = matrix(row(1, -2, 0.5), row(0, 3, -1));
  private static final HostArray LABELS = labels(2, 0);
  private static final HostArray DISTRIBUTIONS = matrix(row(0.2, 0.3, 0.5), row(0, 1, 0));

  /** A loss at a point, with the loss of each example and the gradient of the mean. */
  static final class Row {
    private final String name;
    private final Loss loss;
    private final HostArray prediction;
    private final HostArray target;
    private final double[] each;
    private final double[] gradient;

    Row(
        String name,
        Loss loss,
        HostArray prediction,
        HostArray target,
        double[] each,
        double[] gradient) {
      this.name = name;
      this.loss = loss;
      this.prediction = prediction;
      this.target = target;
      this.each = each;
      this.gradient = gradient;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Row> ROWS =
      List.of(
          // mse_loss.
          new Row(
              "squared error",
              new SquaredError(),
              Z,
              NUMBERS,
              row(6.25, 0, 1, 3.24, 16),
              row(-1, 0, -0.4, -0.72, 1.6)),
          // l1_loss.
          new Row(
              "absolute error",
              new AbsoluteError(),
              Z,
              NUMBERS,
              row(2.5, 0, 1, 1.8, 4),
              row(-0.2, 0, -0.2, -0.2, 0.2)),
          // huber_loss, delta 1.5.
          new Row(
              "huber",
              new Huber(1.5),
              Z,
              NUMBERS,
              row(2.625, 0, 0.5, 1.575, 4.875),
              row(-0.3, 0, -0.2, -0.3, 0.3)),
          // log(cosh(f - y)).
          new Row(
              "log cosh",
              new LogCosh(),
              Z,
              NUMBERS,
              row(
                  1.8135681679291726,
                  0,
                  0.4337808304830271,
                  1.1338099124482628,
                  3.3071882258129506),
              row(
                  -0.1973228596302861,
                  0,
                  -0.15231883119115297,
                  -0.18936120256925362,
                  0.1998658599478134)),
          // binary_cross_entropy.
          new Row(
              "binary cross entropy",
              new BinaryCrossEntropy(),
              vector(0.1, 0.5, 0.9, 0.25, 0.999),
              SHARES,
              row(
                  0.10536051565782628,
                  0.6931471805599453,
                  0.10536051565782628,
                  0.5623351446188083,
                  0.0010005003335835344),
              row(0.2222222222222222, -0.4, -0.2222222222222222, 0, -0.2002002002002002)),
          // binary_cross_entropy_with_logits.
          new Row(
              "binary cross entropy with logits",
              new BinaryCrossEntropyWithLogits(),
              Z,
              SHARES,
              row(
                  0.1269280110429726,
                  0.854355244468527,
                  0.6931471805599453,
                  0.9281860488854577,
                  0.048587351573741965),
              row(
                  0.02384058440442351,
                  -0.11488850336233179,
                  -0.1,
                  0.08363755443363324,
                  -0.009485174635513328)),
          // cross_entropy of class indices.
          new Row(
              "softmax cross entropy",
              new SoftmaxCrossEntropy(),
              LOGITS,
              LABELS,
              row(1.0045969023422834, 3.0658839037574293),
              row(
                  0.3018744480743129,
                  0.015029443784787011,
                  -0.3169038918590999,
                  -0.47669368871101303,
                  0.4681197759382529,
                  0.008573912772760194)),
          // cross_entropy of class indices, label_smoothing 0.1.
          new Row(
              "softmax cross entropy smoothed",
              new SoftmaxCrossEntropy(0.1),
              LOGITS,
              LABELS,
              row(1.07126356900895, 2.9992172370907624),
              row(
                  0.28520778140764624,
                  -0.001637222881879655,
                  -0.28357055852576657,
                  -0.4433603553776797,
                  0.4514531092715862,
                  -0.008092753893906473)),
          // cross_entropy of distributions.
          new Row(
              "softmax cross entropy of distributions",
              new SoftmaxCrossEntropy(),
              LOGITS,
              DISTRIBUTIONS,
              row(1.6545969023422833, 0.06588390375742911),
              row(
                  0.2018744480743129,
                  -0.13497055621521298,
                  -0.0669038918590999,
                  0.023306311288986945,
                  -0.03188022406174712,
                  0.008573912772760194)),
          // cross_entropy of distributions, label_smoothing 0.1.
          new Row(
              "softmax cross entropy of distributions smoothed",
              new SoftmaxCrossEntropy(0.1),
              LOGITS,
              DISTRIBUTIONS,
              row(1.65626356900895, 0.2992172370907624),
              row(
                  0.19520778140764622,
                  -0.13663722288187966,
                  -0.058570558525766564,
                  0.006639644622320279,
                  0.001453109271586206,
                  -0.008092753893906473)),
          // nll_loss.
          new Row(
              "negative log likelihood",
              new NegativeLogLikelihood(),
              matrix(row(-0.5, -1.5, -2), row(-3, -0.1, -2.5)),
              LABELS,
              row(2, 3),
              row(0, 0, -0.5, -0.5, 0, 0)),
          // max(0, 1 - y f).
          new Row(
              "hinge",
              new Hinge(),
              Z,
              SIGNS,
              row(3, 0.7, 1, 1.7, 4),
              row(-0.2, 0.2, -0.2, 0.2, 0.2)),
          // max(0, 1 - y f)².
          new Row(
              "squared hinge",
              new SquaredHinge(),
              Z,
              SIGNS,
              row(9, 0.49, 1, 2.89, 16),
              row(-1.2, 0.28, -0.4, 0.68, 1.6)),
          // kl_div of log f, summed over the classes.
          new Row(
              "kullback leibler",
              new KullbackLeibler(),
              matrix(row(0.6, 0.3, 0.1), row(0.2, 0.5, 0.3)),
              DISTRIBUTIONS,
              row(0.5849964984834282, 0.6931471805599453),
              row(-0.16666666666666669, -0.5, -2.5, 0, -1, 0)),
          // poisson_nll_loss, log_input, not full.
          new Row(
              "poisson of logarithms",
              new Poisson(),
              Z,
              COUNTS,
              row(
                  0.1353352832366127,
                  1.0408182206817178,
                  1,
                  0.6137527074704767,
                  -9.914463076812332),
              row(
                  0.027067056647322542,
                  -0.051836355863656425,
                  -0.4,
                  0.0027505414940953155,
                  2.0171073846375336)),
          // poisson_nll_loss, not log_input, not full, eps 0.
          new Row(
              "poisson",
              new Poisson(false),
              vector(0.5, 1, 2, 4, 8),
              COUNTS,
              row(0.5, 1, -0.07944154167983575, 1.2274112777602189, -12.794415416798358),
              row(0.2, 0, -0.1, 0.1, -0.05)),
          // 1 - cosine_similarity.
          new Row(
              "cosine distance",
              new CosineDistance(),
              LOGITS,
              matrix(row(1, 0, 1), row(0.5, -1, 2)),
              row(0.5370899501137243, 1.6900655593423541),
              row(
                  -0.11021667854435137,
                  -0.08817334283548109,
                  -0.13226001425322165,
                  -0.03450327796711771,
                  -0.03450327796711769,
                  -0.10350983390135314)),
          // The formula of torchvision.ops.sigmoid_focal_loss.
          new Row(
              "focal",
              new Focal(),
              Z,
              BITS,
              row(
                  0.0013526721264302832,
                  0.07048093405920755,
                  0.04332169878499658,
                  0.3694086597123815,
                  2.732083112424916e-05),
              row(
                  0.0007306410293089155,
                  -0.021475323429287516,
                  -0.014914339756999316,
                  0.0937790843450646,
                  -1.574359232441393e-05)),
          // The same, gamma 0.5, alpha 0.75.
          new Row(
              "focal of other settings",
              new Focal(0.5, 0.75),
              Z,
              BITS,
              row(
                  0.010955720247801117,
                  0.4856496065698046,
                  0.3675968038007052,
                  0.22544366267300212,
                  0.007935826387046943),
              row(
                  0.0030227633404826867,
                  -0.08597439136577288,
                  -0.07141284877902633,
                  0.0347902505148544,
                  -0.0023051704538551926)));

  @ParameterizedTest
  @FieldSource("ROWS")
  void valuesAndGradientsAreThoseOfTorch(Row row) {
    LossRun.Numbers numbers = LossRun.of(row.loss, row.prediction, row.target);
    assertArrayEquals(row.each, numbers.each(), 4e-15);
    assertArrayEquals(row.gradient, numbers.gradient(), 2e-15);
    double sum = 0;
    for (double each : row.each) {
      sum += each;
    }
    assertEquals(sum / row.each.length, numbers.mean(), 4e-15);
  }

  /** The sum over the classes of binary_cross_entropy_with_logits, from LOGITS. */
  @Test
  void theMultiLabelCostOfSigmoidsIsThatOfTorch() {
    Loss loss = (z, y) -> new MultiLabelCrossEntropy().each(Ops.sigmoid(z), y);
    double[] each = {1.9142666827413022, 4.05499621965191};
    double[] gradient = {
      0.36552928931500245,
      0.05960146101105877,
      -0.1887703343990727,
      -0.25,
      0.4762870634112167,
      0.13447071068499755
    };
    HostArray hot = matrix(row(0, 0, 1), row(1, 0, 0));
    for (HostArray target : new HostArray[] {LABELS, hot}) {
      LossRun.Numbers numbers = LossRun.of(loss, LOGITS, target);
      assertArrayEquals(each, numbers.each(), 4e-15);
      assertArrayEquals(gradient, numbers.gradient(), 2e-15);
    }
  }

  @Test
  void integersAndBoolServeAsBinaryLabels() {
    double[] wanted = LossRun.of(new BinaryCrossEntropyWithLogits(), Z, BITS).each();
    for (HostArray target : new HostArray[] {labels(0, 1, 1, 0, 1), mask(0, 1, 1, 0, 1)}) {
      assertArrayEquals(wanted, LossRun.of(new BinaryCrossEntropyWithLogits(), Z, target).each());
    }
  }

  @Test
  void boolServesAsSigns() {
    assertArrayEquals(
        LossRun.of(new Hinge(), Z, SIGNS).each(),
        LossRun.of(new Hinge(), Z, mask(1, 0, 1, 0, 0)).each());
  }

  @Test
  void aTargetMayBeASingleNumber() {
    HostArray one = HostArray.ofDoubles(Z.type().dtype(), Shape.scalar(), 1);
    assertArrayEquals(
        new double[] {9, 1.69, 1, 0.09, 4}, LossRun.of(new SquaredError(), Z, one).each(), 1e-15);
  }

  @Test
  void logCoshKeepsItsDigitsNearZero() {
    // log cosh e = e²/2 - e⁴/12 + ...
    double[] each = LossRun.of(new LogCosh(), vector(1e-4), vector(0)).each();
    assertEquals(5e-9 - 1e-16 / 12, each[0], 1e-20);
  }
}
