package org.ladera.core.backend.cpu.run;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Counts what programs hold outside of the heap. The collector does not see that memory, and so has
 * no reason to find programs that were forgotten instead of closed: it is asked to look whenever
 * some hundred megabytes were added to what was held after it looked last.
 */
public final class NativeBudget {
  private static final long LARGEST_BOUND = 512L << 20;

  /** How long nothing is freed before what is held counts as needed. */
  private static final int PATIENCE_MILLIS = 20;

  private static final int MEGABYTE = 1 << 20;

  private final long bound;
  private final Runnable collector;
  private final AtomicLong held = new AtomicLong();

  /** What was held after the collector looked last, or less if less was held since. */
  private final AtomicLong needed = new AtomicLong();

  private final Set<NativeMemory> holders = ConcurrentHashMap.newKeySet();

  /** One for all programs of a backend: 512 MiB, or a quarter of a heap of less than 2 GiB. */
  public NativeBudget() {
    this(Math.min(LARGEST_BOUND, Runtime.getRuntime().maxMemory() / 4), System::gc);
  }

  /**
   * A budget.
   *
   * @param bound how many bytes are added before the collector looks again
   * @param collector has what is no longer reachable freed, soon
   */
  public NativeBudget(long bound, Runnable collector) {
    this.bound = bound;
    this.collector = collector;
  }

  /** {@return the bytes that programs hold now} */
  public long held() {
    return held.get();
  }

  void open(NativeMemory memory) {
    holders.add(memory);
  }

  /** Before memory is allocated. */
  void add(long bytes) {
    if (held.addAndGet(bytes) - needed.get() > bound) {
      collectOnce();
    }
  }

  void remove(long bytes) {
    long now = held.addAndGet(-bytes);
    needed.accumulateAndGet(now, Math::min);
  }

  void close(NativeMemory memory) {
    holders.remove(memory);
  }

  private synchronized void collectOnce() {
    if (held.get() - needed.get() > bound) {
      collect();
    }
  }

  /** Has forgotten programs freed, and waits while that goes on. */
  synchronized void collect() {
    collector.run();
    long before;
    do {
      before = held.get();
      try {
        Thread.sleep(PATIENCE_MILLIS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        break;
      }
    } while (held.get() < before);
    needed.set(held.get());
  }

  /** The error of a program that cannot have more memory: who has how much, and what to do. */
  OutOfMemoryError exhausted(String name, long bytes) {
    Map<String, Long> shares =
        holders.stream()
            .collect(
                Collectors.groupingBy(
                    NativeMemory::name, Collectors.summingLong(NativeMemory::bytes)));
    String largest =
        shares.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
            .filter(share -> share.getValue() > 0)
            .limit(5)
            .map(share -> "\"" + share.getKey() + "\" " + megabytes(share.getValue()))
            .collect(Collectors.joining(", "));
    return new OutOfMemoryError(
        name
            + ": a run needs "
            + megabytes(bytes)
            + " outside of the heap, which cannot be had; programs hold "
            + megabytes(held.get() - bytes)
            + (largest.isEmpty() ? "" : " (" + largest + ")")
            + "; close programs that are no longer needed, use smaller batches, or raise"
            + " -XX:MaxDirectMemorySize");
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MiB", (double) bytes / MEGABYTE);
  }
}
