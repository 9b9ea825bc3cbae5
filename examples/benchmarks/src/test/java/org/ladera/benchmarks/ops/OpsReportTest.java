package org.ladera.benchmarks.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ladera.benchmarks.engine.Setting;
import org.ladera.benchmarks.report.Outcome;
import org.ladera.benchmarks.work.KernelWork;
import org.ladera.benchmarks.work.OpKind;
import org.ladera.benchmarks.work.OpWork;
import org.ladera.benchmarks.work.Task;

class OpsReportTest {
  private static final Setting SETTING = new Setting("1 thread", 1, List.of(), Map.of());

  private static Outcome timed(String engine, double micros) {
    return new Outcome.Timed(
        engine, "1.0", SETTING, new double[] {micros, micros}, engine.equals("ladera") ? 0 : 1e-7);
  }

  private static Map<Task, List<Outcome>> all(OpKind op, int size, double own, double other) {
    return Map.of(new OpWork(op, size), List.of(timed("ladera", own), timed("libtorch", other)));
  }

  @Test
  void aKernelIsSlowerWhereAPeerTakesLessTime() {
    assertEquals(
        Map.of(OpKind.EXP, 0.8), OpsReport.slowerKernels(all(OpKind.EXP, 1_000_000, 250, 200)));
    assertEquals(Map.of(), OpsReport.slowerKernels(all(OpKind.EXP, 1_000_000, 200, 250)));
  }

  @Test
  void otherSizesAndIndexedOpsAreNotHeldToIt() {
    assertEquals(Map.of(), OpsReport.slowerKernels(all(OpKind.EXP, 1000, 250, 200)));
    assertEquals(Map.of(), OpsReport.slowerKernels(all(OpKind.GATHER, 1_000_000, 250, 200)));
  }

  @Test
  void aTableHasARowForAnOp() {
    String text = OpsReport.text(2, all(OpKind.EXP, 1_000_000, 250, 200));

    assertTrue(text.contains("\n### 1,000,000 entries\n"), text);
    assertTrue(text.contains("| exp | 250 | 200 | 0.80 | 1 thread; 1 thread | 1e-07 |\n"), text);
    assertTrue(text.contains("\n- exp: 1.25 times as slow\n"), text);
  }

  @Test
  void aChainStandsBesideTheTrafficItSaves() {
    String text = OpsReport.text(2, all(OpKind.GELU_CHAIN, 10_000_000, 100, 190));

    assertTrue(text.contains("| gelu-chain, 10,000,000 entries | 2.00 | 1.90 |\n"), text);
  }

  /** 102 kernels take 7.4 µs, two take 0.4. */
  @Test
  void aKernelCostsTheDifferenceOfTwoPrograms() {
    Map<Task, List<Outcome>> all = new LinkedHashMap<>();
    all.put(new KernelWork(1), List.of(timed("ladera", 0.4)));
    all.put(new KernelWork(101), List.of(timed("ladera", 7.4)));

    assertEquals(0.07, OpsReport.kernelMicros(all).orElseThrow(), 1e-12);
    assertTrue(OpsReport.text(1, all).contains("\nA kernel more takes 0.070 µs.\n"));
  }

  @Test
  void withoutBothProgramsThatIsNotKnown() {
    assertFalse(
        OpsReport.kernelMicros(Map.of(new KernelWork(1), List.of(timed("ladera", 1)))).isPresent());
  }

  @Test
  void thePictureHasTheComparedSize() {
    Map<Task, List<Outcome>> all = new LinkedHashMap<>(all(OpKind.EXP, 1_000_000, 2, 3));
    all.putAll(all(OpKind.EXP, 10_000_000, 20, 30));

    assertEquals(
        List.of(new OpWork(OpKind.EXP, 1_000_000)), List.copyOf(OpsReport.pictured(all).keySet()));
  }
}
