package org.ladera.autograd.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.autograd.nn.Initializers.ones;
import static org.ladera.autograd.nn.Layers.batchNorm;
import static org.ladera.autograd.nn.Layers.dense;
import static org.ladera.autograd.nn.Layers.dropout;
import static org.ladera.autograd.nn.Layers.relu;
import static org.ladera.autograd.nn.Layers.residual;
import static org.ladera.autograd.nn.Layers.sequential;

import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Node;

class SummaryTest {
  private record Scale() implements Layer {
    @Override
    public Node apply(Scope scope, Node x) {
      return x.times(scope.parameter("gain", x.shape().last(), ones()));
    }
  }

  @Test
  void aRowForEachLayerWithItsShapeAndParameters() {
    Layer network = sequential(dense(1000), relu(), dropout(0.5), dense(3).named("head"));
    assertEquals(
        """
        path       layer         output      parameters
        dense.0    dense(1000)   [32, 1000]       5,000
        relu.0     relu()        [32, 1000]           0
        dropout.0  dropout(0.5)  [32, 1000]           0
        head       dense(3)      [32, 3]          3,003
        total                                     8,003
        """,
        Model.of(network, 1).build(32, 4).summary());
  }

  @Test
  void partsStandBelowTheirWholeAndUntrainedNumbersAtTheEnd() {
    Layer network =
        sequential(residual(sequential(dense(4), batchNorm())), new Scale(), (scope, x) -> x);
    assertEquals(
        """
        path                          layer                   output  parameters
        residual.0                    residual                [2, 4]          28
        residual.0.inner              sequential              [2, 4]          28
        residual.0.inner.dense.0      dense(4)                [2, 4]          20
        residual.0.inner.batchNorm.0  batchNorm(0.9, 1.0E-5)  [2, 4]           8
        scale.0                       scale                   [2, 4]           4
        layer.0                       layer                   [2, 4]           0
        total                                                                 32
        untrained                                                              8
        """,
        Model.of(network, 1).build(2, 4).summary());
  }

  @Test
  void aModelOfOneLayerShowsIt() {
    assertEquals(
        """
        path    layer     output  parameters
        (root)  dense(2)  [1, 2]           8
        total                              8
        """,
        Model.of(dense(2), 1).build(1, 3).summary());
  }

  @Test
  void aSharedPartHasOneRow() {
    Layer shared =
        (scope, x) -> {
          var cell = scope.bind("cell", new Scale());
          Node once = cell.call((scale, visit) -> scale.apply(visit, x));
          return cell.call((scale, visit) -> scale.apply(visit, once));
        };
    assertEquals(
        """
        path   layer  output  parameters
        cell   scale  [1, 3]           3
        total                          3
        """,
        Model.of(shared, 1).build(1, 3).summary());
  }

  @Test
  void laterShapesDoNotChangeIt() {
    Model<Node> model = Model.of(sequential(dense(2)), 1).build(8, 3);
    String summary = model.summary();
    assertEquals(summary, model.build(1, 3).summary());
  }

  @Test
  void aNestedModelIsSaidToKeepItsOwnParameters() {
    Model<Node> encoder = Model.of(sequential(dense(2)), 1);
    String summary = Model.of(sequential(encoder, dense(3)), 2).build(1, 4).summary();
    assertTrue(summary.contains("a model of its own, not trained here"), summary);
  }
}
