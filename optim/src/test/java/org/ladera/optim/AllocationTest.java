package org.ladera.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.ladera.autograd.loss.SoftmaxCrossEntropy;
import org.ladera.autograd.nn.Layers;
import org.ladera.autograd.nn.Model;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.cpu.CpuBackend;
import org.ladera.core.backend.cpu.CpuSettings;
import org.ladera.core.backend.cpu.CpuSettings.Tiers;
import org.ladera.core.graph.Node;
import org.ladera.core.memory.HostArray;
import org.ladera.core.plan.Options;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.optim.rule.Adam;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A step of a loop costs no memory. */
class AllocationTest {
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  @Test
  void aWarmStepAllocatesNothing() {
    CpuSettings settings = new CpuSettings(1, Tiers.INTERPRETED, Options.standard());
    SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
    TrainingStep step =
        Backends.using(
            new CpuBackend(settings),
            () -> {
              Model<Node> model =
                  Model.of(Layers.sequential(Layers.dense(5), Layers.relu(), Layers.dense(3)), 1);
              return TrainingStep.of(
                  Adam.withRate(0.01), model, (x, y) -> loss.mean(model.at(x), y));
            });
    double[] features = new double[8 * 4];
    for (int i = 0; i < features.length; i++) {
      features[i] = Math.sin(i);
    }
    INDArray[] batch = {
      HostArray.ofDoubles(DType.FLOAT32, Shape.of(8, 4), features).toINDArray(),
      HostArray.ofLongs(DType.INT32, Shape.of(8), 0, 1, 2, 0, 1, 2, 0, 1).toINDArray()
    };
    double before = step.run(batch);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().threadId();
    long least = Long.MAX_VALUE;
    double after = before;
    // Code that the JIT has not compiled yet allocates; it may have much else to do.
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (least > 0 && System.nanoTime() < end) {
      long begin = threads.getThreadAllocatedBytes(id);
      for (int i = 0; i < 100; i++) {
        after = step.run(batch);
      }
      least = Math.min(least, threads.getThreadAllocatedBytes(id) - begin);
    }
    assertEquals(0, least);
    assertEquals(0, Math.max(0, after - before), "the loss falls");
    step.close();
  }
}
