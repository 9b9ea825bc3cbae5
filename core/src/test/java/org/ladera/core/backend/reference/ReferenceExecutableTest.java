package org.ladera.core.backend.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.core.backend.Assignment;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.Compiled;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.Executable;
import org.ladera.core.backend.FiniteCheck;
import org.ladera.core.backend.NonFiniteException;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Parameter;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

class ReferenceExecutableTest {
  private static final TensorType PAIR = new TensorType(DType.FLOAT32, Shape.of(2));

  private static Executable compile(Computation computation) {
    return Backends.named("reference").compile(computation);
  }

  private static Variable pair(String name, double first, double second) {
    return Variable.of(name, HostArray.ofDoubles(DType.FLOAT32, Shape.of(2), first, second));
  }

  private static double[] values(INDArray array) {
    return HostArray.copyOf(array).toDoubles();
  }

  private static INDArray vector(double... values) {
    return HostArray.ofDoubles(DType.FLOAT32, Shape.of(values.length), values).toINDArray();
  }

  @Test
  void assignmentsTakeEffectTogetherSoTwoVariablesCanSwap() {
    Variable a = pair("a", 1, 2);
    Variable b = pair("b", 3, 4);
    Computation swap =
        new Computation(
            "swap",
            List.of(),
            List.of(a, a.minus(b)),
            List.of(new Assignment(a, b), new Assignment(b, a)),
            List.of());
    try (Executable executable = compile(swap)) {
      List<INDArray> outputs = executable.run(List.of());
      assertArrayEquals(new double[] {1, 2}, values(outputs.get(0)));
      assertArrayEquals(new double[] {-2, -2}, values(outputs.get(1)));
    }
    assertArrayEquals(new double[] {3, 4}, values(a.value()));
    assertArrayEquals(new double[] {1, 2}, values(b.value()));
  }

  @Test
  void everyRunSeesTheValuesOfVariablesWhenItBegins() {
    Variable steps = Variable.of("steps", HostArray.zeros(new TensorType(DType.INT64, Shape.of())));
    Compiled program =
        Backends.using(
            Backends.named("reference"),
            () ->
                Compiled.training(
                    x -> {
                      steps.next(old -> old.plus(1));
                      return x.plus(steps.cast(DType.FLOAT32));
                    }));
    assertArrayEquals(new double[] {5}, values(program.run(vector(5))));
    assertArrayEquals(new double[] {6}, values(program.run(vector(5))));
    steps.set(HostArray.ofLongs(DType.INT64, Shape.of(), 10));
    assertArrayEquals(new double[] {15}, values(program.run(vector(5))));
    assertEquals(1, program.traces());
  }

  @Test
  void aFailedCheckLeavesVariablesAsTheyWere() {
    Variable a = pair("a", 1, 2);
    Node x = Ops.input("x", PAIR);
    FiniteCheck check = new FiniteCheck("the loss", Ops.log(x).sum());
    Computation step =
        new Computation(
            "step", List.of(x), List.of(), List.of(new Assignment(a, a.plus(x))), List.of(check));
    try (Executable executable = compile(step)) {
      NonFiniteException failure =
          assertThrows(NonFiniteException.class, () -> executable.run(List.of(vector(1, 0))));
      assertEquals("the loss is -infinite", failure.getMessage());
      assertSame(check, failure.check());
      failure =
          assertThrows(NonFiniteException.class, () -> executable.run(List.of(vector(1, -1))));
      assertEquals("the loss is NaN", failure.getMessage());
      assertArrayEquals(new double[] {1, 2}, values(a.value()));
      executable.run(List.of(vector(1, 1)));
      assertArrayEquals(new double[] {2, 3}, values(a.value()));
    }
  }

