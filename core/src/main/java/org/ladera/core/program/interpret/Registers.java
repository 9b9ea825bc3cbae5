package org.ladera.core.program.interpret;

import java.util.Arrays;
import org.ladera.core.type.DType;

/** The arrays of one thread that lines are evaluated in. They grow, and all kernels share them. */
final class Registers {
  float[][] floats = {};
  double[][] doubles = {};
  int[][] ints = {};
  long[][] longs = {};

  /** 0 or 1. */
  byte[][] bools = {};

  /** Bits of numbers, as those of {@link org.ladera.core.program.Value.Const}. */
  long[] numbers = {};

  final float[] floatLanes = new float[2 * FloatReductions.LANES];
  final double[] doubleLanes = new double[2 * DoubleReductions.LANES];

  /** Makes room for so many numbers. */
  void reserveNumbers(int count) {
    if (numbers.length < count) {
      numbers = new long[count];
    }
  }

  /** Makes room for registers of so many entries each. */
  void reserve(RegisterCounts counts, int entries) {
    if (floats.length < counts.floats()) {
      floats = new float[counts.floats()][0];
    }
    if (doubles.length < counts.doubles()) {
      doubles = new double[counts.doubles()][0];
    }
    if (ints.length < counts.ints()) {
      ints = new int[counts.ints()][0];
    }
    if (longs.length < counts.longs()) {
      longs = new long[counts.longs()][0];
    }
    if (bools.length < counts.bools()) {
      bools = new byte[counts.bools()][0];
    }
    for (int i = 0; i < counts.floats(); i++) {
      floats[i] = floats[i].length < entries ? new float[entries] : floats[i];
    }
    for (int i = 0; i < counts.doubles(); i++) {
      doubles[i] = doubles[i].length < entries ? new double[entries] : doubles[i];
    }
    for (int i = 0; i < counts.ints(); i++) {
      ints[i] = ints[i].length < entries ? new int[entries] : ints[i];
    }
    for (int i = 0; i < counts.longs(); i++) {
      longs[i] = longs[i].length < entries ? new long[entries] : longs[i];
    }
    for (int i = 0; i < counts.bools(); i++) {
      bools[i] = bools[i].length < entries ? new byte[entries] : bools[i];
    }
  }

  /** The array of a register. */
  Object array(DType dtype, int register) {
    return switch (dtype) {
      case FLOAT32 -> floats[register];
      case FLOAT64 -> doubles[register];
      case INT32 -> ints[register];
      case INT64 -> longs[register];
      case BOOL -> bools[register];
    };
  }

  /** The bits of an entry of a register. */
  long get(DType dtype, int register, int entry) {
    return switch (dtype) {
      case FLOAT32 -> Bits.of(floats[register][entry]);
      case FLOAT64 -> Bits.of(doubles[register][entry]);
      case INT32 -> ints[register][entry];
      case INT64 -> longs[register][entry];
      case BOOL -> bools[register][entry];
    };
  }

  /** Sets entries from - to - 1 of a register to one number. */
  void fill(DType dtype, int register, int from, int to, long bits) {
    switch (dtype) {
      case FLOAT32 -> Arrays.fill(floats[register], from, to, Bits.toFloat(bits));
      case FLOAT64 -> Arrays.fill(doubles[register], from, to, Bits.toDouble(bits));
      case INT32 -> Arrays.fill(ints[register], from, to, (int) bits);
      case INT64 -> Arrays.fill(longs[register], from, to, bits);
      case BOOL -> Arrays.fill(bools[register], from, to, (byte) bits);
    }
  }
}
