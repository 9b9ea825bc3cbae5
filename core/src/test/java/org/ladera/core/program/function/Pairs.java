package org.ladera.core.program.function;

import java.util.SplittableRandom;
import java.util.function.Function;
import org.ladera.core.program.Body;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Sink;
import org.ladera.core.type.DType;

/** Bases and exponents, drawn where powers have their difficulties. */
enum Pairs {
  /** What formulas have. */
  ORDINARY(
      random -> pair(StrictMath.exp(6 * random.nextDouble() - 3), 20 * random.nextDouble() - 10)),
  /** Bases of all sizes, the exponent for any result from below the smallest to infinity. */
  OF_ALL_SIZES(random -> upTo(Float.intBitsToFloat(random.nextInt(1, 0x7f800000)), random)),
  /** Bases beside 1, whose exponents are large. */
  NEAR_ONE(
      random -> {
        double distance = (1 + random.nextDouble()) * Math.scalb(1.0, -random.nextInt(1, 25));
        return upTo((float) (1 + (random.nextBoolean() ? distance : -distance / 2)), random);
      }),
  /** Bases that are subnormal. */
  SUBNORMAL(random -> upTo(Float.intBitsToFloat(random.nextInt(1, 1 << 23)), random)),
  /** Results that are subnormal. */
  TINY(
      random ->
          reaching((float) StrictMath.exp(60 * random.nextDouble() - 30), random, -150, -126)),
  /** Whole and half exponents, of bases of both signs. */
  WHOLE(
      random ->
          pair(
              (random.nextBoolean() ? 1 : -1) * StrictMath.exp(4 * random.nextDouble() - 2),
              random.nextInt(-60, 61) * 0.5)),
  /** Whatever bits. */
  ANY(
      random ->
          new float[] {
            Float.intBitsToFloat(random.nextInt()), Float.intBitsToFloat(random.nextInt())
          });

  /** The result that overflows, and that rounds to 0, as powers of two. */
  private static final double FIRST_INFINITE = 128;

  private static final double LAST_ZERO = -150;

  private final Function<SplittableRandom, float[]> draw;

  Pairs(Function<SplittableRandom, float[]> draw) {
    this.draw = draw;
  }

  /** A body that stores the power of what it loads from streams 0 and 1 in stream 2. */
  static Body body() {
    BodyBuilder builder = new BodyBuilder();
    int base = builder.load(DType.FLOAT32, 0);
    int exponent = builder.load(DType.FLOAT32, 1);
    builder.sink(new Sink.Store(2, Functions.power(builder, base, exponent)));
    return builder.body();
  }

  private static float[] pair(double base, double exponent) {
    return new float[] {(float) base, (float) exponent};
  }

  private static float[] upTo(float base, SplittableRandom random) {
    return reaching(base, random, LAST_ZERO - 1, FIRST_INFINITE + 1);
  }

  /** An exponent for which the power is 2^t, t between these. */
  private static float[] reaching(float base, SplittableRandom random, double low, double high) {
    double t = low + (high - low) * random.nextDouble();
    return pair(base, t * StrictMath.log(2) / StrictMath.log(base));
  }

  /** Writes the bits of a tile of pairs, which depend on its number. */
  void fill(long tile, int[] bases, int[] exponents) {
    SplittableRandom random = new SplittableRandom(31 * tile + name().hashCode());
    for (int i = 0; i < bases.length; i++) {
      float[] pair = draw.apply(random);
      bases[i] = Float.floatToRawIntBits(pair[0]);
      exponents[i] = Float.floatToRawIntBits(pair[1]);
    }
  }
}
