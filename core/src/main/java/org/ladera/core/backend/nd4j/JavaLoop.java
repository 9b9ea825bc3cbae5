package org.ladera.core.backend.nd4j;

import org.ladera.core.graph.ArgMax;
import org.ladera.core.graph.Cast;
import org.ladera.core.graph.Expm1;
import org.ladera.core.graph.Gather;
import org.ladera.core.graph.InRange;
import org.ladera.core.graph.Log1p;
import org.ladera.core.graph.Max;
import org.ladera.core.graph.Maximum;
import org.ladera.core.graph.Min;
import org.ladera.core.graph.Minimum;
import org.ladera.core.graph.Op;
import org.ladera.core.graph.RandomBits;
import org.ladera.core.graph.ScatterAdd;
import org.ladera.core.graph.Select;
import org.ladera.core.graph.Sign;
import org.ladera.core.graph.Sum;

/**
 * The ops that do not execute in ND4J, each with what ND4J does instead of what the op means. The
 * package page shows this list; nothing else runs as a {@link JavaStep}.
 */
enum JavaLoop {
  SUM(
      Sum.class,
      "a float32 sum is accumulated in float32, 1e-2 off after 1e6 terms, and changes with the"
          + " number of threads; the sum of an empty array throws"),
  MAX(Max.class, "drops NaN"),
  MIN(Min.class, "drops NaN"),
  ARG_MAX(ArgMax.class, "drops NaN"),
  MAXIMUM(Maximum.class, "drops NaN, and the larger of 0 and -0 is the right one"),
  MINIMUM(Minimum.class, "drops NaN, and the smaller of 0 and -0 is the right one"),
  SIGN(Sign.class, "of NaN is 0; integers execute in ND4J"),
  EXPM1(Expm1.class, "computed as e^x - 1: 0 for 1e-8 in float32"),
  LOG1P(Log1p.class, "computed as log(1 + x): 0 for 1e-8 in float32"),
  CAST(
      Cast.class,
      "to integers, NaN and what is too large become the least integer; other casts execute in"
          + " ND4J"),
  SELECT(
      Select.class,
      "where takes wrong entries, and select walks entry by entry: 340 us for 4096 of them"),
  GATHER(Gather.class, "an index out of range reads foreign memory and can end the JVM"),
  SCATTER_ADD(ScatterAdd.class, "a race: sums of repeated indices are wrong with two threads"),
  IN_RANGE(InRange.class, "has no such check"),
  RANDOM_BITS(RandomBits.class, "has no counter-based generator; its state belongs to the thread");

  private final Class<? extends Op> op;
  private final String reason;

  JavaLoop(Class<? extends Op> op, String reason) {
    this.op = op;
    this.reason = reason;
  }

  /** The op that is computed so. */
  Class<? extends Op> op() {
    return op;
  }

  /** What is wrong with ND4J's. */
  String reason() {
    return reason;
  }
}