  @Test
  void anIndexOutOfRangeLeavesVariablesAsTheyWere() {
    Variable a = pair("a", 1, 2);
    Node index = Ops.input("index", new TensorType(DType.INT32, Shape.of(1)));
    Node row = Ops.gather(a, index, 0);
    Node scattered = Ops.scatterAdd(row, Ops.inRange(index, 3, "lookup: index"), 0, 2);
    Computation step =
        new Computation(
            "step",
            List.of(index),
            List.of(scattered),
            List.of(new Assignment(a, a.plus(1))),
            List.of());
    INDArray outside = HostArray.ofLongs(DType.INT32, Shape.of(1), 2).toINDArray();
    try (Executable executable = compile(step)) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> executable.run(List.of(outside)))
              .getMessage();
      assertEquals("gather: index 2 at 0 is outside 0..1", message);
      assertArrayEquals(new double[] {1, 2}, values(a.value()));
    }
  }

  @Test
  void aChainOf100000NodesRuns() {
    Node x = Ops.input("x", PAIR);
    Node chain = x;
    for (int i = 0; i < 100_000; i++) {
      chain = chain.plus(x);
    }
    try (Executable executable =
        compile(new Computation("chain", List.of(x), List.of(chain), List.of(), List.of()))) {
      assertArrayEquals(
          new double[] {100_001, 200_002},
          values(executable.run(List.of(vector(1, 2))).getFirst()));
      assertEquals(100_001, executable.explain().lines().count());
    }
  }

  /** Notes how much of the heap is in use when the program passes by. */
  private record HeapProbe(List<Long> used) implements HostOp {
    @Override
    public TensorType type(List<Node> inputs) {
      return inputs.getFirst().type();
    }

    @Override
    public INDArray run(List<INDArray> inputs) {
      System.gc();
      used.add(Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
      return inputs.getFirst();
    }
  }

  @Test
  void valuesAreFreedAfterTheirLastUse() {
    HeapProbe probe = new HeapProbe(new ArrayList<>());
    Node start = Ops.host(probe, Ops.constant(vector(1)).reshape());
    Node chain = start.broadcastTo(Shape.of(1_000_000));
    for (int i = 0; i < 40; i++) {
      chain = chain.negate();
    }
    Node end = Ops.host(probe, chain.sum());
    assertArrayEquals(new double[] {1_000_000}, Reference.toDoubles(end));
    long grown = probe.used().getLast() - probe.used().getFirst();
    assertTrue(grown < 5 * 8_000_000L, () -> "of 40 values of 8 MB " + grown + " bytes are held");
  }

  @Test
  void inputsAreCheckedByNumberAndType() {
    Node x = Ops.input("x", PAIR);
    try (Executable executable =
        compile(new Computation("step", List.of(x), List.of(x), List.of(), List.of()))) {
      assertEquals(
          "step: 1 inputs are needed, got 0",
          assertThrows(IllegalArgumentException.class, () -> executable.run(List.of()))
              .getMessage());
      assertEquals(
          "step: input \"x\" is f32[2], got f32[3]",
          assertThrows(
                  IllegalArgumentException.class, () -> executable.run(List.of(vector(1, 2, 3))))
              .getMessage());
    }
  }

  @Test
  void aClosedProgramDoesNotRun() {
    Executable executable =
        compile(new Computation("step", List.of(), List.of(), List.of(), List.of()));
    executable.close();
    executable.close();
    assertEquals(
        "step: the program is closed",
        assertThrows(IllegalStateException.class, () -> executable.run(List.of())).getMessage());
  }

  @Test
  void aValueTooLargeForAJavaArrayIsRefusedWhenCompiled() {
    Node huge = Ops.zeros(1 << 16, 1 << 16);
    String message =
        assertThrows(IllegalArgumentException.class, () -> Reference.evaluate(huge)).getMessage();
    assertEquals(
        "the backend \"reference\" takes values of at most 2147483647 entries, got"
            + " broadcast[shape=[65536, 65536]](f64[]) -> f64[65536, 65536]; use another backend",
        message);
  }

  @Test
  void explainHasALineForEachNode() {
    Parameter w = Parameter.zeros("w", 2);
    Node x = Ops.input("x", PAIR);
    try (Executable executable =
        compile(
            new Computation("step", List.of(x), List.of(x.times(w).sum()), List.of(), List.of()))) {
      assertEquals(
          """
          input "x" -> f32[2]
          variable "w" -> f32[2]
          multiply(f32[2] "x", f32[2] "w") -> f32[2]
          sum[axes=[0]](f32[2]) -> f32[]
          """,
          executable.explain());
    }
  }

  @Test
  void isAlwaysUsable() {
    ReferenceBackend backend = new ReferenceBackend();
    assertEquals("reference", backend.name());
    assertEquals(0, backend.preference());
    assertTrue(backend.obstacle().isEmpty());
    assertTrue(Backends.report().contains("reference: "));
  }

  @Test
  void anAssignmentOfAnotherTypeIsRefused() {
    Variable a = pair("a", 1, 2);
    assertEquals(
        "assign: \"a\" is f32[2], got f32[]",
        assertThrows(IllegalArgumentException.class, () -> new Assignment(a, a.sum()))
            .getMessage());
  }

  @Test
  void runsFromManyThreadsWaitForEachOther() throws InterruptedException {
    Variable count = Variable.of("count", HostArray.zeros(new TensorType(DType.INT64, Shape.of())));
    Computation step =
        new Computation(
            "count",
            List.of(),
            List.of(),
            List.of(new Assignment(count, count.plus(1))),
            List.of());
    try (Executable executable = compile(step)) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        threads.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      for (int run = 0; run < 250; run++) {
                        executable.run(List.of());
                      }
                    }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertEquals(1000, HostArray.copyOf(count.value()).getLong(0));
  }
}
