package org.ladera.core.fn;

import static org.ladera.core.fn.Softmax.kept;
import static org.ladera.core.fn.Softmax.logComplementOver;
import static org.ladera.core.fn.Softmax.logSoftmaxOver;
import static org.ladera.core.fn.Softmax.softmaxOver;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Pullback;

/** The gradients of the softmax family. Their simple names are what a graph calls the functions. */
final class SoftmaxGradients {
  private SoftmaxGradients() {}

  /** p (g - Σ g p). */
  record Softmax(ImmutableIntArray axes) implements Pullback {
    @Override
    public List<@Nullable Node> pull(Node result, List<Node> arguments, Node gradient) {
      Node mean = kept(gradient.times(result).sum(axes.toArray()), result, axes);
      return List.of(result.times(gradient.minus(mean)));
    }

    @Override
    public Node logarithm(List<Node> arguments) {
      return logSoftmaxOver(arguments.getFirst(), axes);
    }

    @Override
    public Node logarithmOfComplement(List<Node> arguments) {
      return logComplementOver(arguments.getFirst(), axes);
    }
  }

  /** g - p Σ g. */
  record LogSoftmax(ImmutableIntArray axes) implements Pullback {
    @Override
    public List<@Nullable Node> pull(Node result, List<Node> arguments, Node gradient) {
      Node total = kept(gradient.sum(axes.toArray()), result, axes);
      Node probabilities = softmaxOver(arguments.getFirst(), axes);
      return List.of(gradient.minus(probabilities.times(total)));
    }
  }
}
