package org.ladera.autograd;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ladera.core.backend.Backend;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.Compiled;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.NodeFunction;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Outputs;
import org.ladera.core.memory.HostArray;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs functions on backends. */
final class Runs {
  private Runs() {}

  /** The names of all backends that can be used here. */
  static List<String> backends() {
    return ServiceLoader.load(Backend.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(backend -> backend.obstacle().isEmpty())
        .map(Backend::name)
        .toList();
  }

  /** The values of several nodes, in their order. */
  static List<HostArray> run(
      String backend, Function<List<Node>, List<Node>> function, List<HostArray> point) {
    List<String> names = IntStream.range(0, point.size()).mapToObj(i -> "x" + i).toList();
    NodeFunction traced = new NodeFunction(names, inputs -> outputs(function.apply(inputs)));
    return Backends.using(
        Backends.named(backend),
        () -> {
          try (Compiled compiled = Compiled.of(traced)) {
            INDArray[] arrays = point.stream().map(HostArray::toINDArray).toArray(INDArray[]::new);
            return compiled.results(arrays).arrays().stream().map(HostArray::copyOf).toList();
          }
        });
  }

  /** The entries of a node without free inputs, on the reference backend. */
  static double[] value(Node node) {
    return run("reference", inputs -> List.of(node), List.of()).getFirst().toDoubles();
  }

  private static Outputs outputs(List<Node> nodes) {
    Outputs all = nodes.getFirst();
    for (int i = 1; i < nodes.size(); i++) {
      all = all.and("output " + i, nodes.get(i));
    }
    return all;
  }

  /** Input nodes of the types of these values. */
  static List<Node> inputs(List<HostArray> point) {
    List<Node> inputs = new ArrayList<>();
    point.forEach(value -> inputs.add(Ops.input("x" + inputs.size(), value.type())));
    return inputs;
  }
}
