package org.ladera.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** On which machine a benchmark runs. */
public final class Machine {
  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** {@return the number of cores} */
  public static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** {@return the processor, cores, load, operating system and JVM, in one line} */
  public static String describe() {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, load average %.2f; %s %s; Java %s",
        processor(),
        cores(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("java.runtime.version"));
  }

  private static String processor() {
    if (Files.isReadable(PROCESSOR)) {
      try (Stream<String> lines = Files.lines(PROCESSOR)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch", ""));
      } catch (IOException e) {
        return System.getProperty("os.arch", "");
      }
    }
    return System.getProperty("os.arch", "");
  }
}
