package org.ladera.core.backend.cpu;

import java.lang.ref.Reference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.cpu.run.RunContext;
import org.ladera.core.memory.ArrayTypes;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A context of a program with the arrays of a run. One run at a time has it. */
final class Lease implements AutoCloseable {
  private final Signature signature;
  private final RunContext context;

  /** ND4J's descriptions of the inputs that were looked at before and were right. */
  private final long[] @Nullable [] known;

  /** What stands for inputs that cannot be read as they lie, until the next run. */
  private final @Nullable HostArray[] copies;

  private final @Nullable HostArray[] results;
  private final boolean onHost = ArrayMemory.isOnHost();

  Lease(Signature signature, RunContext context) {
    this.signature = signature;
    this.context = context;
    this.known = new long[signature.inputs().size()][];
    this.copies = new @Nullable HostArray[signature.inputs().size()];
    this.results = new @Nullable HostArray[signature.outputs().size()];
  }

  /** Has the run read these arrays. */
  void bind(INDArray... arrays) {
    int count = signature.inputs().size();
    if (arrays.length != count) {
      throw new IllegalArgumentException(
          signature.name() + ": " + count + " inputs are needed, got " + arrays.length);
    }
    for (int port = 0; port < count; port++) {
      INDArray array = arrays[port];
      long[] description = array.shapeInfoJava();
      if (!Arrays.equals(description, known[port])) {
        check(port, array);
        known[port] = description;
      }
      if (signature.isReadable(port) && onHost) {
        context.input(port, ArrayMemory.address(array));
      } else if (!array.isEmpty()) {
        HostArray copy = HostArray.copyOf(array);
        copies[port] = copy;
        context.input(port, copy.memory().address());
      }
    }
  }

  private void check(int port, INDArray array) {
    TensorType given = ArrayTypes.typeOf(array);
    TensorType wanted = signature.inputs().get(port);
    if (!given.equals(wanted.strong())) {
      throw new IllegalArgumentException(
          signature.name()
              + ": input \""
              + signature.inputNames().get(port)
              + "\" is "
              + wanted
              + ", got "
              + given);
    }
  }

  /** Has the run write into these arrays. */
  void bindOutputs(INDArray... arrays) {
    for (int port = 0; port < arrays.length; port++) {
      if (!arrays[port].isEmpty()) {
        if (onHost) {
          context.output(port, ArrayMemory.address(arrays[port]));
        } else {
          context.output(port, own(port).memory().address());
        }
      }
    }
  }

  /** Has the run write into memory of ours. */
  void bindOwnOutputs() {
    for (int port = 0; port < results.length; port++) {
      context.output(port, own(port).memory().address());
    }
  }

  private HostArray own(int port) {
    @Nullable HostArray known = results[port];
    if (known == null) {
      known = HostArray.zeros(signature.outputs().get(port).strong());
      results[port] = known;
    }
    return known;
  }

  /** Runs. */
  void run() {
    try {
      context.run();
    } finally {
      Reference.reachabilityFence(copies);
      Reference.reachabilityFence(results);
    }
  }

  /** Hands over what a device's arrays could not receive themselves. */
  void finishOutputs(INDArray... arrays) {
    for (int port = 0; !onHost && port < arrays.length; port++) {
      if (!arrays[port].isEmpty()) {
        own(port).copyTo(arrays[port]);
      }
    }
  }

  /** The first result, which is a number, after {@link #bindOwnOutputs}. */
  double number() {
    return own(0).getDouble(0);
  }

  @Override
  public void close() {
    context.close();
  }
}
