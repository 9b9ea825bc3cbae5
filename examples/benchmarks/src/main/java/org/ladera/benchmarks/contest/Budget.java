package org.ladera.benchmarks.contest;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.ladera.benchmarks.report.Texts;

/**
 * How long a run may take. What is left of it is shared by the works that are left; none begins
 * once it is over by a tenth.
 */
public final class Budget {
  private static final double NANOS = 1e9;

  /** So many times as long may pass before the last works are lost. */
  private static final double PATIENCE = 1.1;

  private final double minutes;
  private final int works;
  private final LongSupplier clock;
  private final long beginning;
  private final List<String> omitted = new ArrayList<>();
  private int begun;
  private double shareEnd;

  /**
   * A budget that begins now.
   *
   * @param minutes in all
   * @param works how many works there are
   */
  public Budget(double minutes, int works) {
    this(minutes, works, System::nanoTime);
  }

  Budget(double minutes, int works, LongSupplier clock) {
    if (!(minutes > 0)) {
      throw new IllegalArgumentException(
          "--minutes: a run takes more than 0 minutes, got " + minutes);
    }
    this.minutes = minutes;
    this.works = works;
    this.clock = clock;
    beginning = clock.getAsLong();
  }

  private double elapsed() {
    return (clock.getAsLong() - beginning) / NANOS;
  }

  /**
   * Says how long everything will take.
   *
   * @param planned seconds, if nothing takes longer than it has to
   * @param log hears it
   */
  public void announce(double planned, PrintWriter log) {
    log.println(
        "works: "
            + works
            + "; expected to take "
            + Texts.duration(planned)
            + " at least, and at most some "
            + Texts.duration(60 * minutes)
            + " (--minutes)");
    log.flush();
  }

  /**
   * Begins a work, and says which, and how long the rest takes if it goes on as it did.
   *
   * @param title of the work
   * @param log hears it
   * @return whether there is time for it
   */
  public boolean begin(String title, PrintWriter log) {
    if (elapsed() >= PATIENCE * 60 * minutes) {
      omitted.add(title);
      return false;
    }
    double left = Math.max(0, 60 * minutes - elapsed());
    int open = works - begun;
    double expected = begun == 0 ? left : Math.min(left, elapsed() / begun * open);
    shareEnd = elapsed() + left / open;
    begun++;
    String rest = begun == 1 ? "" : ", " + Texts.duration(expected) + " left";
    log.println(title + " (" + begun + " of " + works + rest + ")");
    log.flush();
    return true;
  }

  /** {@return whether the work that was begun has had its share} */
  public boolean isShareSpent() {
    return elapsed() >= shareEnd;
  }

  /** {@return which works did not begin, as Markdown; nothing if all did} */
  public String omitted() {
    return omitted.isEmpty()
        ? ""
        : "\n- left out, as "
            + Texts.duration(60 * minutes)
            + " (--minutes) were over: "
            + String.join("; ", omitted)
            + "\n";
  }
}
