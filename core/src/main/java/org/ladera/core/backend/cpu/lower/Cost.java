package org.ladera.core.backend.cpu.lower;

import org.ladera.core.program.Body;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Value;
import org.ladera.core.program.kernel.KernelForm;
import org.ladera.core.program.kernel.Movement;
import org.ladera.core.type.DType;

/**
 * How long work takes, roughly and by shape alone: on this it depends who does it, never what comes
 * out. The numbers are of vector code on one core of a Zen 4: an addition of float32 takes 0.01 ns,
 * and so does a byte that comes from the cache of second level.
 */
public final class Cost {
  private static final double UNIT = 0.01;
  private static final double CALL = 30;
  private static final double FLOP = 0.01;

  private Cost() {}

  /**
   * {@return the estimated time of a nest, in ns}
   *
   * @param nest the nest
   */
  public static double of(Nest nest) {
    double each = Math.max(units(nest.form().body()), bytes(nest.form()));
    return nest.points() * each * UNIT + nest.calls() * CALL;
  }

  /**
   * {@return the estimated time of passing memory, in ns}
   *
   * @param bytes read and written
   */
  public static double ofBytes(long bytes) {
    return bytes * UNIT;
  }

  /**
   * {@return the estimated time of a matrix product, in ns}
   *
   * @param dtype the type of the entries
   * @param m rows of the product
   * @param n columns of the product
   * @param k columns of the left operand
   */
  public static double ofProduct(DType dtype, long m, long n, long k) {
    double flops = 2.0 * m * n * k;
    return (dtype == DType.FLOAT64 ? 2 : 1) * flops * FLOP + 3 * CALL;
  }

  /**
   * {@return how many bytes a point reads and writes}
   *
   * @param form the form
   */
  public static int bytes(KernelForm form) {
    int bytes = 0;
    for (KernelForm.Lane lane : form.streams()) {
      boolean moves = lane.movement() == Movement.UNIT || lane.movement() == Movement.STRIDED;
      bytes += moves ? lane.dtype().size() : 0;
    }
    return bytes;
  }

  private static int units(Body body) {
    int units = 0;
    for (Value value : body.values()) {
      int each =
          switch (value) {
            case Value.Const _, Value.Load _ -> 0;
            case Value.Reduce _ -> 1;
            case Value.Apply apply -> units(apply.op());
          };
      boolean wide = value.dtype() == DType.FLOAT64 || value.dtype() == DType.INT64;
      units += wide ? 2 * each : each;
    }
    return units;
  }

  private static int units(ScalarOp op) {
    return switch (op) {
      case MINIMUM, MAXIMUM -> 7;
      case DIVIDE -> 8;
      case SQRT -> 14;
      case EXP, EXPM1, LOG, LOG1P, SIN, COS, TANH, SIGMOID, ERF, POWER -> 200;
      default -> 1;
    };
  }
}
