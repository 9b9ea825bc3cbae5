package org.ladera.benchmarks.busy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts on one thread between the lines {@code spin} and {@code rest}, each of which it repeats.
 */
final class SpinnerMain {
  static final String SPIN = "spin";
  static final String REST = "rest";

  private volatile boolean isSpinning;
  private final AtomicLong count = new AtomicLong();

  private SpinnerMain() {}

  /**
   * Serves until its input ends.
   *
   * @param args none
   * @throws IOException if its input breaks off
   */
  public static void main(String[] args) throws IOException {
    SpinnerMain main = new SpinnerMain();
    PrintStream out = System.out;
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals(SPIN)) {
        main.isSpinning = true;
        Thread.ofPlatform().daemon().start(main::spin);
      } else {
        main.isSpinning = false;
      }
      out.println(line);
      out.flush();
    }
  }

  private void spin() {
    while (isSpinning) {
      count.incrementAndGet();
    }
  }
}
