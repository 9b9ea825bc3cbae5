package org.ladera.optim.plan;

import static org.ladera.autograd.nn.Initializers.glorotUniform;
import static org.ladera.autograd.nn.Initializers.ones;
import static org.ladera.autograd.nn.Initializers.zeros;
import static org.ladera.autograd.nn.Layers.dense;

import java.util.List;
import java.util.stream.Stream;
import org.ladera.autograd.nn.Layer;
import org.ladera.autograd.nn.Layers;
import org.ladera.autograd.nn.Scope;
import org.ladera.core.fn.Activations;
import org.ladera.core.fn.Softmax;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.Shape;

/** Networks and parts of them, written as a user writes them. */
final class Networks {
  private Networks() {}

  /** Three dense layers of 256, 128 and 10 units. */
  static Layer[] threeLayers(Layer activation) {
    return new Layer[] {dense(256), activation, dense(128), activation, dense(10)};
  }

  /** Many narrow layers. */
  static Layer[] deep(int depth) {
    return Stream.generate(() -> List.of(dense(16), Layers.relu()))
        .limit(depth)
        .flatMap(List::stream)
        .toArray(Layer[]::new);
  }

  /** Ba, Kiros, Hinton 2016, arXiv 1607.06450: over the last axis. */
  record LayerNorm() implements Layer {
    @Override
    public Node apply(Scope scope, Node x) {
      int[] kept = x.shape().toArray();
      int features = kept[kept.length - 1];
      kept[kept.length - 1] = 1;
      Node gain = scope.parameter("gain", features, ones());
      Node shift = scope.parameter("shift", features, zeros());
      Node centered = x.minus(x.mean(-1).reshape(kept));
      Node variance = centered.square().mean(-1).reshape(kept);
      return centered.dividedBy(Ops.sqrt(variance.plus(1e-5))).times(gain).plus(shift);
    }
  }

  /**
   * A block of a decoder with norms before, Vaswani et al. 2017, arXiv 1706.03762: causal attention
   * of several heads, then a network of two layers, each added to what it reads.
   */
  record AttentionBlock(int heads) implements Layer {
    @Override
    public Node apply(Scope scope, Node x) {
      Node attended = x.plus(attention(scope, scope.apply("norm1", new LayerNorm(), x)));
      int width = x.shape().last();
      Node normed = scope.apply("norm2", new LayerNorm(), attended);
      Node hidden = Activations.gelu(scope.apply("wide", dense(4 * width), normed));
      return attended.plus(scope.apply("narrow", dense(width), hidden));
    }

    private Node attention(Scope scope, Node x) {
      int batch = x.shape().get(0);
      int time = x.shape().get(1);
      int width = x.shape().get(2);
      Node query = split(scope.apply("query", dense(width), x));
      Node key = split(scope.apply("key", dense(width), x));
      Node value = split(scope.apply("value", dense(width), x));
      Node scores = query.matmul(key.transpose()).times(1 / Math.sqrt((double) width / heads));
      Node row = Ops.range(time).reshape(time, 1);
      Node later = Ops.less(row, Ops.range(time));
      Node weights =
          Softmax.softmax(Ops.select(later, Ops.constant(Double.NEGATIVE_INFINITY), scores), -1);
      Node mixed = Ops.permute(weights.matmul(value), 0, 2, 1, 3).reshape(batch, time, width);
      return scope.apply("mix", dense(width), mixed);
    }

    /** {@code [batch, time, width]} to {@code [batch, heads, time, width / heads]}. */
    private Node split(Node x) {
      int width = x.shape().last();
      Node heads = x.reshape(x.shape().get(0), x.shape().get(1), this.heads, width / this.heads);
      return Ops.permute(heads, 0, 2, 1, 3);
    }
  }

  /** Word to word, with one table for what is read and what is told: arXiv 1608.05859. */
  record TiedEmbedding(int words, int width) implements Layer {
    @Override
    public Node apply(Scope scope, Node x) {
      Node table = scope.parameter("table", Shape.of(words, width), glorotUniform());
      Node hidden = Ops.tanh(scope.apply("hidden", dense(width), Ops.gather(table, x, 0)));
      return hidden.matmul(table.transpose());
    }
  }

  /**
   * A gated recurrent unit, Cho et al. 2014, arXiv 1406.1078, unrolled over {@code [time, batch,
   * features]}: the last state.
   */
  record Gru(int units) implements Layer {
    @Override
    public Node apply(Scope scope, Node x) {
      Node inputs = scope.apply("inputs", dense(3 * units), x);
      Node gates = scope.parameter("gates", Shape.of(units, 2 * units), glorotUniform());
      Node candidates = scope.parameter("candidates", Shape.of(units, units), glorotUniform());
      Node state = Ops.zeros(x.shape().get(1), units);
      for (int t = 0; t < x.shape().get(0); t++) {
        Node input = inputs.at(0, t);
        Node gate = Ops.sigmoid(part(input, 0, 2).plus(state.matmul(gates)));
        Node update = part(gate, 0, 1);
        Node reset = part(gate, 1, 2);
        Node candidate = Ops.tanh(part(input, 2, 3).plus(reset.times(state).matmul(candidates)));
        state = state.plus(update.times(candidate.minus(state)));
      }
      return state;
    }

    private Node part(Node x, int from, int to) {
      return Ops.slice(x, 1, from * units, to * units);
    }
  }
}
