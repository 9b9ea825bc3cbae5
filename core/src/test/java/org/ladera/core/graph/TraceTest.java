package org.ladera.core.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

class TraceTest {
  private final Variable v =
      Variable.of("v", HostArray.zeros(new TensorType(DType.FLOAT32, Shape.of(2))));

  private static String failure(Class<? extends Exception> kind, Runnable action) {
    return String.valueOf(assertThrows(kind, action::run).getMessage());
  }

  private static Node assigned(Trace trace, Variable variable) {
    return Objects.requireNonNull(trace.assignments().get(variable));
  }

  private Trace traced(Runnable function) {
    Trace trace = Trace.begin(true);
    trace.run(
        () -> {
          function.run();
          return null;
        });
    return trace;
  }

  @Test
  void theFirstChangeSeesTheVariableAndTheSecondTheFirst() {
    Trace trace =
        traced(
            () -> {
              v.next(
                  old -> {
                    assertSame(v, old);
                    return old.plus(1);
                  });
              Node first = Trace.current().orElseThrow().assignments().get(v);
              v.next(
                  old -> {
                    assertSame(first, old);
                    return old.times(2);
                  });
            });
    Node value = assigned(trace, v);
    assertEquals("multiply", value.op().name());
    assertEquals("add", value.input(0).op().name());
  }

  @Test
  void assignmentsAreListedInTheOrderOfFirstMention() {
    Variable w = Variable.setting("w", 1);
    Trace trace =
        traced(
            () -> {
              w.assign(Ops.constant(2));
              v.next(old -> old);
              w.next(old -> old.times(3));
            });
    assertEquals(List.of(w, v), List.copyOf(trace.assignments().keySet()));
  }

  @Test
  void assignMayBeSaidOnceAndNotAfterNext() {
    String said = "assign: \"v\" is assigned already in this program";
    assertEquals(
        said,
        failure(
            IllegalStateException.class,
            () ->
                traced(
                    () -> {
                      v.assign(v.plus(1));
                      v.assign(v.plus(2));
                    })));
    assertEquals(
        said,
        failure(
            IllegalStateException.class,
            () ->
                traced(
                    () -> {
                      v.next(old -> old.plus(1));
                      v.assign(v.plus(2));
                    })));
  }

  @Test
  void theValueMustFitTheVariable() {
    assertEquals(
        "assign: \"v\" is f32[2], got f32[]",
        failure(IllegalArgumentException.class, () -> traced(() -> v.assign(v.sum()))));
    assertEquals(
        "assign: \"v\" is f32[2], got f64[]",
        failure(IllegalArgumentException.class, () -> traced(() -> v.assign(Ops.constant(0)))));
    Node wide = Ops.input("x", new TensorType(DType.FLOAT64, Shape.of(2)));
    assertEquals(
        "assign: \"v\" is f32[2], got f64[2]",
        failure(IllegalArgumentException.class, () -> traced(() -> v.next(old -> wide))));
  }

  @Test
  void aWeakValueTakesTheTypeOfTheVariable() {
    Trace trace = traced(() -> v.assign(Ops.ones(2)));
    assertEquals(v.type(), assigned(trace, v).type());
    Variable setting = Variable.setting("rate", 0.1);
    Node single = Ops.input("x", new TensorType(DType.FLOAT32, Shape.scalar()));
    trace = traced(() -> setting.assign(single));
    assertEquals(DType.FLOAT64, assigned(trace, setting).dtype());
    Variable count = Variable.of("count", HostArray.ofLongs(DType.INT64, Shape.scalar(), 3));
    trace = traced(() -> count.assign(Ops.constant(2)));
    assertEquals(count.type(), assigned(trace, count).type());
    assertEquals(
        "assign: \"count\" is i64[], got f64[]",
        failure(
            IllegalArgumentException.class, () -> traced(() -> count.assign(Ops.constant(2.7)))));
  }

  @Test
  void outsideAProgramNothingIsAssigned() {
    assertTrue(Trace.current().isEmpty());
    assertEquals(
        "next: \"v\" can change only inside a program that is being traced; use set(...) outside",
        failure(IllegalStateException.class, () -> v.next(old -> old)));
    assertEquals(
        "assign: \"v\" can change only inside a program that is being traced; use set(...) outside",
        failure(IllegalStateException.class, () -> v.assign(v)));
  }

  @Test
  void reportsHaveOneNameEachAndPenaltiesAddUp() {
    Trace trace = Trace.begin(false);
    assertFalse(trace.training());
    assertTrue(trace.penalty().isEmpty());
    Node one = Ops.constant(1);
    trace.report("norm", one);
    assertSame(one, trace.reports().get("norm"));
    assertEquals(
        "report: \"norm\" is reported already",
        failure(IllegalStateException.class, () -> trace.report("norm", one)));
    trace.penalize(one);
    assertSame(one, trace.penalty().orElseThrow());
    trace.penalize(v.sum());
    assertEquals("add", trace.penalty().orElseThrow().op().name());
  }

  @Test
  void aNoteIsMadeOnceForEachOwner() {
    Trace trace = Trace.begin(true);
    List<String> first = trace.note(this, () -> List.of("first"));
    assertSame(first, trace.note(this, () -> List.of("second")));
  }
}
