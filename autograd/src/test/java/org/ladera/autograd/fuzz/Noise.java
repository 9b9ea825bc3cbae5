package org.ladera.autograd.fuzz;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ladera.core.backend.Assignment;
import org.ladera.core.backend.Backend;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.Executable;
import org.ladera.core.backend.FiniteCheck;
import org.ladera.core.graph.Cos;
import org.ladera.core.graph.Erf;
import org.ladera.core.graph.Exp;
import org.ladera.core.graph.Expm1;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.Log;
import org.ladera.core.graph.Log1p;
import org.ladera.core.graph.Matmul;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Sigmoid;
import org.ladera.core.graph.Sin;
import org.ladera.core.graph.Tanh;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The reference with errors that a backend may have: functions are off by some units in the last
 * place, matrix products by one. What the fuzzer says of it is wrong.
 */
record Noise(int ulps) implements Backend {
  @Override
  public String name() {
    return "noise";
  }

  @Override
  public int preference() {
    return 0;
  }

  @Override
  public Optional<String> obstacle() {
    return Optional.empty();
  }

  @Override
  public Executable compile(Computation c) {
    Map<Node, Node> done = new IdentityHashMap<>();
    for (Node node : c.order()) {
      done.put(node, node.inputs().isEmpty() ? node : noisy(node, done));
    }
    List<Assignment> assignments =
        c.assignments().stream()
            .map(each -> new Assignment(each.variable(), known(done, each.value())))
            .toList();
    List<FiniteCheck> checks =
        c.checks().stream()
            .map(each -> new FiniteCheck(each.subject(), known(done, each.node())))
            .toList();
    List<Node> outputs = c.outputs().stream().map(node -> known(done, node)).toList();
    return Backends.named("reference")
        .compile(new Computation(c.name(), c.inputs(), outputs, assignments, checks));
  }

  private static Node known(Map<Node, Node> done, Node node) {
    return Objects.requireNonNull(done.get(node));
  }

  private Node noisy(Node node, Map<Node, Node> done) {
    List<Node> inputs = node.inputs().stream().map(each -> known(done, each)).toList();
    Node same = Rebuilding.same().of(node, inputs);
    return switch (node.op()) {
      case Exp _, Expm1 _, Log _, Log1p _ -> Ops.host(new Step(ulps, false), same);
      case Sin _, Cos _, Tanh _, Sigmoid _, Erf _ -> Ops.host(new Step(ulps, true), same);
      case Matmul _ -> Ops.host(new Step(1, false), same);
      default -> same;
    };
  }

  /**
   * Moves each entry by some units, or not at all; towards zero where a limit is not to be passed.
   */
  private record Step(int ulps, boolean inwards) implements HostOp {
    @Override
    public TensorType type(List<Node> inputs) {
      return inputs.getFirst().type().strong();
    }

    @Override
    public INDArray run(List<INDArray> inputs) {
      HostArray array = HostArray.copyOf(inputs.getFirst());
      SplittableRandom random = new SplittableRandom(array.size());
      for (long i = 0; i < array.size(); i++) {
        double value = array.getDouble(i);
        boolean isFixed = value == 0 || Math.abs(value) == 1 || !Double.isFinite(value);
        int steps = random.nextInt(inwards ? 0 : -ulps, ulps + 1);
        array.setDouble(i, isFixed ? value : moved(value, steps, array.type().dtype()));
      }
      return array.toINDArray();
    }

    private static double moved(double value, int steps, DType dtype) {
      double moved = value;
      double goal = steps < 0 ? Math.copySign(Double.POSITIVE_INFINITY, value) : 0;
      for (int step = Math.abs(steps); step > 0; step--) {
        moved =
            dtype == DType.FLOAT32
                ? Math.nextAfter((float) moved, goal)
                : Math.nextAfter(moved, goal);
      }
      return moved;
    }
  }
}
