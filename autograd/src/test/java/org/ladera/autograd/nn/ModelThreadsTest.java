package org.ladera.autograd.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ladera.autograd.nn.Layers.dense;
import static org.ladera.autograd.nn.Layers.relu;
import static org.ladera.autograd.nn.Layers.sequential;
import static org.ladera.autograd.nn.NnTests.counting;
import static org.ladera.autograd.nn.NnTests.onReference;
import static org.ladera.autograd.nn.NnTests.valuesOf;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.ladera.core.backend.Compiled;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Parameter;
import org.nd4j.linalg.api.ndarray.INDArray;

class ModelThreadsTest {
  private static final int THREADS = 4;
  private static final int REPEATS = 25;

  private static <T> List<T> together(Callable<T> action) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        futures.add(
            threads.submit(
                () -> {
                  start.await();
                  return action.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    }
  }

  private static Model<Node> model() {
    return Model.of(sequential(dense(8), relu(), dense(8), relu(), dense(2)), 6);
  }

  @Test
  void threadsThatPredictFirstTogetherAgree() throws Exception {
    INDArray x = counting(3, 4);
    double[] expected = onReference(() -> valuesOf(model().predict(x)));
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      Model<Node> model = model();
      for (double[] result :
          together(() -> onReference(() -> valuesOf(model.predict(counting(3, 4)))))) {
        assertArrayEquals(expected, result);
      }
      assertEquals(6, model.parameters().size());
    }
  }

  @Test
  void firstTracesInSeveralProgramsShareOneSetOfParameters() throws Exception {
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      Model<Node> model = model();
      List<List<Parameter>> seen =
          together(
              () -> {
                try (Compiled own = onReference(() -> Compiled.of(x -> model.at(x)))) {
                  own.run(counting(3, 4));
                }
                return model.parameters();
              });
      for (List<Parameter> parameters : seen) {
        assertEquals(seen.getFirst(), parameters);
      }
    }
  }
}
