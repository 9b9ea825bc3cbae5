package org.ladera.benchmarks.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ladera.benchmarks.process.MemoryUse;
import org.ladera.benchmarks.report.Entry;
import org.ladera.benchmarks.trial.Pilot.Entrant;

/**
 * The memory of one engine, in bytes.
 *
 * @param entrant who
 * @param step what the process took at most, above what it took before its network was opened
 * @param later how much more after as much time again
 * @param arenaBytes what the engine states that lies between its steps; -1 where it states nothing
 */
record Need(Entrant entrant, MemoryUse step, MemoryUse later, long arenaBytes) {
  private static final double MEBI = 1 << 20;

  /** {@return the names of the columns of {@link #row}} */
  static List<String> head() {
    return List.of(
        "engine",
        "resident, MiB",
        "more later, MiB",
        "Java's heap, MiB",
        "classes and code, MiB",
        "native and rest, MiB",
        "arena stated, MiB",
        "setting");
  }

  /** {@return what is resident and neither Java's heap nor classes and code, or -1} */
  long rest() {
    return step.isTold() ? Math.max(0, step.peak() - step.heapPeak() - step.classes()) : -1;
  }

  /** {@return the numbers} */
  List<String> row() {
    return List.of(
        entrant.engine().name(),
        told(step.peak()),
        step.isTold() ? told(later.peak()) : told(-1),
        told(step.heapPeak()),
        told(step.classes()),
        told(rest()),
        arenaBytes < 0 ? "" : String.format(Locale.ROOT, "%.3f", arenaBytes / MEBI),
        entrant.setting().label());
  }

  private static String told(long bytes) {
    return bytes < 0 ? "not told here" : String.format(Locale.ROOT, "%.1f", bytes / MEBI);
  }

  /**
   * {@return what is known, as numbers of bytes}
   *
   * @param work what was done
   */
  List<Entry> entries(String work) {
    List<Entry> entries = new ArrayList<>();
    if (step.isTold()) {
      entries.add(entry("memory-resident-bytes", work, step.peak()));
      entries.add(entry("memory-native-bytes", work, rest()));
    }
    entries.add(entry("memory-heap-bytes", work, step.heapPeak()));
    if (arenaBytes >= 0) {
      entries.add(entry("memory-arena-bytes", work, arenaBytes));
    }
    return entries;
  }

  private Entry entry(String benchmark, String work, long bytes) {
    return new Entry(
        benchmark,
        work,
        entrant.engine().name(),
        entrant.setting().threads(),
        bytes,
        bytes,
        1,
        entrant.version());
  }
}
