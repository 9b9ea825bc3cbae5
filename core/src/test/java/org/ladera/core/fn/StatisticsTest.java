package org.ladera.core.fn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Node;
import org.ladera.core.memory.HostArray;

/** Numbers of PyTorch 1.13 in float64, of tensor.var and std with unbiased=False, and norm. */
class StatisticsTest {
  private static final HostArray X = FunctionRun.matrix(3, 1, -2, 0.5, 0, 3, -1);

  private static void check(Function<Node, Node> function, double... wanted) {
    assertArrayEquals(wanted, FunctionRun.run("reference", function, X).toDoubles(), 1e-15);
  }

  @Test
  void varianceIsOfAllEntriesOrAlongAxes() {
    check(x -> Statistics.variance(x), 2.4791666666666665);
    check(x -> Statistics.variance(x, 0), 0.25, 6.25, 0.5625);
  }

  @Test
  void standardDeviationIsItsRoot() {
    check(x -> Statistics.standardDeviation(x, -1), 1.3123346456686351, 1.699673171197595);
    check(x -> Statistics.standardDeviation(x.times(0)), 0);
  }

  @Test
  void normIsTheLength() {
    check(x -> Statistics.norm(x), 3.905124837953327);
    check(x -> Statistics.norm(x, 1), 2.29128784747792, 3.1622776601683795);
  }

  @Test
  void aNormalizedVectorHasLengthOne() {
    check(x -> Statistics.norm(Statistics.normalized(x, 1), 1), 1, 1);
    check(x -> Statistics.normalized(x.times(0), 1), 0, 0, 0, 0, 0, 0);
  }

  @Test
  void cosineSimilarityIsZeroBesideZero() {
    check(x -> Statistics.cosineSimilarity(x, x.times(-2), -1), -1, -1);
    check(x -> Statistics.cosineSimilarity(x, x.times(0), -1), 0, 0);
    check(x -> Statistics.cosineSimilarity(x.at(0, 0), x.at(0, 1), 0), -6.5 / Math.sqrt(5.25 * 10));
  }
}
