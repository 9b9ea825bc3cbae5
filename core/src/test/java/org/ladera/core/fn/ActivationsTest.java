package org.ladera.core.fn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.ladera.core.graph.Node;

/** The activations against PyTorch 1.13 in float64, by the functions of torch.nn.functional. */
class ActivationsTest {
  private static final double[] X = {-3.5, -1, -0.25, 0, 0.5, 2, 3.25};

  /** A function and its values at X. */
  static final class Row {
    private final String name;
    private final Function<Node, Node> function;
    private final double[] values;

    Row(String name, Function<Node, Node> function, double... values) {
      this.name = name;
      this.function = function;
      this.values = values;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Row> ROWS =
      List.of(
          new Row("relu", Activations::relu, 0, 0, 0, 0, 0.5, 2, 3.25),
          new Row("relu6", x -> Activations.relu6(x.times(2)), 0, 0, 0, 0, 1, 4, 6),
          new Row(
              "leaky relu", x -> Activations.leakyRelu(x, 0.2), -0.7, -0.2, -0.05, 0, 0.5, 2, 3.25),
          new Row(
              "elu",
              x -> Activations.elu(x, 1.5),
              -1.4547039248665223,
              -0.9481808382428365,
              -0.3317988253928927,
              0,
              0.5,
              2,
              3.25),
          new Row(
              "selu",
              Activations::selu,
              -1.705009340957283,
              -1.1113307378125625,
              -0.388890197478119,
              0,
              0.5253504936777402,
              2.101401974710961,
              3.4147782089053114),
          new Row(
              "celu",
              x -> Activations.celu(x, 0.5),
              -0.49954405901722276,
              -0.43233235838169365,
              -0.1967346701436833,
              0,
              0.5,
              2,
              3.25),
          new Row(
              "gelu",
              Activations::gelu,
              -0.0008142017766243903,
              -0.15865525393145702,
              -0.10032341857926907,
              0,
              0.34573123063700656,
              1.9544997361036416,
              3.24812466861223),
          new Row(
              "gelu tanh",
              Activations::geluTanh,
              -0.0006161976553737403,
              -0.15880800939172324,
              -0.100324649298315,
              0,
              0.34571400982514394,
              1.954597694087775,
              3.2484313728552525),
          new Row(
              "silu",
              Activations::silu,
              -0.10259280762974712,
              -0.2689414213699951,
              -0.10945587477855048,
              0,
              0.3112296656009273,
              1.7615941559557646,
              3.1286876161315793),
          new Row(
              "mish",
              Activations::mish,
              -0.10409575448637122,
              -0.30340146137410895,
              -0.129926963679141,
              0,
              0.3752452113048951,
              1.9439589595339946,
              3.2409561733599657),
          new Row(
              "log sigmoid",
              Activations::logSigmoid,
              -3.5297504182726205,
              -1.3132616875182228,
              -0.8259394198788436,
              -0.6931471805599453,
              -0.4740769841801067,
              -0.1269280110429725,
              -0.038041371687783126),
          new Row(
              "softsign",
              Activations::softsign,
              -7.0 / 9,
              -0.5,
              -0.2,
              0,
              1.0 / 3,
              2.0 / 3,
              0.7647058823529411),
          new Row(
              "hard sigmoid",
              Activations::hardSigmoid,
              0,
              1.0 / 3,
              2.75 / 6,
              0.5,
              3.5 / 6,
              5.0 / 6,
              1),
          new Row(
              "hard silu",
              Activations::hardSilu,
              0,
              -1.0 / 3,
              -0.6875 / 6,
              0,
              1.75 / 6,
              5.0 / 3,
              3.25),
          new Row("hard tanh", Activations::hardTanh, -1, -1, -0.25, 0, 0.5, 1, 1));

  @ParameterizedTest
  @FieldSource("ROWS")
  void valuesAreThoseOfTorch(Row row) {
    assertArrayEquals(row.values, FunctionRun.of(row.function, X), 1e-15);
  }

  @ParameterizedTest
  @FieldSource("ROWS")
  void nanStaysNaN(Row row) {
    assertEquals(Double.NaN, FunctionRun.of(row.function, Double.NaN)[0]);
  }

  /** Those with a limit at minus infinity that the formula reaches. */
  static final List<Function<Node, Node>> BOUNDED =
      List.of(
          Activations::relu,
          x -> Activations.elu(x, 1),
          Activations::selu,
          x -> Activations.celu(x, 2),
          Activations::hardTanh);

  @ParameterizedTest
  @FieldSource("BOUNDED")
  void infinitiesHaveLimits(Function<Node, Node> function) {
    double[] values =
        FunctionRun.of(function, Double.NEGATIVE_INFINITY, -1e300, Double.POSITIVE_INFINITY, 1e300);
    assertEquals(values[1], values[0]);
    assertEquals(true, values[2] >= values[3] && values[3] >= 1);
  }

  @Test
  void reluOfMinusZeroIsPlusZero() {
    assertEquals(0.0, FunctionRun.of(Activations::relu, -0.0)[0]);
  }
}
