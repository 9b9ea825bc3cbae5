package org.ladera.core.backend.cpu.run;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.util.Arrays;
import org.ladera.core.program.Reduction;
import org.ladera.core.type.DType;

/** Combines lines of entries, entry by entry, in ascending order. */
abstract class Accumulator {
  /** Begins with nothing. */
  abstract void begin(int count);

  /** Takes in the sum, or the like, of lines that many bytes apart. */
  abstract void add(long address, int lines, long distance, int count);

  /** Writes the result, entries so many bytes apart. */
  abstract void end(long address, long distance, int count);

  /** One of a kind. */
  static Accumulator of(Reduction kind, DType dtype, int most) {
    return switch (dtype) {
      case FLOAT32 -> kind == Reduction.SUM ? new FloatSums(most) : new Floats(kind, most);
      case FLOAT64 -> kind == Reduction.SUM ? new DoubleSums(most) : new Doubles(kind, most);
      case INT32 -> new Wholes(kind, true, most);
      case INT64 -> new Wholes(kind, false, most);
      case BOOL -> throw new IllegalStateException("bools are not added up");
    };
  }

  /** One that adds each entry to the sum so far, that of float32 in float64. */
  static Accumulator ofAscending(DType dtype, int most) {
    return dtype == DType.FLOAT64 ? new PlainSums(most) : of(Reduction.SUM, dtype, most);
  }

  /** Adds lines up in their own type; a single one is taken as it is. */
  private static void addUp(
      long address, int lines, long distance, float[] sums, float[] line, int count) {
    Memory.load(address, sums, count);
    if (lines > 1) {
      for (int i = 0; i < count; i++) {
        // Sums begin at +0, which makes +0 of -0.
        sums[i] += 0;
      }
    }
    for (int each = 1; each < lines; each++) {
      Memory.load(address + each * distance, line, count);
      for (int i = 0; i < count; i++) {
        sums[i] += line[i];
      }
    }
  }

  private static void addUp(
      long address, int lines, long distance, double[] sums, double[] line, int count) {
    Memory.load(address, sums, count);
    if (lines > 1) {
      for (int i = 0; i < count; i++) {
        sums[i] += 0;
      }
    }
    for (int each = 1; each < lines; each++) {
      Memory.load(address + each * distance, line, count);
      for (int i = 0; i < count; i++) {
        sums[i] += line[i];
      }
    }
  }

  /** In float64, rounded once. */
  private static final class FloatSums extends Accumulator {
    private final double[] sums;
    private final float[] line;
    private final float[] more;

    FloatSums(int most) {
      this.sums = new double[most];
      this.line = new float[most];
      this.more = new float[most];
    }

    @Override
    void begin(int count) {
      Arrays.fill(sums, 0, count, 0);
    }

    @Override
    void add(long address, int lines, long distance, int count) {
      addUp(address, lines, distance, line, more, count);
      for (int i = 0; i < count; i++) {
        sums[i] += line[i];
      }
    }

    @Override
    void end(long address, long distance, int count) {
      for (int i = 0; i < count; i++) {
        Memory.ALL.set(JAVA_FLOAT_UNALIGNED, address + i * distance, (float) sums[i]);
      }
    }
  }

  /** Compensated: Neumaier, Rundungsfehleranalyse einiger Verfahren, 1974. */
  private static final class DoubleSums extends Accumulator {
    private final double[] sums;
    private final double[] lost;
    private final double[] line;
    private final double[] more;

    DoubleSums(int most) {
      this.sums = new double[most];
      this.lost = new double[most];
      this.line = new double[most];
      this.more = new double[most];
    }

    @Override
    void begin(int count) {
      Arrays.fill(sums, 0, count, 0);
      Arrays.fill(lost, 0, count, 0);
    }

    @Override
    void add(long address, int lines, long distance, int count) {
      addUp(address, lines, distance, line, more, count);
      for (int i = 0; i < count; i++) {
        double sum = sums[i];
        double entry = line[i];
        double next = sum + entry;
        lost[i] += Math.abs(sum) >= Math.abs(entry) ? (sum - next) + entry : (entry - next) + sum;
        sums[i] = next;
      }
    }

