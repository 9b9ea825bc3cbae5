package org.ladera.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory of a process until now, in bytes.
 *
 * @param peak the most that was resident; -1 where the system does not tell
 * @param heapPeak the most of Java's heap that was in use
 * @param classes what classes and compiled code take
 */
public record MemoryUse(long peak, long heapPeak, long classes) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String HIGH_WATER = "VmHWM:";

  /** {@return the use of this process} */
  static MemoryUse now() {
    return new MemoryUse(
        Files.isReadable(STATUS) ? highWater(status()) : -1,
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
            .sum(),
        ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed());
  }

  private static String status() {
    try {
      return Files.readString(STATUS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return the high-water mark of resident memory, or -1}
   *
   * @param status a text as of {@code /proc/self/status}, which counts in kB of 1024 bytes
   */
  static long highWater(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith(HIGH_WATER))
        .map(line -> line.substring(HIGH_WATER.length()).replace("kB", "").strip())
        .mapToLong(number -> 1024 * Long.parseLong(number))
        .findFirst()
        .orElse(-1);
  }

  /** {@return whether the system tells what is resident} */
  public boolean isTold() {
    return peak >= 0;
  }

  /**
   * {@return what this is above an earlier use}
   *
   * @param before the earlier one
   */
  public MemoryUse above(MemoryUse before) {
    return new MemoryUse(
        isTold() ? peak - before.peak : -1, heapPeak - before.heapPeak, classes - before.classes);
  }

  /** {@return this as one line, for {@link #decode}} */
  String encode() {
    return peak + " " + heapPeak + " " + classes;
  }

  /**
   * {@return the use of a line}
   *
   * @param line what {@link #encode} made
   */
  static MemoryUse decode(String line) {
    String[] parts = line.split(" ", -1);
    return new MemoryUse(
        Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
  }
}
