package org.ladera.core.backend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.ArrayTypes;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

/**
 * Traces a function once for every signature of its inputs (types and shapes), compiles it, and
 * runs it. At most {@value #CAPACITY} programs are kept, those used last.
 */
public final class ProgramCache implements AutoCloseable {
  private static final int CAPACITY = 32;

  private final String name;
  private final @Nullable List<String> inputNames;
  private final Function<List<Node>, TracedProgram> tracer;
  private final Backend backend;
  private final Map<List<TensorType>, Cached> entries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<TensorType>, Cached> eldest) {
          boolean full = size() > CAPACITY;
          if (full) {
            eldest.getValue().executable.close();
          }
          return full;
        }
      };
  private int traces;

  private record Cached(TracedProgram program, Executable executable, RunLocks locks) {
    Results run(List<INDArray> inputs) {
      try {
        return new Results(program.names(), executable.run(inputs));
      } catch (NonFiniteException failure) {
        throw Diagnosis.explain(failure, program.computation(), inputs);
      }
    }
  }

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
  }

  /** {@return how often the function was traced} */
  public synchronized int traces() {
    return traces;
  }

  /**
   * Runs the program for these arrays.
   *
   * @param arrays the inputs, of any ordering and stride
   * @return the outputs by name
   * @throws IllegalArgumentException if the number of arrays or the type of one is not right
   */
  public synchronized Results run(INDArray... arrays) {
    List<INDArray> dense = new ArrayList<>(arrays.length);
    for (INDArray array : arrays) {
      dense.add(dense(array));
    }
    Cached entry = entry(arrays);
    return entry.locks.holding(() -> entry.run(dense));
  }

  /**
   * Traces and compiles for these arrays, without running.
   *
   * @param arrays the inputs
   */
  public synchronized void prepare(INDArray... arrays) {
    entry(arrays);
  }

  /**
   * {@return what a run for these arrays does, as text}
   *
   * @param arrays the inputs
   */
  public synchronized String explain(INDArray... arrays) {
    return entry(arrays).executable.explain();
  }

  private Cached entry(INDArray... arrays) {
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
    Cached known = entries.get(signature);
    if (known != null) {
      return known;
    }
    List<Node> inputs = new ArrayList<>(arrays.length);
    for (int i = 0; i < arrays.length; i++) {
      inputs.add(Ops.input(inputName(i), signature.get(i)));
    }
    TracedProgram program = tracer.apply(inputs);
    traces++;
    Cached entry =
        new Cached(
            program, backend.compile(program.computation()), new RunLocks(program.computation()));
    entries.put(signature, entry);
    return entry;
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

  /** The array itself if it is dense and row-major, else a copy that is. */
  private static INDArray dense(INDArray array) {
    boolean isDense =
        array.isEmpty() || (array.ordering() == 'c' && Shape.hasDefaultStridesForShape(array));
    return isDense ? array : array.dup('c');
  }

  @Override
  public synchronized void close() {
    entries.values().forEach(entry -> entry.executable.close());
    entries.clear();
  }
}
