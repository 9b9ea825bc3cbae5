package org.ladera.core.backend.cpu.run;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.Node;
import org.ladera.core.memory.ArrayTypes;
import org.ladera.core.memory.HostArray;
import org.ladera.core.program.Buffer;
import org.ladera.core.program.HostCall;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Calls a user's own op. It receives copies, so that it can do no harm. */
final class HostWork extends Work {
  private final HostOp op;
  private final Node node;
  private final List<TensorType> types;
  private final long[] arguments;
  private final long[] result;

  HostWork(HostCall call, Node node, Addresses addresses) {
    if (!(node.op() instanceof HostOp host)) {
      throw new IllegalStateException(node + " is no call of a host op");
    }
    this.op = host;
    this.node = node;
    this.types =
        call.arguments().stream().mapToObj(addresses.buffers()::get).map(HostWork::type).toList();
    this.arguments = addresses.bind(call.arguments().toArray());
    this.result = addresses.bind(call.result());
  }

  private static TensorType type(Buffer buffer) {
    return new TensorType(buffer.dtype(), buffer.shape());
  }

  @Override
  void run(Worker worker) {
    List<INDArray> arrays = new ArrayList<>(arguments.length);
    for (int i = 0; i < arguments.length; i++) {
      HostArray copy = HostArray.zeros(types.get(i));
      Memory.copy(arguments[i], copy.memory().address(), types.get(i).bytes());
      arrays.add(copy.toINDArray());
    }
    HostArray value = HostArray.copyOf(checked(op.run(arrays)));
    try {
      Memory.copy(value.memory().address(), result[0], value.type().bytes());
    } finally {
      Reference.reachabilityFence(value);
    }
  }

  private INDArray checked(@Nullable INDArray value) {
    if (value == null) {
      throw error("null", null);
    }
    TensorType given;
    try {
      given = ArrayTypes.typeOf(value);
    } catch (IllegalArgumentException failure) {
      throw error(String.valueOf(value.dataType()), failure);
    }
    if (!given.equals(node.type().strong())) {
      throw error(given.toString(), null);
    }
    return value;
  }

  private IllegalArgumentException error(String given, @Nullable Throwable cause) {
    String where = node.origin().describe();
    return new IllegalArgumentException(
        op.name()
            + ": run must return what type promised, "
            + node.type()
            + ", got "
            + given
            + (where.isEmpty() ? "" : " (" + where + ")"),
        cause);
  }
}