    @Override
    void end(long address, long distance, int count) {
      for (int i = 0; i < count; i++) {
        // After an overflow what was lost is NaN, while the sum itself is right.
        double sum = Double.isFinite(sums[i]) ? sums[i] + lost[i] : sums[i];
        Memory.ALL.set(JAVA_DOUBLE_UNALIGNED, address + i * distance, sum);
      }
    }
  }

  private static final class PlainSums extends Accumulator {
    private final double[] sums;
    private final double[] line;
    private final double[] more;

    PlainSums(int most) {
      this.sums = new double[most];
      this.line = new double[most];
      this.more = new double[most];
    }

    @Override
    void begin(int count) {
      Arrays.fill(sums, 0, count, 0);
    }

    @Override
    void add(long address, int lines, long distance, int count) {
      addUp(address, lines, distance, line, more, count);
      for (int i = 0; i < count; i++) {
        sums[i] += line[i];
      }
    }

    @Override
    void end(long address, long distance, int count) {
      for (int i = 0; i < count; i++) {
        Memory.ALL.set(JAVA_DOUBLE_UNALIGNED, address + i * distance, sums[i]);
      }
    }
  }

  private static final class Floats extends Accumulator {
    private final boolean max;
    private final float[] best;
    private final float[] line;

    Floats(Reduction kind, int most) {
      this.max = kind == Reduction.MAX;
      this.best = new float[most];
      this.line = new float[most];
    }

    @Override
    void begin(int count) {
      Arrays.fill(best, 0, count, max ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY);
    }

    @Override
    void add(long address, int lines, long distance, int count) {
      for (int each = 0; each < lines; each++) {
        Memory.load(address + each * distance, line, count);
        for (int i = 0; i < count; i++) {
          best[i] = max ? Math.max(best[i], line[i]) : Math.min(best[i], line[i]);
        }
      }
    }

    @Override
    void end(long address, long distance, int count) {
      for (int i = 0; i < count; i++) {
        Memory.ALL.set(JAVA_FLOAT_UNALIGNED, address + i * distance, best[i]);
      }
    }
  }

  private static final class Doubles extends Accumulator {
    private final boolean max;
    private final double[] best;
    private final double[] line;

    Doubles(Reduction kind, int most) {
      this.max = kind == Reduction.MAX;
      this.best = new double[most];
      this.line = new double[most];
    }

    @Override
    void begin(int count) {
      Arrays.fill(best, 0, count, max ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }

    @Override
    void add(long address, int lines, long distance, int count) {
      for (int each = 0; each < lines; each++) {
        Memory.load(address + each * distance, line, count);
        for (int i = 0; i < count; i++) {
          best[i] = max ? Math.max(best[i], line[i]) : Math.min(best[i], line[i]);
        }
      }
    }

    @Override
    void end(long address, long distance, int count) {
      for (int i = 0; i < count; i++) {
        Memory.ALL.set(JAVA_DOUBLE_UNALIGNED, address + i * distance, best[i]);
      }
    }
  }

  /** Of both kinds of integers; sums wrap around. */
  private static final class Wholes extends Accumulator {
    private final Reduction kind;
    private final boolean narrow;
    private final long[] results;

    Wholes(Reduction kind, boolean narrow, int most) {
      this.kind = kind;
      this.narrow = narrow;
      this.results = new long[most];
    }

    @Override
    void begin(int count) {
      long none =
          switch (kind) {
            case SUM -> 0;
            case MAX -> narrow ? Integer.MIN_VALUE : Long.MIN_VALUE;
            case MIN -> narrow ? Integer.MAX_VALUE : Long.MAX_VALUE;
          };
      Arrays.fill(results, 0, count, none);
    }

    @Override
    void add(long address, int lines, long distance, int count) {
      for (int each = 0; each < lines; each++) {
        add(address + each * distance, count);
      }
    }

    private void add(long address, int count) {
      for (int i = 0; i < count; i++) {
        long entry = narrow ? Memory.getInt(address + 4L * i) : Memory.getLong(address + 8L * i);
        results[i] =
            switch (kind) {
              case SUM -> results[i] + entry;
              case MAX -> Math.max(results[i], entry);
              case MIN -> Math.min(results[i], entry);
            };
      }
    }

    @Override
    void end(long address, long distance, int count) {
      for (int i = 0; i < count; i++) {
        if (narrow) {
          Memory.setInt(address + i * distance, (int) results[i]);
        } else {
          Memory.setLong(address + i * distance, results[i]);
        }
      }
    }
  }
}
