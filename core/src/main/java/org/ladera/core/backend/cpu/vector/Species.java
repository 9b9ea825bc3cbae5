package org.ladera.core.backend.cpu.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * The constants of the Vector API that generated code reads by name. This and {@link Rests} alone
 * mention that API, so that nothing else fails to load where its module is absent.
 */
final class Species {
  static final VectorSpecies<Float> FLOAT = FloatVector.SPECIES_PREFERRED;
  static final VectorSpecies<Integer> INT = IntVector.SPECIES_PREFERRED;
  static final VectorSpecies<Double> DOUBLE = DoubleVector.SPECIES_PREFERRED;
  static final VectorSpecies<Long> LONG = LongVector.SPECIES_PREFERRED;

  /** Bytes, as many as of FLOAT; there is no shape for fewer than 8. */
  static final @Nullable VectorSpecies<Byte> BYTE = bytes(FLOAT.length());

  static final VectorShuffle<Float> FLOAT_BY_8 = by(FLOAT, 8);
  static final VectorShuffle<Float> FLOAT_BY_4 = by(FLOAT, 4);
  static final VectorShuffle<Float> FLOAT_BY_2 = by(FLOAT, 2);
  static final VectorShuffle<Float> FLOAT_BY_1 = by(FLOAT, 1);
  static final VectorShuffle<Double> DOUBLE_BY_4 = by(DOUBLE, 4);
  static final VectorShuffle<Double> DOUBLE_BY_2 = by(DOUBLE, 2);
  static final VectorShuffle<Double> DOUBLE_BY_1 = by(DOUBLE, 1);

  static final VectorShuffle<Float> FLOAT_WITH_8 = with(FLOAT, 8);
  static final VectorShuffle<Float> FLOAT_WITH_4 = with(FLOAT, 4);
  static final VectorShuffle<Float> FLOAT_WITH_2 = with(FLOAT, 2);
  static final VectorShuffle<Float> FLOAT_WITH_1 = with(FLOAT, 1);
  static final VectorShuffle<Integer> INT_WITH_8 = with(INT, 8);
  static final VectorShuffle<Integer> INT_WITH_4 = with(INT, 4);
  static final VectorShuffle<Integer> INT_WITH_2 = with(INT, 2);
  static final VectorShuffle<Integer> INT_WITH_1 = with(INT, 1);
  static final VectorShuffle<Double> DOUBLE_WITH_4 = with(DOUBLE, 4);
  static final VectorShuffle<Double> DOUBLE_WITH_2 = with(DOUBLE, 2);
  static final VectorShuffle<Double> DOUBLE_WITH_1 = with(DOUBLE, 1);
  static final VectorShuffle<Long> LONG_WITH_4 = with(LONG, 4);
  static final VectorShuffle<Long> LONG_WITH_2 = with(LONG, 2);
  static final VectorShuffle<Long> LONG_WITH_1 = with(LONG, 1);

  private Species() {}

  /** Lane i from lane i + distance, around the end. */
  private static <E> VectorShuffle<E> by(VectorSpecies<E> species, int distance) {
    return VectorShuffle.iota(species, distance % species.length(), 1, true);
  }

  /** Lane i from lane i with a bit of its number changed, if there are so many. */
  private static <E> VectorShuffle<E> with(VectorSpecies<E> species, int bit) {
    return VectorShuffle.fromOp(species, i -> (i ^ bit) % species.length());
  }

  private static @Nullable VectorSpecies<Byte> bytes(int lanes) {
    return switch (lanes) {
      case 8 -> ByteVector.SPECIES_64;
      case 16 -> ByteVector.SPECIES_128;
      default -> null;
    };
  }
}
