package org.ladera.core.backend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.VariableLocks;
import org.ladera.core.memory.ArrayTypes;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Traces a function once for every signature of its inputs (types and shapes), compiles it, and
 * runs it. At most {@value #CAPACITY} programs are kept, those used last; when as many were dropped
 * again, a warning says once what to do.
 */
public final class ProgramCache implements AutoCloseable {
  private static final int CAPACITY = 32;

  private final String name;
  private final @Nullable List<String> inputNames;
  private final Function<List<Node>, TracedProgram> tracer;
  private final Backend backend;

  /** What a thread has that looks at the entries. */
  private final VariableLocks making;

  private final Map<List<TensorType>, CachedProgram> entries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<TensorType>, CachedProgram> eldest) {
          boolean full = size() > CAPACITY;
          if (full) {
            lastCall = null;
            eldest.getValue().drop();
            dropped++;
          }
          return full;
        }
      };
  private volatile @Nullable LastCall lastCall;
  private final AtomicInteger traces = new AtomicInteger();

  /** Written by who holds this cache. */
  private int dropped;

  /**
   * A cache without programs.
   *
   * @param name what the user knows the function by
   * @param inputNames the names of its inputs
   * @param backend what programs are compiled for
   * @param tracer builds the computation from the input nodes
   */
  public ProgramCache(
      String name,
      List<String> inputNames,
      Backend backend,
      Function<List<Node>, TracedProgram> tracer) {
    this.name = name;
    this.inputNames = List.copyOf(inputNames);
    this.backend = backend;
    this.tracer = tracer;
    this.making = VariableLocks.ofMaker(name);
  }

  /**
   * A cache without programs, of a function of any number of inputs.
   *
   * @param name what the user knows the function by
   * @param backend what programs are compiled for
   * @param tracer builds the computation from the input nodes
   */
  public ProgramCache(String name, Backend backend, Function<List<Node>, TracedProgram> tracer) {
    this.name = name;
    this.inputNames = null;
    this.backend = backend;
    this.tracer = tracer;
    this.making = VariableLocks.ofMaker(name);
  }

  /** {@return how often the function was traced} */
  public int traces() {
    return traces.get();
  }

  /**
   * Runs the program for these arrays.
   *
   * @param arrays the inputs, of any ordering and stride
   * @return the outputs by name
   * @throws IllegalArgumentException if the number of arrays or the type of one is not right
   */
  public Results run(INDArray... arrays) {
    CachedProgram program = enter(arrays);
    try {
      return program.run(Arrays.asList(dense(arrays)));
    } finally {
      program.leave();
    }
  }

  /**
   * Runs the program for these arrays, for its principal result alone, a scalar.
   *
   * @param arrays the inputs, of any ordering and stride
   * @return the principal result
   * @throws IllegalArgumentException if the number of arrays or the type of one is not right, or
   *     the principal result is no scalar
   */
  public double runForNumber(INDArray... arrays) {
    CachedProgram program = enter(arrays);
    try {
      return program.givesNumber()
          ? program.runForNumber(dense(arrays))
          : program.run(Arrays.asList(dense(arrays))).value();
    } finally {
      program.leave();
    }
  }

  /**
   * Runs the program for these arrays into arrays that there are already.
   *
   * @param results where the outputs go
   * @param arrays the inputs, of any ordering and stride
   * @throws IllegalArgumentException if the number of arrays or the type of one is not right
   */
  public void runInto(INDArray[] results, INDArray... arrays) {
    CachedProgram program = enter(arrays);
    try {
      ResultArrays.check(name, program.computation().outputs(), results, arrays);
      program.runInto(results, dense(arrays));
    } finally {
      program.leave();
    }
  }

  /**
   * Traces and compiles for these arrays, without running.
   *
   * @param arrays the inputs
   */
  public void prepare(INDArray... arrays) {
    enter(arrays).leave();
  }

  /**
   * {@return what a run for these arrays does, as text}
   *
   * @param arrays the inputs
   */
  public String explain(INDArray... arrays) {
    CachedProgram program = enter(arrays);
    try {
      return program.explain();
    } finally {
      program.leave();
    }
  }

  /** The program for arrays like these, which is not closed until the caller leaves it. */
  private CachedProgram enter(INDArray... arrays) {
    @Nullable LastCall last = lastCall;
    if (last != null && last.isLike(arrays) && last.program().enter()) {
      return last.program();
    }
    VariableLocks.Held held = making.acquire();
    try {
      CachedProgram program = entry(arrays);
      if (!program.enter()) {
        throw new IllegalStateException(name + ": a program was dropped that is still known");
      }
      if (Arrays.stream(arrays).allMatch(ArrayTypes::isDense)) {
        lastCall = new LastCall(program, arrays);
      }
      return program;
    } finally {
      held.release();
    }
  }

  private CachedProgram entry(INDArray... arrays) {
    if (inputNames != null && arrays.length != inputNames.size()) {
      throw new IllegalArgumentException(
          name
              + ": there are "
              + inputNames.size()
              + " inputs "
              + inputNames
              + ", got "
              + arrays.length
              + (arrays.length == 1 ? " array" : " arrays"));
    }
    List<TensorType> signature = new ArrayList<>(arrays.length);
    for (int i = 0; i < arrays.length; i++) {
      signature.add(type(i, arrays[i]));
    }
    CachedProgram known = entries.get(signature);
    if (known != null) {
      return known;
    }
    List<Node> inputs = new ArrayList<>(arrays.length);
    for (int i = 0; i < arrays.length; i++) {
      inputs.add(Ops.input(inputName(i), signature.get(i)));
    }
    TracedProgram program = tracer.apply(inputs);
    traces.incrementAndGet();
    CachedProgram entry = new CachedProgram(program, backend.compile(program.computation()));
    entries.put(signature, entry);
    if (dropped == CAPACITY) {
      warn(signature);
      // Once is enough.
      dropped++;
    }
    return entry;
  }

  private void warn(List<TensorType> signature) {
    System.getLogger(ProgramCache.class.getName())
        .log(
            System.Logger.Level.WARNING,
            name
                + ": "
                + traces.get()
                + " programs were compiled, one for each new combination of types and shapes of the"
                + " inputs (now "
                + signature
                + "), and only the "
                + CAPACITY
                + " used last are kept; compiling takes far longer than a run. Bring the inputs to"
                + " a few sizes: pad them, drop a short last batch, or sort what is of one length"
                + " into one batch");
  }

  private String inputName(int index) {
    return inputNames == null ? "input " + index : inputNames.get(index);
  }

  private TensorType type(int index, INDArray array) {
    try {
      return ArrayTypes.typeOf(array);
    } catch (IllegalArgumentException failure) {
      throw new IllegalArgumentException(
          name + ": input \"" + inputName(index) + "\": " + failure.getMessage(), failure);
    }
  }

  /** The arrays themselves if all are dense and row-major, else with copies that are. */
  private INDArray[] dense(INDArray... arrays) {
    @Nullable LastCall last = lastCall;
    if (last != null && last.isLike(arrays)) {
      return arrays;
    }
    INDArray[] copies = new INDArray[arrays.length];
    for (int i = 0; i < arrays.length; i++) {
      copies[i] = ArrayTypes.isDense(arrays[i]) ? arrays[i] : arrays[i].dup('c');
    }
    return copies;
  }

  @Override
  public void close() {
    VariableLocks.Held held = making.acquire();
    try {
      lastCall = null;
      entries.values().forEach(CachedProgram::drop);
      entries.clear();
    } finally {
      held.release();
    }
  }
}
