package org.ladera.core.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.MatMul;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/** What a program says of itself. */
class ExplanationTest {
  private static final DType F32 = DType.FLOAT32;

  @Test
  void stepsKernelsAndMemoryAreTold() {
    Programs programs = new Programs();
    int x = programs.input(F32, 128, 300);
    int y = programs.input(F32, 300, 7);
    int product = programs.tile(F32, 128, 7);
    int sums = programs.output(F32, 7);
    int next = programs.arena(F32, 128, 7);
    Variable v = Variable.of("v", HostArray.zeros(new TensorType(F32, Shape.of(128, 7))));
    int state = programs.state(v);
    BodyBuilder body = new BodyBuilder();
    int line = body.load(F32, 0);
    int shifted = body.apply(ScalarOp.SUBTRACT, F32, line, body.reduce(Reduction.MAX, line));
    body.sink(new Sink.Store(1, shifted));
    body.sink(new Sink.Total(2, Reduction.SUM, shifted));
    programs.step(
        new MatMul(
            Programs.header("x . y"),
            F32,
            Programs.longs(),
            128,
            7,
            300,
            new MatMul.Operand(x, 0, 300, 1, Programs.longs()),
            new MatMul.Operand(y, 0, 7, 1, Programs.longs()),
            product,
            Programs.loop(
                new long[] {128, 7},
                1,
                1,
                List.of(
                    Programs.stream(product, 0, 7, 1),
                    Programs.stream(next, 0, 7, 1),
                    Programs.stream(sums, 0, 0, 1)),
                body.body())));
    programs.commit(state, next);
    try (CpuExecutable executable = programs.executable(2)) {
      String text =
          executable
              .explain()
              .lines()
              .filter(each -> !each.contains("libraries") && !each.contains(": small"))
              .filter(each -> !each.contains("whole: "))
              .map(each -> each.replaceFirst("threads; .*", "threads"))
              .collect(Collectors.joining("\n"));
      assertEquals(
          """
          program test on cpu: f32[128, 300] f32[300, 7] -> f32[7]
          1 steps: 1 matmul
          here: up to 2 threads
          #0 matmul [128,300]x[300,7]  x . y
               product = b0 . b1
               t1 = product - row max(product)
               b4 = t1
               b3 = sum over rows(t1)
               here: k0 x 2 of 64 x 7, interpreted
          variables: 0 of 1 in place
               copied at the end: state 5
          memory: 3648 bytes for 1 buffers of 3584; at most 3584 at one time, in #0
               3584 b4 f32[128, 7], #0 to the end
          here: 56 bytes for sums of blocks, 3584 for copies\
          """,
          text);
    }
  }
}
