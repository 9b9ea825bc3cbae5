package org.ladera.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ladera.autograd.loss.SoftmaxCrossEntropy;
import org.ladera.autograd.nn.Layers;
import org.ladera.autograd.nn.Model;
import org.ladera.core.backend.Backend;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.Compiled;
import org.ladera.core.backend.cpu.CpuBackend;
import org.ladera.core.backend.cpu.CpuSettings;
import org.ladera.core.backend.cpu.CpuSettings.Tiers;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.plan.Options;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.ladera.optim.rule.Adam;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A step of a loop costs no memory: not on the heap, in no thread, and not outside of it. */
class AllocationTest {
  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final int ROUND = 100;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static Backend cpu(int threads) {
    return new CpuBackend(
        new CpuSettings(threads, Tiers.INTERPRETED, Options.standard(), threads > 1));
  }

  private static INDArray features() {
    double[] features = new double[8 * 4];
    for (int i = 0; i < features.length; i++) {
      features[i] = Math.sin(i);
    }
    return HostArray.ofDoubles(DType.FLOAT32, Shape.of(8, 4), features).toINDArray();
  }

  /** This thread, and those of the pools. */
  private static long[] threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            thread ->
                thread == Thread.currentThread() || thread.getName().startsWith("ladera-worker-"))
        .mapToLong(Thread::threadId)
        .toArray();
  }

  /** What threads have allocated so far. */
  private static long heap(long[] threads) {
    long bytes = 0;
    for (long thread : threads) {
      bytes += THREADS.getThreadAllocatedBytes(thread);
    }
    return bytes;
  }

  /** What lies outside of the heap now: memory of ours and of buffers, and of ND4J. */
  private static long outside() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getTotalCapacity)
            .sum()
        + Pointer.totalBytes();
  }

  private static void assertAllocatesNothing(Runnable step) {
    step.run();
    long[] threads = threads();
    long least = Long.MAX_VALUE;
    long grown = 0;
    // Code that the JIT has not compiled yet allocates; it may have much else to do.
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (least > 0 && System.nanoTime() < end) {
      long outside = outside();
      long begin = heap(threads);
      for (int i = 0; i < ROUND; i++) {
        step.run();
      }
      least = Math.min(least, heap(threads) - begin);
      grown = outside() - outside;
    }
    assertEquals(0, least, "bytes on the heap, " + ROUND + " steps");
    assertEquals(0, grown, "bytes outside of the heap");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aWarmStepAllocatesNothing(int threads) {
    SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
    TrainingStep step =
        Backends.using(
            cpu(threads),
            () -> {
              Model<Node> model =
                  Model.of(Layers.sequential(Layers.dense(5), Layers.relu(), Layers.dense(3)), 1);
              return TrainingStep.of(
                  Adam.withRate(0.01), model, (x, y) -> loss.mean(model.at(x), y));
            });
    INDArray[] batch = {
      features(), HostArray.ofLongs(DType.INT32, Shape.of(8), 0, 1, 2, 0, 1, 2, 0, 1).toINDArray()
    };
    double before = step.run(batch);
    assertAllocatesNothing(() -> step.run(batch));
    assertTrue(step.run(batch) < before, "the loss falls");
    step.close();
  }

  /** Adam by hand, as in a loop of one's own, with results that the caller has room for. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aWarmStepIntoGivenArraysAllocatesNothing(int threads) {
    TensorType type = new TensorType(DType.FLOAT32, Shape.of(4));
    Variable weights = Variable.of("weights", HostArray.zeros(type));
    Variable mean = Variable.of("mean", HostArray.zeros(type));
    Variable square = Variable.of("square", HostArray.zeros(type));
    Variable count = Variable.setting("count", 0);
    Compiled step =
        Backends.using(
            cpu(threads),
            () ->
                Compiled.training(
                    x -> {
                      Node error = x.times(weights).sum(-1).minus(1);
                      Node gradient = x.times(error.reshape(8, 1)).mean(0);
                      Node steps = count.plus(1);
                      Node m = mean.times(0.9).plus(gradient.times(0.1));
                      Node v = square.times(0.999).plus(gradient.square().times(0.001));
                      Node one = Ops.constant(1);
                      Node first = m.dividedBy(one.minus(Ops.pow(Ops.constant(0.9), steps)));
                      Node second = v.dividedBy(one.minus(Ops.pow(Ops.constant(0.999), steps)));
                      Node move = first.times(0.01).dividedBy(Ops.sqrt(second).plus(1e-8));
                      mean.assign(m);
                      square.assign(v);
                      count.assign(steps);
                      weights.next(value -> value.minus(move));
                      return error.square().mean().and("gradient", gradient);
                    }));
    INDArray[] results = {
      HostArray.zeros(type.withShape(Shape.scalar())).toINDArray(),
      HostArray.zeros(type).toINDArray()
    };
    INDArray[] inputs = {features()};
    step.runInto(results, inputs);
    double before = results[0].getDouble(0);
    assertAllocatesNothing(() -> step.runInto(results, inputs));
    assertTrue(results[0].getDouble(0) < before, "the loss falls");
    assertEquals(1, step.traces());
    step.close();
  }
}
