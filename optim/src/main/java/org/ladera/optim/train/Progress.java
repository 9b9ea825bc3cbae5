package org.ladera.optim.train;

import java.io.Console;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far training is, on stderr: a bar on a terminal, five plain lines elsewhere, or nothing. */
final class Progress implements AutoCloseable {
  private static final int PLAIN_LINES = 5;

  private final String task;
  private final long total;
  private final @Nullable ProgressBar bar;
  private final boolean plain;
  private long printed;

  private Progress(String task, long total, @Nullable ProgressBar bar, boolean plain) {
    this.task = task;
    this.total = total;
    this.bar = bar;
    this.plain = plain;
  }

  static Progress of(String task, long total, boolean quiet) {
    if (quiet) {
      return new Progress(task, total, null, false);
    }
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return new Progress(task, total, null, true);
    }
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total)
            .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
            .setUpdateIntervalMillis(100)
            .build();
    return new Progress(task, total, bar, false);
  }

  void at(long done, double loss) {
    if (bar != null) {
      bar.stepTo(done);
      bar.setExtraMessage(String.format(Locale.ROOT, " loss %.4g", loss));
    } else if (plain && done * PLAIN_LINES / total > printed) {
      printed = done * PLAIN_LINES / total;
      System.err.printf(Locale.ROOT, "%s: %d/%d updates, loss %.4g%n", task, done, total, loss);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
