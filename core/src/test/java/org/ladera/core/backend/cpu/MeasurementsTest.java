package org.ladera.core.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.MatMul;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.type.DType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What a measured program says of the time of its steps. */
class MeasurementsTest {
  private static final DType F32 = DType.FLOAT32;
  private static final int SIZE = 64;
  private static final int RUNS = 5;

  /** A product, and a loop that doubles it. */
  private static Programs programs() {
    Programs programs = new Programs();
    int x = programs.input(F32, SIZE, SIZE);
    int product = programs.arena(F32, SIZE, SIZE);
    int twice = programs.output(F32, SIZE, SIZE);
    MatMul.Operand operand = new MatMul.Operand(x, 0, SIZE, 1, Programs.longs());
    programs.step(
        new MatMul(
            Programs.header("x . x"),
            F32,
            Programs.longs(),
            SIZE,
            SIZE,
            SIZE,
            operand,
            operand,
            product,
            null));
    BodyBuilder body = new BodyBuilder();
    int line = body.load(F32, 0);
    body.sink(new Sink.Store(1, body.apply(ScalarOp.ADD, F32, line, line)));
    programs.step(
        Programs.loop(
            new long[] {SIZE, SIZE},
            1,
            0,
            List.of(Programs.stream(product, 0, SIZE, 1), Programs.stream(twice, 0, SIZE, 1)),
            body.body()));
    return programs;
  }

  private static double number(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), () -> "no " + pattern + " in\n" + text);
    return Double.parseDouble(matcher.group(1));
  }

  @Test
  void ratesAreToldAsPartsOfTheBestOfTheMachine() {
    INDArray x = Nd4j.ones(DataType.FLOAT, SIZE, SIZE);
    try (CpuExecutable executable = programs().measured(1)) {
      for (int i = 0; i < RUNS; i++) {
        executable.run(List.of(x));
      }
      String text = executable.explain();
      assertTrue(text.contains("here: measured in " + RUNS + " runs"), text);
      String product = "here: ([0-9.]+) us, [0-9]+ % of all, [0-9.]+ threads, ";
      double micros = number(text, product);
      double rate = number(text, "([0-9.]+) GFLOP/s, [0-9]+ % of the best products");
      double flops = 2.0 * SIZE * SIZE * SIZE;
      assertEquals(flops / micros / 1000, rate, 0.01 * rate + 0.1);
      double best = number(text, "products of f32 at ([0-9.]+) GFLOP/s");
      double percent = number(text, "GFLOP/s, ([0-9]+) % of the best products");
      assertEquals(100 * rate / best, percent, 1 + 10 / best);
      double passed = number(text, "([0-9.]+) GB/s, [0-9]+ % of the best copies");
      double copies = number(text, "copies of 64 KB at ([0-9.]+) GB/s");
      double part = number(text, "GB/s, ([0-9]+) % of the best copies");
      assertEquals(100 * passed / copies, part, 1 + 10 / copies);
    }
  }

  @Test
  void whatDidNotRunHasNoTime() {
    try (CpuExecutable executable = programs().measured(1)) {
      String text = executable.explain();
      assertTrue(text.contains("here: not measured yet"), text);
      assertTrue(text.contains("here: best of this machine: nothing"), text);
    }
  }
}
