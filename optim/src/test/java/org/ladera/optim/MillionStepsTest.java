package org.ladera.optim;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ladera.autograd.loss.SoftmaxCrossEntropy;
import org.ladera.autograd.nn.Layers;
import org.ladera.autograd.nn.Model;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.cpu.CpuBackend;
import org.ladera.core.graph.Node;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.optim.rule.Adam;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A loop of a million steps needs no more memory than one of a hundred thousand. */
@Tag("slow")
class MillionStepsTest {
  private static final Path MAPS = Path.of("/proc/self/status");
  private static final int WARM = 100_000;
  private static final int ALL = 1_000_000;

  /** A tenth of a byte a step; code that is compiled on the way needs some. */
  private static final long MOST_ON_THE_HEAP = 100_000;

  /** What a leak of 8 bytes a step would be; the JVM's own memory goes up and down by less. */
  private static final long MOST_RESIDENT = 7L << 20;

  @Test
  void memoryIsConstant() throws IOException {
    assumeTrue(Files.exists(MAPS), "this system does not say how much memory a process has");
    TrainingStep step = Backends.using(new CpuBackend(), MillionStepsTest::network);
    double[] features = new double[32 * 4];
    long[] labels = new long[32];
    for (int i = 0; i < features.length; i++) {
      features[i] = Math.sin(i);
      labels[i / 4] = i / 4 % 3;
    }
    INDArray[] batch = {
      HostArray.ofDoubles(DType.FLOAT32, Shape.of(32, 4), features).toINDArray(),
      HostArray.ofLongs(DType.INT32, Shape.of(32), labels).toINDArray()
    };
    run(step, batch, WARM);
    long resident = resident();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    double loss = run(step, batch, ALL - WARM);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    long grown = resident() - resident;

    assertTrue(Double.isFinite(loss), () -> "loss " + loss);
    assertTrue(allocated <= MOST_ON_THE_HEAP, () -> allocated + " bytes on the heap");
    assertTrue(grown <= MOST_RESIDENT, () -> grown + " bytes more are resident");
    step.close();
  }

  private static TrainingStep network() {
    SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
    Model<Node> model =
        Model.of(
            Layers.sequential(
                Layers.dense(16), Layers.relu(), Layers.dense(16), Layers.relu(), Layers.dense(3)),
            1);
    return TrainingStep.of(Adam.withRate(1e-4), model, (x, y) -> loss.mean(model.at(x), y));
  }

  private static double run(TrainingStep step, INDArray[] batch, int steps) {
    double loss = 0;
    for (int i = 0; i < steps; i++) {
      loss = step.run(batch);
    }
    return loss;
  }

  /** What the process has in memory, of what it has asked for itself. */
  private static long resident() throws IOException {
    System.gc();
    return Files.readAllLines(MAPS).stream()
        .filter(line -> line.startsWith("RssAnon:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .sum();
  }
}
