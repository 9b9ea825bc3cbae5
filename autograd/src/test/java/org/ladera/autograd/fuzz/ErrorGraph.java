package org.ladera.autograd.fuzz;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ladera.autograd.fuzz.Bound.Reals;
import org.ladera.autograd.fuzz.Bound.Wholes;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.Executable;
import org.ladera.core.graph.ArgMax;
import org.ladera.core.graph.Broadcast;
import org.ladera.core.graph.Concat;
import org.ladera.core.graph.Constant;
import org.ladera.core.graph.CustomGradient;
import org.ladera.core.graph.Elementwise;
import org.ladera.core.graph.Gather;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.InRange;
import org.ladera.core.graph.Input;
import org.ladera.core.graph.Literal;
import org.ladera.core.graph.Matmul;
import org.ladera.core.graph.Max;
import org.ladera.core.graph.Min;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Pad;
import org.ladera.core.graph.Permute;
import org.ladera.core.graph.RandomBits;
import org.ladera.core.graph.ReadVariable;
import org.ladera.core.graph.Reshape;
import org.ladera.core.graph.ScatterAdd;
import org.ladera.core.graph.Slice;
import org.ladera.core.graph.StopGradient;
import org.ladera.core.graph.Sum;
import org.ladera.core.memory.HostArray;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The error analysis of one run: walks the graph with the values that the reference has, and
 * carries along for each entry what a correct backend may have in its place. It knows nothing of
 * how errors hang together, so that a bound may be far too wide, but never too narrow.
 */
final class ErrorGraph {
  private final Accuracy accuracy;
  private final ElementBounds elements;
  private final Map<Node, Bound> bounds = new IdentityHashMap<>();

  private ErrorGraph(Accuracy accuracy) {
    this.accuracy = accuracy;
    this.elements = new ElementBounds(accuracy);
  }

  /** The value of each node for a draw whose variables are set, as the reference has it. */
  static Map<Node, HostArray> values(FuzzProgram program, Draw draw) {
    List<Node> order = program.computation().order();
    Computation all =
        new Computation("all", program.computation().inputs(), order, List.of(), List.of());
    List<INDArray> arrays = draw.inputs().stream().map(HostArray::toINDArray).toList();
    for (int i = 0; i < program.variables().size(); i++) {
      program.variables().get(i).set(draw.variables().get(i));
    }
    try (Executable executable = Backends.named("reference").compile(all)) {
      List<INDArray> results = executable.run(arrays);
      Map<Node, HostArray> values = new IdentityHashMap<>();
      for (int i = 0; i < order.size(); i++) {
        values.put(order.get(i), HostArray.copyOf(results.get(i)));
      }
      return values;
    }
  }

  /** The bound of each node. */
  static Map<Node, Bound> of(List<Node> order, Map<Node, HostArray> values, Accuracy accuracy) {
    ErrorGraph graph = new ErrorGraph(accuracy);
    for (Node node : order) {
      HostArray value = Objects.requireNonNull(values.get(node));
      Bound bound = graph.bound(node, value);
      boolean isSignless = accuracy.signless().contains(node.op().getClass());
      graph.bounds.put(node, isSignless && bound instanceof Reals reals ? reals.signless() : bound);
    }
    return graph.bounds;
  }

