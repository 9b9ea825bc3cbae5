package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Settings;

/** How the momentum of {@link NAdam} grows to β in the first steps. */
public sealed interface MomentumWarmup {
  /** {@return μ = β in every step. Optax} */
  static MomentumWarmup none() {
    return new None();
  }

  /**
   * {@return μ = β(1 - ½ · 0.96^(tψ)). Dozat 2016}
   *
   * @param decay ψ, at least 0: 0.004 in PyTorch, 1 in Keras
   */
  static MomentumWarmup of(double decay) {
    return new Exponential(decay);
  }

  /**
   * {@return μ, a weak scalar}
   *
   * @param beta β
   * @param t the number of the step, from 1
   */
  Node at(double beta, Node t);

  /** No warm-up. */
  record None() implements MomentumWarmup {
    @Override
    public Node at(double beta, Node t) {
      return Ops.constant(beta);
    }
  }

  /**
   * From about half of β to β.
   *
   * @param decay ψ
   */
  record Exponential(double decay) implements MomentumWarmup {
    /** Checks the decay. */
    public Exponential {
      Settings.checkNotNegative("NAdam", "momentum decay", decay);
    }

    @Override
    public Node at(double beta, Node t) {
      Node half = Ops.pow(Ops.constant(0.96), t.times(decay)).times(0.5);
      return Ops.constant(1).minus(half).times(beta);
    }
  }
}
