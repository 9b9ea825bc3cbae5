package org.ladera.core.backend.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.Executable;
import org.ladera.core.graph.Node;
import org.ladera.core.memory.HostArray;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Nodes compiled for {@code nd4j} and for {@code reference}, to run and compare; for {@code nd4j}
 * also as if pointers were of a device, so that every loop of ours must copy in and out.
 */
final class BothBackends implements AutoCloseable {
  private final List<Node> outputs;
  private final Executable reference;
  private final Executable nd4j;
  private final Executable staged;

  BothBackends(List<Node> inputs, List<Node> outputs) {
    Computation computation = new Computation("test", inputs, outputs, List.of(), List.of());
    this.outputs = outputs;
    this.reference = Backends.named("reference").compile(computation);
    this.nd4j = new Nd4jBackend().compile(computation);
    this.staged = new Compilation(computation, false).program();
  }

  /**
   * How far a result may be from the reference.
   *
   * @param relative of the size of the reference
   * @param absolute in units of the result
   */
  record Tolerance(double relative, double absolute) {
    static final Tolerance EXACT = new Tolerance(0, 0);
  }

  /** Compares one run; exactly means that the sign of zero counts too. */
  void assertAgree(Tolerance tolerance, List<INDArray> arrays) {
    List<INDArray> expected = reference.run(arrays);
    compare(tolerance, arrays, expected, nd4j.run(arrays));
    compare(tolerance, arrays, expected, staged.run(arrays));
  }

  private void compare(
      Tolerance tolerance, List<INDArray> arrays, List<INDArray> expected, List<INDArray> actual) {
    for (int i = 0; i < outputs.size(); i++) {
      HostArray want = HostArray.copyOf(expected.get(i));
      HostArray got = HostArray.copyOf(actual.get(i));
      Node node = outputs.get(i);
      assertEquals(node.type().strong(), got.type(), node::toString);
      for (long k = 0; k < want.size(); k++) {
        if (!isClose(tolerance, want, got, k)) {
          String place = node + " at " + k + ": ";
          throw new AssertionError(
              place + text(got, k) + " is not " + text(want, k) + " for " + arrays);
        }
      }
    }
  }

  static void assertAgree(
      Tolerance tolerance, List<Node> inputs, List<Node> outputs, List<INDArray> arrays) {
    try (BothBackends both = new BothBackends(inputs, outputs)) {
      both.assertAgree(tolerance, arrays);
      both.assertAgree(tolerance, arrays);
    }
  }

  private static boolean isClose(
      Tolerance tolerance, HostArray expected, HostArray actual, long i) {
    if (!expected.type().dtype().isFloating()) {
      return expected.getLong(i) == actual.getLong(i);
    }
    double want = expected.getDouble(i);
    double got = actual.getDouble(i);
    if (tolerance.equals(Tolerance.EXACT) || !Double.isFinite(want)) {
      return Double.compare(want, got) == 0;
    }
    return Math.abs(want - got) <= tolerance.absolute + tolerance.relative * Math.abs(want);
  }

  private static String text(HostArray array, long i) {
    return array.type().dtype().isFloating()
        ? String.valueOf(array.getDouble(i))
        : String.valueOf(array.getLong(i));
  }

  @Override
  public void close() {
    reference.close();
    nd4j.close();
    staged.close();
  }
}
