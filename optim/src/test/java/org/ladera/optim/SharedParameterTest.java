package org.ladera.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ladera.core.backend.Backends;
import org.ladera.core.graph.Parameter;
import org.ladera.optim.rule.GradientDescent;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Two steps that change one parameter, in two threads, follow each other. */
class SharedParameterTest {
  @ParameterizedTest
  @ValueSource(strings = {"reference", "nd4j", "cpu"})
  void noUpdateIsLost(String backend) throws InterruptedException {
    Parameter w = Parameter.of("w", Nd4j.createFromArray(0.0, 0));
    INDArray one = Nd4j.scalar(1.0);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      TrainingStep step =
          Backends.using(
              Backends.named(backend),
              () -> TrainingStep.of(GradientDescent.withRate(1), x -> w.sum().times(x)));
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int update = 0; update < 100; update++) {
                      step.run(one);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(Nd4j.createFromArray(-400.0, -400), w.value());
  }
}