  private Bound bound(Node node, HostArray value) {
    List<Bound> inputs = new ArrayList<>(node.inputs().size());
    for (Node input : node.inputs()) {
      inputs.add(Objects.requireNonNull(bounds.get(input)));
    }
    return switch (node.op()) {
      case Input _, ReadVariable _, Constant _, Literal _ -> Bound.exactly(value);
      case Elementwise op -> elements.of(op, value, inputs);
      case Reshape _, StopGradient _, CustomGradient _, InRange _ -> as(value, inputs.getFirst());
      case Broadcast op -> moved(value, inputs, Places.broadcast(op, node));
      case Permute op -> moved(value, inputs, Places.permute(op, node));
      case Slice op -> moved(value, inputs, Places.slice(op, node));
      case Pad op -> moved(value, inputs, Places.pad(op, node));
      case Concat op -> moved(value, inputs, Places.concat(op, node));
      case Gather op -> gathered(op, node, value, inputs);
      case ScatterAdd op ->
          ReductionBounds.scatterAdd(node, op.axis(), value, inputs.get(0), (Wholes) inputs.get(1));
      case Sum op ->
          ReductionBounds.sum(node, op.axes().asList(), value, inputs.getFirst(), accuracy);
      case Max op ->
          ReductionBounds.extreme(node, op.axes().asList(), value, inputs.getFirst(), Math::max);
      case Min op ->
          ReductionBounds.extreme(node, op.axes().asList(), value, inputs.getFirst(), Math::min);
      case ArgMax op -> ReductionBounds.argMax(node, op.axis(), value, inputs.getFirst());
      case Matmul _ -> ProductBounds.of(node, value, (Reals) inputs.get(0), (Reals) inputs.get(1));
      case RandomBits _ -> random(value, (Wholes) inputs.getFirst());
      case HostOp _ -> moved(value, inputs, Reversed.places((int) value.size()));
    };
  }

  private static Bound random(HostArray value, Wholes counter) {
    return Wholes.of(value.type(), value.toLongs(), !counter.isExact());
  }

  private static Bound gathered(Gather op, Node node, HostArray value, List<Bound> inputs) {
    Wholes indices = (Wholes) inputs.get(1);
    if (!indices.isExact()) {
      return nothingKnown(value);
    }
    int[] places = Places.indexed(node.shape(), node.input(0).shape(), op.axis(), indices.value());
    return moved(value, inputs.subList(0, 1), places);
  }

  /** A bound that any value meets. */
  static Bound nothingKnown(HostArray value) {
    if (!value.type().dtype().isFloating()) {
      return Wholes.of(value.type(), value.toLongs(), true);
    }
    Reals result = Reals.around(value.type(), value.toDoubles());
    for (int i = 0; i < result.value().length; i++) {
      result.open(i);
    }
    return result;
  }

  /** The same entries in another shape. */
  private static Bound as(HostArray value, Bound x) {
    return switch (x) {
      case Reals reals -> reals.as(value.type());
      case Wholes wholes -> wholes.as(value.type());
    };
  }

  /** Entries in other places, and zeros. */
  private static Bound moved(HostArray value, List<Bound> inputs, int[] places) {
    boolean isExact =
        inputs.stream()
            .allMatch(
                input ->
                    switch (input) {
                      case Reals reals -> reals.isExact();
                      case Wholes wholes -> wholes.isExact();
                    });
    if (isExact) {
      return Bound.exactly(value);
    }
    if (inputs.getFirst() instanceof Wholes) {
      boolean[] all = joinedUnknown(inputs);
      Wholes result = Wholes.of(value.type(), value.toLongs(), false);
      for (int i = 0; i < places.length; i++) {
        result.unknown()[i] = places[i] >= 0 && all[places[i]];
      }
      return result;
    }
    double[] low = joined(inputs, true);
    double[] high = joined(inputs, false);
    Reals result = Reals.around(value.type(), value.toDoubles());
    for (int i = 0; i < places.length; i++) {
      result.low()[i] = places[i] < 0 ? 0 : low[places[i]];
      result.high()[i] = places[i] < 0 ? 0 : high[places[i]];
    }
    return result.settled();
  }

  private static double[] joined(List<Bound> parts, boolean isLow) {
    List<double[]> ends =
        parts.stream().map(part -> isLow ? ((Reals) part).low() : ((Reals) part).high()).toList();
    double[] all = new double[ends.stream().mapToInt(each -> each.length).sum()];
    int next = 0;
    for (double[] each : ends) {
      System.arraycopy(each, 0, all, next, each.length);
      next += each.length;
    }
    return all;
  }

  private static boolean[] joinedUnknown(List<Bound> parts) {
    List<boolean[]> flags = parts.stream().map(part -> ((Wholes) part).unknown()).toList();
    boolean[] all = new boolean[flags.stream().mapToInt(each -> each.length).sum()];
    int next = 0;
    for (boolean[] each : flags) {
      System.arraycopy(each, 0, all, next, each.length);
      next += each.length;
    }
    return all;
  }
}
