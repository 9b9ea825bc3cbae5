package org.ladera.optim.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.core.backend.Backends;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Parameter;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.optim.Optimizer;
import org.ladera.optim.TrainingStep;
import org.ladera.optim.transform.Lookahead;
import org.ladera.optim.transform.Sam;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Sums over parameters of two types: each moves in its own, as if all were float64. */
class WholeTypesTest {
  static Stream<Optimizer> optimizers() {
    return Stream.of(
        new Lookahead(Momentum.withRate(0.05), 3, 0.5),
        Sam.around(Momentum.withRate(0.05)),
        ScheduleFreeSgd.withRate(0.05).withDecay(0.1),
        ScheduleFreeAdamW.withRate(0.05).withDecay(0.1),
        PolyakStep.withRate(0.05),
        DoG.withRate(1).withReach(0.1),
        DoWG.withRate(1),
        Prodigy.optax().withFirst(0.01).withDecay(0.1),
        DAdaptAdamW.optax().withFirst(0.01).withDecay(0.1),
        Cocob.withAlpha(10),
        Momo.withRate(0.05).withDecay(0.1));
  }

  private static double[] after(String backend, DType first, Optimizer optimizer) {
    Parameter a = Parameter.of("a", HostArray.ofDoubles(first, Shape.of(3), 1, -2, 0.5));
    Parameter b = Parameter.of("b", HostArray.ofDoubles(DType.FLOAT64, Shape.scalar(), 1.5));
    TrainingStep step =
        Backends.using(
            Backends.named(backend),
            () ->
                TrainingStep.of(
                    optimizer,
                    (Node x) -> {
                      Node left = a.square().sum().cast(DType.FLOAT64);
                      return left.plus(b.minus(x).square()).times(0.5);
                    }));
    INDArray x = HostArray.ofDoubles(DType.FLOAT64, Shape.scalar(), -1).toINDArray();
    for (int i = 0; i < 12; i++) {
      step.run(x);
    }
    double[] left = HostArray.copyOf(a.value()).toDoubles();
    double[] point = {left[0], left[1], left[2], b.value().getDouble(0)};
    return point;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("optimizers")
  void typesMayDiffer(Optimizer optimizer) {
    double[] exact = after("reference", DType.FLOAT64, optimizer);
    assertTrue(exact[3] < 1.4, "it moves");
    for (String backend : new String[] {"reference", "cpu"}) {
      assertArrayEquals(exact, after(backend, DType.FLOAT32, optimizer), 1e-5, backend);
    }
  }
}
