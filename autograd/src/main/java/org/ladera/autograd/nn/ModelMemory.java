package org.ladera.autograd.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Outputs;
import org.ladera.core.graph.Parameter;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.random.Philox;
import org.ladera.core.random.PhiloxRandom;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/**
 * What a model owns: its variables by path, their type, and what the first trace found. Whoever
 * calls it holds its lock.
 */
final class ModelMemory {
  private final long seed;
  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final Map<String, Part> parts = new LinkedHashMap<>();
  private @Nullable Variable counter;
  private @Nullable StoredArrays loaded;
  private @Nullable DType dtype;
  private boolean dtypeChosen;
  private boolean complete;

  /** A part that was called, and the shape of its result; empty while it is being called. */
  record Part(Object part, String output) {}

  ModelMemory(long seed) {
    this.seed = seed;
  }

  long seed() {
    return seed;
  }

  /** The type of the parameters, known from the beginning of the first trace on. */
  DType dtype() {
    if (dtype == null) {
      throw new IllegalStateException("Model: the type of the parameters is not known yet");
    }
    return dtype;
  }

  void choose(DType wanted) {
    if (!wanted.isFloating()) {
      throw new IllegalArgumentException(
          "Model: in(...) needs a floating type, got " + wanted.label());
    }
    if (complete && dtype() != wanted) {
      throw new IllegalStateException(
          "Model: the parameters are "
              + dtype().label()
              + " already, got in("
              + wanted
              + "); say it before the first trace");
    }
    dtype = wanted;
    dtypeChosen = true;
  }

  /**
   * The inputs in the type of the parameters, which is the one chosen, else that of the first
   * floating input ever. Only what has no type of its own is cast unasked.
   */
  List<Node> typed(List<String> names, List<Node> inputs) {
    if (dtype == null) {
      dtype =
          inputs.stream()
              .filter(input -> input.dtype().isFloating() && !input.type().weak())
              .map(Node::dtype)
              .findFirst()
              .orElse(DType.FLOAT32);
    }
    List<Node> typed = new ArrayList<>(inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      typed.add(typed(names.get(i), inputs.get(i), dtype));
    }
    return typed;
  }

  private Node typed(String name, Node input, DType wanted) {
    if (!input.dtype().isFloating()) {
      return input;
    }
    if (input.dtype() != wanted && !input.type().weak() && !dtypeChosen) {
      throw new IllegalArgumentException(
          "Model: the parameters are "
              + wanted.label()
              + ", got "
              + input.type()
              + " for \""
              + name
              + "\"; cast it, or say in("
              + input.dtype()
              + ") before the first trace");
    }
    return input.cast(wanted);
  }

  /** From now on no new name may appear, and what was loaded must all have been taken. */
  void complete() {
    if (loaded != null) {
      loaded.checkAllTaken(variables.keySet());
      counter = loaded.hasCounter() ? counter() : counter;
      loaded = null;
    }
    complete = true;
  }

  /** Forgets what a first trace that failed has made, so that the next one starts afresh. */
  void endTrace() {
    if (!complete) {
      variables.clear();
      parts.clear();
      counter = null;
      dtype = dtypeChosen ? dtype : null;
    }
  }

  /** The variables, for an operation that needs the first trace. */
  Map<String, Variable> traced(String operation) {
    if (!complete) {
      throw new IllegalStateException(
          operation
              + ": the model has no parameters before its first trace; call predict(...), train it,"
              + " or build(...) it for a shape");
    }
    return variables();
  }

  /** By path in the order of first mention, and at the end the counter, if there is one. */
  Map<String, Variable> variables() {
    Map<String, Variable> all = new LinkedHashMap<>(variables);
    if (counter != null) {
      all.put(StoredArrays.COUNTER, counter);
    }
    return all;
  }

  Map<String, Part> parts() {
    return parts;
  }

  /** Runs a part; its place in the summary is before its own parts. */
  <T extends @Nullable Object> T recorded(String path, Object part, Supplier<T> call) {
    if (complete) {
      return call.get();
    }
    parts.putIfAbsent(path, new Part(part, ""));
    T result = call.get();
    if (result instanceof Outputs outputs) {
      parts.put(path, new Part(part, outputs.first().shape().toString()));
    }
    return result;
  }

  Parameter parameter(String path, Shape shape, Initializer initial) {
    Variable known = known(path, shape);
    if (known == null) {
      Parameter created = Parameter.of(path, first(path, shape, initial));
      variables.put(path, created);
      return created;
    }
    if (known instanceof Parameter parameter) {
      return parameter;
    }
    throw new IllegalArgumentException(
        "scope: \"" + path + "\" is an untrained variable, asked for as a parameter");
  }

  Variable variable(String path, Shape shape, Initializer initial) {
    Variable known = known(path, shape);
    if (known == null) {
      Variable created = Variable.of(path, first(path, shape, initial));
      variables.put(path, created);
      return created;
    }
    if (known instanceof Parameter) {
      throw new IllegalArgumentException(
          "scope: \"" + path + "\" is a parameter, asked for as an untrained variable");
    }
    return known;
  }

  /**
   * The number that differs in each run, so that random draws do. Unlike other names it may appear
   * late, because dropout draws in training alone.
   */
  Variable counter() {
    if (counter == null) {
      HostArray initial =
          loaded == null ? HostArray.zeros(StoredArrays.COUNTER_TYPE) : loaded.counter();
      counter = Variable.of(StoredArrays.COUNTER, initial);
    }
    return counter;
  }

  private @Nullable Variable known(String path, Shape shape) {
    Variable known = variables.get(path);
    if (known == null && complete) {
      throw new IllegalStateException(
          "scope: \""
              + path
              + "\" appears after the first trace; ask for parameters in every call, outside"
              + " if (training); what follows by then(...) can have none");
    }
    if (known != null && !known.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "scope: \""
              + path
              + "\" is "
              + known.type()
              + ", asked for as "
              + shape
              + "; does the input have another number of features than before?");
    }
    return known;
  }

  private HostArray first(String path, Shape shape, Initializer initial) {
    if (loaded != null) {
      return loaded.array(path, new TensorType(dtype(), shape));
    }
    double[] values = initial.values(shape, new PhiloxRandom(seed, Philox.streamOf(path, 0)));
    if (values.length != shape.size()) {
      throw new IllegalArgumentException(
          "initializer of \""
              + path
              + "\": "
              + shape
              + " needs "
              + shape.size()
              + " values, got "
              + values.length);
    }
    return HostArray.ofDoubles(dtype(), shape, values);
  }

  /** Sets everything now, or at the first trace. */
  void load(StoredArrays arrays) {
    if (!complete) {
      loaded = arrays;
      return;
    }
    arrays.checkAllTaken(variables.keySet());
    Map<Variable, HostArray> values = new LinkedHashMap<>();
    variables.forEach(
        (path, variable) -> values.put(variable, arrays.array(path, variable.type())));
    HostArray count = arrays.counter();
    values.forEach(Variable::set);
    if (counter != null || arrays.hasCounter()) {
      counter().set(count);
    }
  }
}
