package org.ladera.core.memory;

import java.lang.ref.Cleaner;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Counts what programs and variables hold outside of the heap. The collector does not see that
 * memory, and so has no reason to find those that were forgotten: it is asked to look whenever some
 * hundred megabytes were added to what was held after it looked last.
 */
public final class NativeBudget {
  private static final long LARGEST_BOUND = 512L << 20;

  /** How long nothing is freed before what is held counts as needed. */
  private static final int PATIENCE_MILLIS = 20;

  private static final int MEGABYTE = 1 << 20;
  private static final Cleaner CLEANER = Cleaner.create();
  private static final NativeBudget SHARED =
      new NativeBudget(Math.min(LARGEST_BOUND, Runtime.getRuntime().maxMemory() / 4), System::gc);

  private final long bound;
  private final Runnable collector;
  private final AtomicLong held = new AtomicLong();

  /** What was held after the collector looked last, or less if less was held since. */
  private final AtomicLong needed = new AtomicLong();

  /** The part of what is held that is freed when the collector finds it. */
  private final AtomicLong owned = new AtomicLong();

  private final Set<Holder> holders = ConcurrentHashMap.newKeySet();

  /** Who holds memory until it says otherwise. */
  public interface Holder {
    /** {@return what the user knows it by} */
    String name();

    /** {@return how much it holds} */
    long bytes();
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

  /**
   * {@return the budget of this process, of which the bound is 512 MiB, or a quarter of a heap of
   * less than 2 GiB}
   */
  public static NativeBudget shared() {
    return SHARED;
  }

  /** {@return the bytes that are held now} */
  public long held() {
    return held.get();
  }

  /**
   * Names one in errors, from now on until it is {@link #close closed}.
   *
   * @param holder who will hold memory
   */
  public void open(Holder holder) {
    holders.add(holder);
  }

  /**
   * Counts memory that is about to be allocated.
   *
   * @param bytes how much
   */
  public void add(long bytes) {
    if (held.addAndGet(bytes) - needed.get() > bound) {
      collectOnce();
    }
  }

  /**
   * Counts memory until its owner is no longer reachable.
   *
   * @param owner whose memory it is
   * @param bytes how much
   */
  public void addUntilForgotten(Object owner, long bytes) {
    add(bytes);
    owned.addAndGet(bytes);
    CLEANER.register(
        owner,
        () -> {
          owned.addAndGet(-bytes);
          remove(bytes);
        });
  }

  /**
   * Counts memory no longer.
   *
   * @param bytes how much
   */
  public void remove(long bytes) {
    long now = held.addAndGet(-bytes);
    needed.accumulateAndGet(now, Math::min);
  }

  /**
   * Forgets one that holds nothing any more.
   *
   * @param holder who held memory
   */
  public void close(Holder holder) {
    holders.remove(holder);
  }

  private synchronized void collectOnce() {
    if (held.get() - needed.get() > bound) {
      collect();
    }
  }

  /** Has what was forgotten freed, and waits while that goes on. */
  public synchronized void collect() {
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

  /**
   * {@return the error of a program that cannot have more memory: who has how much, and what to do}
   *
   * @param name what the user knows it by
   * @param bytes what it asked for, which counts as held
   */
  public OutOfMemoryError exhausted(String name, long bytes) {
    Map<String, Long> shares =
        holders.stream()
            .collect(Collectors.groupingBy(Holder::name, Collectors.summingLong(Holder::bytes)));
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
            + megabytes(held.get() - owned.get() - bytes)
            + (largest.isEmpty() ? "" : " (" + largest + ")")
            + ", variables "
            + megabytes(owned.get())
            + "; close programs that are no longer needed, use smaller batches, or raise"
            + " -XX:MaxDirectMemorySize");
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MiB", (double) bytes / MEGABYTE);
  }
}
