package org.ladera.core.backend.cpu.tier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.program.kernel.Kernel;
import org.ladera.core.program.kernel.KernelForm;
import org.ladera.core.program.kernel.KernelForm.Lane;
import org.ladera.core.program.kernel.Movement;
import org.ladera.core.type.DType;

/** Kernels are shared, begin interpreted and go on as vector code. */
class KernelsTest {
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  /** x · x + c. */
  private static KernelForm form(float c, Movement movement) {
    BodyBuilder body = new BodyBuilder();
    int x = body.load(DType.FLOAT32, 0);
    int square = body.apply(ScalarOp.MULTIPLY, DType.FLOAT32, x, x);
    int sum = body.apply(ScalarOp.ADD, DType.FLOAT32, square, body.constant(c));
    body.sink(new Sink.Store(1, sum));
    Lane lane = new Lane(DType.FLOAT32, movement);
    return new KernelForm(List.of(lane, new Lane(DType.FLOAT32, Movement.UNIT)), body.body());
  }

  /** The exponential of float64, which has no code over vectors. */
  private static KernelForm exponentials() {
    BodyBuilder body = new BodyBuilder();
    body.sink(
        new Sink.Store(1, body.apply(ScalarOp.EXP, DType.FLOAT64, body.load(DType.FLOAT64, 0))));
    Lane lane = new Lane(DType.FLOAT64, Movement.UNIT);
    return new KernelForm(List.of(lane, lane), body.body());
  }

  @Test
  void equalFormsShareAKernel() {
    Kernels kernels = new Kernels(true, false);
    KernelSlot slot = kernels.slot(form(1, Movement.UNIT), 1, 100);
    assertSame(slot, kernels.slot(form(1, Movement.UNIT), 7, 3));
    assertNotSame(slot, kernels.slot(form(2, Movement.UNIT), 1, 100));
    assertNotSame(slot, kernels.slot(form(1, Movement.STRIDED), 1, 100));
    assertEquals("interpreted", slot.tier());
  }

  @Test
  void vectorCodeTakesOverWhenItIsFaster() throws InterruptedException {
    Kernels kernels = new Kernels(true, true);
    int before = kernels.generation();
    KernelSlot slot = kernels.slot(form(1, Movement.UNIT), 1, 1000);
    Kernel first = slot.current();
    slot.request();
    waitUntilSettled(slot);
    assertEquals("vector", slot.tier());
    assertNotSame(first, slot.current());
    assertTrue(kernels.generation() > before);
  }

  @Test
  void aFormWithoutVectorCodeSaysWhy() throws InterruptedException {
    Kernels kernels = new Kernels(true, true);
    KernelSlot slot = kernels.slot(exponentials(), 1, 1000);
    Kernel first = slot.current();
    slot.request();
    waitUntilSettled(slot);
    assertTrue(slot.tier().startsWith("interpreted: "), slot.tier());
    assertSame(first, slot.current());
    assertEquals(slot.tier(), new Kernels(false, true).slot(slot.form(), 1, 1000).tier());
  }

  private static void waitUntilSettled(KernelSlot slot) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (slot.tier().equals("interpreted") && System.nanoTime() < end) {
      Thread.sleep(10);
    }
  }

  @Test
  void vectorCodeAloneRunsFromTheFirstCallOn() {
    Kernels kernels = new Kernels(false, true);
    assertEquals("vector", kernels.slot(form(1, Movement.UNIT), 1, 10).tier());
  }

  @Test
  void trialsAreSmallAndHaveTheRestOfTheRealRows() {
    assertEquals(new TrialSize(1, 3), TrialSize.like(1, 3, false, false));
    assertEquals(new TrialSize(2, 40), TrialSize.like(1000, 40, false, false));
    assertEquals(new TrialSize(1, 33), TrialSize.like(1, 1_000_001, false, false));
    assertEquals(new TrialSize(1, 129), TrialSize.like(1, 1_000_001, true, false));
    assertEquals(new TrialSize(1, 1), TrialSize.like(0, 0, true, false));
    assertEquals(new TrialSize(10, 3), TrialSize.like(1000, 3, true, false));
    assertEquals(new TrialSize(4, 8), TrialSize.like(1000, 8, true, false));
    assertEquals(new TrialSize(16, 40), TrialSize.like(1000, 1000, false, true));
  }

  @Test
  void trialsDifferThatGoAnotherWayThroughTheCode() {
    assertTrue(new TrialSize(2, 3).isLike(new TrialSize(2, 8)));
    assertFalse(new TrialSize(2, 3).isLike(new TrialSize(1, 3)));
    assertFalse(new TrialSize(2, 3).isLike(new TrialSize(2, 10)));
    assertFalse(new TrialSize(2, 10).isLike(new TrialSize(2, 17)));
  }
}
