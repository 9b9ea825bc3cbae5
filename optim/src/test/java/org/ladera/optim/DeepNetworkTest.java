package org.ladera.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ladera.autograd.loss.SquaredError;
import org.ladera.autograd.nn.Layer;
import org.ladera.autograd.nn.Layers;
import org.ladera.autograd.nn.Model;
import org.ladera.core.backend.Computation;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.NodeFunction;
import org.ladera.core.graph.Ops;
import org.ladera.core.plan.Options;
import org.ladera.core.plan.Planner;
import org.ladera.core.program.Check;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.ladera.optim.rule.Adam;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Networks of thousands of layers: no deep stack, and every layer costs what the others do. */
class DeepNetworkTest {
  private static final int STACK = 256 << 10;
  private static final int WIDTH = 4;
  private static final SquaredError LOSS = new SquaredError();

  /** How much is done to compile a step. */
  private record Work(long nodes, long steps, long allocated) {}

  private static Model<Node> model(int depth) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      layers.add(Layers.dense(WIDTH));
      layers.add(Layers.tanh());
    }
    return Model.of(Layers.sequential(layers.toArray(Layer[]::new)), 1);
  }

  private static <T> T onSmallStack(Callable<T> task) throws Exception {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(null, future, "small stack", STACK);
    thread.start();
    try {
      return future.get();
    } catch (ExecutionException failure) {
      throw new AssertionError("on a stack of " + STACK + " bytes", failure.getCause());
    }
  }

  private static Work compiled(int depth) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Model<Node> model = model(depth);
    NodeFunction loss = NodeFunction.of((x, y) -> LOSS.mean(model.at(x), y));
    StepTracer tracer =
        new StepTracer(Adam.withRate(0.001), loss, Selection.REACHED, new StepMemory());
    TensorType type = new TensorType(DType.FLOAT32, Shape.of(8, WIDTH));
    long before = threads.getCurrentThreadAllocatedBytes();
    Computation step =
        tracer.whole(List.of(Ops.input("x", type), Ops.input("y", type))).computation();
    long steps =
        Planner.plan(step, Options.standard()).program().steps().stream()
            .filter(each -> !(each instanceof Check))
            .count();
    long after = threads.getCurrentThreadAllocatedBytes();
    return new Work(step.order().size(), steps, after - before);
  }

  /** Classes are loaded and call sites linked before a stack is small. */
  @BeforeAll
  static void warmUp() {
    compiled(3);
    run(3);
  }

  private static String run(int depth) {
    Model<Node> model = model(depth);
    INDArray x = Nd4j.ones(8, WIDTH);
    try (TrainingStep step =
        TrainingStep.of(Adam.withRate(0.001), model, (a, b) -> LOSS.mean(model.at(a), b))) {
      double first = step.run(x, x);
      assertTrue(step.run(x, x) < first, () -> "the loss was " + first + " before");
      return step.explain(x, x);
    }
  }

  @Test
  void workGrowsWithDepthAlone() throws Exception {
    Work small = onSmallStack(() -> compiled(300));
    Work middle = onSmallStack(() -> compiled(600));
    Work large = onSmallStack(() -> compiled(1200));
    assertEquals(2 * (middle.nodes() - small.nodes()), large.nodes() - middle.nodes());
    assertEquals(2 * (middle.steps() - small.steps()), large.steps() - middle.steps());
    assertEquals(3 * 300, middle.steps() - small.steps(), "three steps a layer");
    double ratio =
        (double) (large.allocated() - middle.allocated())
            / (middle.allocated() - small.allocated());
    // 2 if it is linear, give or take what tables that double have left; 4 if it is quadratic.
    assertTrue(ratio > 1.6 && ratio < 2.4, ratio + " times the memory for twice the layers");
  }

  @Test
  void thousandsOfLayersRunOnASmallStack() throws Exception {
    String text = onSmallStack(() -> run(2000));
    assertTrue(text.lines().count() < 300, text.lines().count() + " lines");
    assertTrue(text.contains(" times the same as #"), text);
  }
}
