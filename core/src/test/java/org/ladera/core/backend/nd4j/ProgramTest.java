package org.ladera.core.backend.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.core.type.DType.BOOL;
import static org.ladera.core.type.DType.FLOAT32;
import static org.ladera.core.type.DType.FLOAT64;
import static org.ladera.core.type.DType.INT32;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.ladera.core.backend.Assignment;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.Executable;
import org.ladera.core.backend.FiniteCheck;
import org.ladera.core.backend.NonFiniteException;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class ProgramTest {
  private static final Node X = Ops.input("x", new TensorType(FLOAT32, Shape.of(2, 3)));

  private static INDArray array() {
    return HostArray.ofDoubles(FLOAT32, Shape.of(2, 3), 1, 2, 3, 4, 5, 6).toINDArray();
  }

  private static Executable compile(Node... outputs) {
    return compile(List.of(outputs), List.of(), List.of());
  }

  private static Executable compile(
      List<Node> outputs, List<Assignment> assignments, List<FiniteCheck> checks) {
    return new Nd4jBackend()
        .compile(new Computation("test", List.of(X), outputs, assignments, checks));
  }

  private static double[] doubles(INDArray array) {
    return HostArray.copyOf(array).toDoubles();
  }

  @Test
  void outputsAreTheCallersOwn() {
    Node doubled = X.times(2);
    try (Executable program = compile(doubled, doubled, X, doubled.reshape(6))) {
      INDArray input = array();
      List<INDArray> first = program.run(List.of(input));
      assertNotSame(first.get(0), first.get(1));
      first.forEach(each -> each.assign(-1));
      assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, doubles(input));
      List<INDArray> second = program.run(List.of(input));
      for (int i : new int[] {0, 1, 3}) {
        assertArrayEquals(new double[] {2, 4, 6, 8, 10, 12}, doubles(second.get(i)));
      }
      program.run(List.of(input.mul(7)));
      assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, doubles(second.get(2)));
    }
  }

  @Test
  void readsAViewThatBeginsInsideItsArray() {
    INDArray large = Nd4j.arange(15).castTo(DataType.FLOAT).reshape('c', 5, 3);
    try (Executable program = compile(X.times(1))) {
      INDArray rows = large.get(NDArrayIndex.interval(2, 4), NDArrayIndex.all());
      assertArrayEquals(
          new double[] {6, 7, 8, 9, 10, 11}, doubles(program.run(List.of(rows)).getFirst()));
    }
  }

  @Test
  void assignsAllVariablesAtTheEndFromTheirOldValues() {
    Variable a = Variable.of("a", HostArray.ofDoubles(FLOAT32, Shape.of(2), 1, 2));
    Variable b = Variable.of("b", HostArray.ofDoubles(FLOAT32, Shape.of(2), 3, 4));
    Variable count = Variable.setting("count", 5);
    List<Assignment> swap =
        List.of(new Assignment(a, b), new Assignment(b, a), new Assignment(count, count.plus(1)));
    try (Executable program = compile(List.of(a.plus(b), count), swap, List.of())) {
      for (int i = 0; i < 3; i++) {
        List<INDArray> results = program.run(List.of(array()));
        assertArrayEquals(new double[] {4, 6}, doubles(results.getFirst()));
        assertEquals(5 + i, results.get(1).getDouble(0));
      }
    }
    assertArrayEquals(new double[] {3, 4}, doubles(a.value()));
    assertArrayEquals(new double[] {1, 2}, doubles(b.value()));
    assertEquals(8, count.value().getDouble(0));
  }

  @Test
  void aFailedCheckLeavesEveryVariableAsItWas() {
    Variable w = Variable.of("w", HostArray.ofDoubles(FLOAT32, Shape.of(2, 3), new double[6]));
    Node logarithm = Ops.log(X.minus(w));
    List<Assignment> assignments = List.of(new Assignment(w, w.plus(X)));
    FiniteCheck check = new FiniteCheck("the loss", logarithm.sum());
    try (Executable program = compile(List.of(), assignments, List.of(check))) {
      program.run(List.of(array()));
      double[] before = doubles(w.value());
      NonFiniteException failure =
          assertThrows(NonFiniteException.class, () -> program.run(List.of(array())));
      assertEquals("the loss is -infinite", failure.getMessage());
      assertArrayEquals(before, doubles(w.value()));
      program.run(List.of(array().mul(3)));
    }
  }

  @Test
  void anIndexOutOfRangeFailsTheRunAndNamesItsPlace() {
    Variable w = Variable.of("w", HostArray.ofDoubles(FLOAT32, Shape.of(2, 3), new double[6]));
    Variable index = Variable.of("index", HostArray.ofLongs(INT32, Shape.of(2), 0, 5));
    List<Assignment> assignments = List.of(new Assignment(w, w.plus(1)));
    assertFails(Ops.gather(w, index, 1), assignments, "gather: index 5 at 1 is outside 0..2");
    assertFails(
        Ops.scatterAdd(X, index, 0, 4), assignments, "scatterAdd: index 5 at 1 is outside 0..3");
    assertFails(
        Ops.inRange(index, 5, "label"), assignments, "label 5 at example 1 is outside 0..4");
    Node nothing = Ops.gather(Ops.zeros(3, 0), index, 0);
    assertFails(nothing, assignments, "gather: index 5 at 1 is outside 0..2");
    assertArrayEquals(new double[6], doubles(w.value()));
  }

  private static void assertFails(Node output, List<Assignment> assignments, String message) {
    try (Executable program = compile(List.of(output), assignments, List.of())) {
      IllegalArgumentException failure =
          assertThrows(IllegalArgumentException.class, () -> program.run(List.of(array())));
      assertEquals(message, failure.getMessage());
    }
  }

  @Test
  void refusesInputsOfAnotherNumberOrType() {
    try (Executable program = compile(X)) {
      assertEquals(
          "test: 1 inputs are needed, got 0",
          assertThrows(IllegalArgumentException.class, () -> program.run(List.of())).getMessage());
      assertEquals(
          "test: input \"x\" is f32[2, 3], got f32[3]",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> program.run(List.of(Nd4j.createFromArray(1f, 2f, 3f))))
              .getMessage());
    }
  }

  @Test
  void doesNotRunWhenClosed() {
    Executable program = compile(X.times(2));
    program.close();
    program.close();
    assertEquals(
        "test: the program is closed",
        assertThrows(IllegalStateException.class, () -> program.run(List.of(array())))
            .getMessage());
  }

  /** What is made inside a workspace of the user's is gone when that closes; a program is not. */
  @Test
  void outlivesAWorkspaceThatItWasCompiledIn() {
    WorkspaceConfiguration configuration =
        WorkspaceConfiguration.builder().initialSize(1 << 20).build();
    Executable program;
    List<INDArray> inside;
    try (MemoryWorkspace _ =
        Nd4j.getWorkspaceManager().getAndActivateWorkspace(configuration, "user")) {
      program = compile(Ops.pad(X.times(2).plus(X.sum()), 1, 1, 0));
      inside = program.run(List.of(array().dup()));
    }
    try (MemoryWorkspace _ =
        Nd4j.getWorkspaceManager().getAndActivateWorkspace(configuration, "user")) {
      Nd4j.valueArrayOf(new long[] {1000}, 13f, DataType.FLOAT);
    }
    double[] expected = {0, 23, 25, 27, 0, 29, 31, 33};
    assertArrayEquals(expected, doubles(inside.getFirst()));
    assertArrayEquals(expected, doubles(program.run(List.of(array())).getFirst()));
    program.close();
  }

  @Test
  void takesBoolsOfAnyByte() {
    Node flags = Ops.input("flags", new TensorType(BOOL, Shape.of(2)));
    Computation computation =
        new Computation(
            "test", List.of(flags), List.of(Ops.cast(flags, INT32)), List.of(), List.of());
    INDArray bytes = Nd4j.createUninitialized(DataType.BOOL, 2);
    Host.memory(bytes).fill((byte) 0x40);
    try (Executable program = new Nd4jBackend().compile(computation)) {
      assertArrayEquals(new double[] {1, 1}, doubles(program.run(List.of(bytes)).getFirst()));
    }
  }

  /** Reverses a vector. */
  record Reverse() implements HostOp {
    @Override
    public TensorType type(List<Node> inputs) {
      return inputs.getFirst().type();
    }

    @Override
    public INDArray run(List<INDArray> inputs) {
      double[] values = doubles(inputs.getFirst());
      HostArray reversed = HostArray.zeros(new TensorType(FLOAT64, Shape.of(values.length)));
      for (int i = 0; i < values.length; i++) {
        reversed.setDouble(i, values[values.length - 1 - i]);
      }
      return reversed.toINDArray();
    }
  }

  @Test
  void callsHostOps() {
    Node x = Ops.cast(Ops.reshape(X, 6), FLOAT64);
    Node empty = Ops.host(new Reverse(), Ops.zeros(0));
    try (Executable program = compile(Ops.host(new Reverse(), x.plus(1)).times(2), empty)) {
      List<INDArray> results = program.run(List.of(array()));
      assertArrayEquals(new double[] {14, 12, 10, 8, 6, 4}, doubles(results.get(0)));
      assertArrayEquals(new double[0], doubles(results.get(1)));
    }
  }

  @Test
  void refusesAHostOpThatBreaksItsPromise() {
    try (Executable program = compile(Ops.host(new Reverse(), Ops.reshape(X, 6)))) {
      IllegalArgumentException failure =
          assertThrows(IllegalArgumentException.class, () -> program.run(List.of(array())));
      String start = "reverse: run must return what type promised, f32[6], got f64[6]";
      assertTrue(String.valueOf(failure.getMessage()).startsWith(start), failure::getMessage);
    }
  }

  @Test
  void serializesRunsOfManyThreads() throws Exception {
    Node y = Ops.tanh(X.matmul(X.transpose()).times(0.01)).sum();
    try (Executable program = compile(y);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Double> expected = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        expected.add(program.run(List.of(array().mul(i))).getFirst().getDouble(0));
      }
      List<Future<Void>> futures = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int factor = i;
        Callable<Void> runs =
            () -> {
              INDArray input = array().mul(factor);
              for (int run = 0; run < 50; run++) {
                assertEquals(
                    expected.get(factor), program.run(List.of(input)).getFirst().getDouble(0));
              }
              return null;
            };
        futures.add(threads.submit(runs));
      }
      for (Future<Void> future : futures) {
        future.get();
      }
    }
  }

  @Test
  void explainsEachStepAndWhatComputesIt() {
    Node y = Ops.expm1(X.times(2).plus(X)).sum(0);
    try (Executable program = compile(y)) {
      assertEquals(
          """
          test on nd4j: 4 steps, 88 bytes
          multiply(f32[2, 3] "x", f32[2, 3]) -> f32[2, 3]  by nd4j mul_scalar
          add(f32[2, 3], f32[2, 3] "x") -> f32[2, 3]  by nd4j add
          expm1(f32[2, 3]) -> f32[2, 3]  by java expm1
          sum[axes=[0]](f32[2, 3]) -> f32[3]  by java sum
          """,
          program.explain());
    }
  }

  @Test
  void settingsAndNumbersAreRoundedOnce() {
    Variable rate = Variable.setting("rate", 0.1);
    try (Executable program = compile(X.times(rate), X.times(0.1))) {
      List<INDArray> results = program.run(List.of(array()));
      assertEquals(3 * 0.1f, results.get(0).getFloat(2));
      assertEquals(3 * 0.1f, results.get(1).getFloat(2));
    }
    assertEquals(DType.FLOAT64, rate.dtype());
  }
}
