package org.ladera.core.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Trace;
import org.ladera.core.graph.Variable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CompiledTest {
  private final INDArray two = Nd4j.createFromArray(1f, 2);

  @Test
  void itTracesOncePerSignature() {
    try (Compiled twice = Compiled.of(x -> x.times(2))) {
      assertEquals(Nd4j.createFromArray(2f, 4), twice.run(two));
      twice.run(Nd4j.createFromArray(5f, 6));
      assertEquals(1, twice.traces());
      twice.run(Nd4j.createFromArray(5f, 6, 7));
      twice.run(two.castTo(DataType.DOUBLE));
      assertEquals(3, twice.traces());
    }
  }

  @Test
  void aWrongNumberOfInputsIsNamed() {
    try (Compiled sum = Compiled.of((x, y) -> x.plus(y))) {
      assertEquals(
          "compiled: there are 2 inputs [x, y], got 1 array",
          assertThrows(IllegalArgumentException.class, () -> sum.run(two)).getMessage());
    }
  }

  @Test
  void aTypeThatThereIsNotSaysWhatToCastTo() {
    try (Compiled twice = Compiled.of(x -> x.times(2))) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> twice.run(two.castTo(DataType.INT16)))
              .getMessage();
      assertTrue(message.startsWith("compiled: input \"x\": "), message);
      assertTrue(message.contains("castTo(DataType.INT32)"), message);
    }
  }

  @Test
  void aResultThatIsNoScalarHasNoNumber() {
    try (Compiled twice = Compiled.of(x -> x.times(2).and("sum", x.sum()))) {
      Results results = twice.results(two);
      assertEquals(3, results.value("sum"));
      assertEquals(
          "results: the principal result is no scalar but has the shape [2]; use first() or"
              + " array(name)",
          assertThrows(IllegalArgumentException.class, results::value).getMessage());
    }
  }

  @Test
  void aPenaltyThatNobodyAddsIsAnError() {
    Variable w = Variable.of("w", two);
    Compiled forgetful =
        Compiled.training(
            x -> {
              Trace.current().orElseThrow().penalize(w.square().sum());
              return x.sum();
            });
    assertTrue(
        assertThrows(IllegalStateException.class, () -> forgetful.run(two))
            .getMessage()
            .startsWith("training: a layer adds a penalty to the loss"));
    Compiled right =
        Compiled.training(
            x -> {
              Trace trace = Trace.current().orElseThrow();
              trace.penalize(w.square().sum());
              return x.sum().plus(trace.penalty().orElse(Ops.constant(0)));
            });
    assertEquals(8, right.run(two).getDouble(0));
  }

  @Test
  void anInputOfAnotherTraceIsNamed() {
    org.ladera.core.graph.Node[] kept = new org.ladera.core.graph.Node[1];
    try (Compiled first =
            Compiled.of(
                x -> {
                  kept[0] = x;
                  return x;
                });
        Compiled second = Compiled.of(y -> y.plus(kept[0]))) {
      first.run(two);
      String message =
          assertThrows(IllegalArgumentException.class, () -> second.run(two)).getMessage();
      assertEquals(
          "compiled: the input \"x\" f32[2] has no value here; it belongs to another trace, so pass"
              + " it as an argument",
          message);
    }
  }
}
