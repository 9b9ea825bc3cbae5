package org.ladera.core.backend.reference;

import org.ladera.core.backend.Backends;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/** Short ways to constants and to what the reference backend makes of them. */
final class Reference {
  private Reference() {}

  static Node doubles(double... values) {
    return Ops.constant(HostArray.ofDoubles(DType.FLOAT64, Shape.of(values.length), values));
  }

  static Node floats(double... values) {
    return Ops.constant(HostArray.ofDoubles(DType.FLOAT32, Shape.of(values.length), values));
  }

  static Node ints(long... values) {
    return Ops.constant(HostArray.ofLongs(DType.INT32, Shape.of(values.length), values));
  }

  static Node longs(long... values) {
    return Ops.constant(HostArray.ofLongs(DType.INT64, Shape.of(values.length), values));
  }

  static Node truths(long... values) {
    return Ops.constant(HostArray.ofLongs(DType.BOOL, Shape.of(values.length), values));
  }

  static HostArray evaluate(Node node) {
    return HostArray.copyOf(Backends.using(Backends.named("reference"), node::eval));
  }

  static double[] toDoubles(Node node) {
    return evaluate(node).toDoubles();
  }

  static long[] toLongs(Node node) {
    return evaluate(node).toLongs();
  }
}
