package org.ladera.core.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Origin;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

class DiagnosisTest {
  private static final Origin PLACE =
      new Origin("binaryCrossEntropy", new StackTraceElement("Train", "main", "Train.java", 31));

  private static INDArray vector(double... values) {
    return HostArray.ofDoubles(DType.FLOAT32, Shape.of(values.length), values).toINDArray();
  }

  /** A step whose loss is a function of x, and that would set v to the sum of x. */
  private static ProgramCache step(Variable v, UnaryOperator<Node> loss) {
    return new ProgramCache(
        "step",
        List.of("x"),
        Backends.named("reference"),
        inputs -> {
          Node x = inputs.getFirst();
          Node value = Origin.inherit(PLACE, () -> loss.apply(x)).sum();
          return new TracedProgram(
              new Computation(
                  "step",
                  inputs,
                  List.of(value),
                  List.of(new Assignment(v, x.sum())),
                  List.of(new FiniteCheck("the loss", value))),
              List.of(""));
        });
  }

  private static String failure(UnaryOperator<Node> loss, double... x) {
    Variable v = Variable.of("v", HostArray.ofDoubles(DType.FLOAT32, Shape.scalar(), 7));
    try (ProgramCache program = step(v, loss)) {
      NonFiniteException failure =
          assertThrows(NonFiniteException.class, () -> program.run(vector(x)));
      assertInstanceOf(NonFiniteException.class, failure.getCause());
      assertArrayEquals(new double[] {7}, HostArray.copyOf(v.value()).toDoubles());
      return String.valueOf(failure.getMessage());
    }
  }

  @Test
  void namesTheNodeItsPlaceAndWhatItWasGiven() {
    assertEquals(
        "the loss is NaN; first non-finite node: log(x) in \"binaryCrossEntropy\" with min(x) ="
            + " 0.0, max(x) = 2.0, built at Train.java:31",
        failure(x -> Ops.log(x).times(x), 1, 0, 2));
    assertEquals(
        "the loss is infinite; first non-finite node: divide(a, b) in \"binaryCrossEntropy\" with"
            + " a = 1.0, min(b) = 0.0, max(b) = 4.0, built at Train.java:31",
        failure(x -> Ops.onesLike(x).dividedBy(x), 0, 4));
  }

  @Test
  void saysThatTheInputWasNotFinite() {
    assertEquals(
        "the loss is NaN; already the value of \"x\" is not finite",
        failure(x -> Ops.exp(x).plus(1), 1, Double.NaN));
  }

  @Test
  void saysThatAVariableWasNotFinite() {
    Variable w = Variable.of("w", HostArray.ofDoubles(DType.FLOAT32, Shape.of(1), Double.NaN));
    assertEquals("the loss is NaN; already the value of \"w\" is not finite", failure(w::times, 1));
  }

  @Test
  void saysThatAConstantWasNotFinite() {
    assertEquals(
        "the loss is -infinite; already a constant of the formula is not finite",
        failure(x -> x.plus(Double.NEGATIVE_INFINITY), 1));
  }

  @Test
  void passesByAnInfinityThatDidNoHarm() {
    // exp(-infinity) is 0, as in a masked softmax; what fails is the square root.
    UnaryOperator<Node> loss =
        x -> Ops.exp(x.plus(Ops.constant(vector(Double.NEGATIVE_INFINITY, 0)))).plus(Ops.sqrt(x));
    assertEquals(
        "the loss is NaN; first non-finite node: sqrt(x) in \"binaryCrossEntropy\" with"
            + " min(x) = -1.0, max(x) = 1.0, built at Train.java:31",
        failure(loss, 1, -1));
  }

  @Test
  void aRunWithoutFailureReturnsTheLossAndAssigns() {
    Variable v = Variable.of("v", HostArray.ofDoubles(DType.FLOAT32, Shape.scalar(), 7));
    try (ProgramCache program = step(v, Node::square)) {
      assertEquals(13, program.run(vector(2, 3)).value());
      assertArrayEquals(new double[] {5}, HostArray.copyOf(v.value()).toDoubles());
    }
  }
}
