package org.ladera.autograd.nn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.ladera.core.backend.Backend;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.Compiled;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.NodeFunction;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Outputs;
import org.ladera.core.graph.Parameter;
import org.ladera.core.graph.Trace;
import org.ladera.core.graph.Variable;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network and the parameters that it owns. They come into being at the first trace, which finds
 * the sizes of the inputs; a first trace that fails leaves nothing behind.
 *
 * <p>{@link #at} inside a training step trains; inside {@code Compiled.of}, {@link #predict} or
 * outside any trace it infers. {@link #inference} always infers.
 *
 * <p>Parameters take the type of the first floating input, after which inputs of another floating
 * type are an error, or the type of {@link #in}, to which inputs are cast. Safe for several
 * threads.
 *
 * @param <O> what the network returns
 */
public final class Model<O extends Outputs> implements Layer {
  private final BiFunction<Scope, List<Node>, O> body;
  private final List<String> inputNames;
  private final ModelMemory memory;
  private final Map<Backend, Compiled> predictions = new HashMap<>();

  private Model(
      BiFunction<Scope, List<Node>, O> body, List<String> inputNames, ModelMemory memory) {
    this.body = body;
    this.inputNames = List.copyOf(inputNames);
    this.memory = memory;
  }

  /**
   * {@return a model of one input}
   *
   * @param network from the input to the output
   * @param seed fixes the first values of all parameters, and all random draws
   */
  public static Model<Node> of(Layer network, long seed) {
    if (network instanceof Model) {
      throw new IllegalArgumentException("Model: a model is a model already; use then(...)");
    }
    return new Model<>(
        (scope, inputs) -> scope.recorded(network, () -> network.apply(scope, inputs.getFirst())),
        List.of("features"),
        new ModelMemory(seed));
  }

  /**
   * {@return a model of two inputs, called {@code x} and {@code y}, of one output or several}
   *
   * @param <O> what it returns
   * @param network from the inputs to the outputs
   * @param seed fixes the first values of all parameters, and all random draws
   */
  public static <O extends Outputs> Model<O> of(ScopedFunction<O> network, long seed) {
    return of(
        List.of("x", "y"),
        (scope, inputs) -> network.apply(scope, inputs.get(0), inputs.get(1)),
        seed);
  }

  /**
   * {@return a model of any number of inputs, of one output or several}
   *
   * @param <O> what it returns
   * @param inputNames the names of the inputs
   * @param network from as many inputs to the outputs
   * @param seed fixes the first values of all parameters, and all random draws
   */
  public static <O extends Outputs> Model<O> of(
      List<String> inputNames, BiFunction<Scope, List<Node>, O> network, long seed) {
    return new Model<>(network, inputNames, new ModelMemory(seed));
  }

  /**
   * {@return this model with parameters of a given type, to which floating inputs are cast}
   *
   * @param dtype a floating type
   * @throws IllegalStateException if the parameters are there already, of another type
   */
  public Model<O> in(DType dtype) {
    synchronized (memory) {
      memory.choose(dtype);
    }
    return this;
  }

  /** {@return the number that fixes first values and random draws} */
  public long seed() {
    return memory.seed();
  }

  /**
   * {@return the outputs: of training inside a training step, else of inference}
   *
   * @param inputs the inputs
   */
  public O at(Node... inputs) {
    return at(Trace.current().map(Trace::training).orElse(false), List.of(inputs));
  }

  /**
   * {@return the outputs of inference, also inside a training step}
   *
   * @param inputs the inputs
   */
  public O inference(Node... inputs) {
    return at(false, List.of(inputs));
  }

  private O at(boolean training, List<Node> inputs) {
    Features.checkCount(inputNames, inputs.size());
    synchronized (memory) {
      try {
        List<Node> typed = memory.typed(inputNames, inputs);
        Draws draws =
            Trace.current().map(trace -> trace.note(memory, Draws::new)).orElseGet(Draws::new);
        O outputs = body.apply(new Scope(memory, draws, "", training), typed);
        memory.complete();
        return outputs;
      } finally {
        memory.endTrace();
      }
    }
  }

  /** {@inheritDoc} A model inside another keeps its own parameters and names. */
  @Override
  public Node apply(Scope scope, Node x) {
    return at(scope.training(), List.of(x)).first();
  }

  /**
   * {@return this model followed by a layer without parameters, over the same memory}
   *
   * @param layer what follows the first output
   */
  public Model<Node> then(Layer layer) {
    return new Model<>(
        (scope, inputs) -> {
          Node output = body.apply(scope, inputs).first();
          memory.complete();
          return layer.apply(scope.child("then"), output);
        },
        inputNames,
        memory);
  }

  /**
   * {@return another function of the parameters of this model: the decoder of an autoencoder alone,
   * one step of a recurrent network}
   *
   * @param part asks for parameters by the same paths, after this model's first trace
   */
  public Model<Node> view(Layer part) {
    return new Model<>(
        (scope, inputs) -> {
          traced("view");
          return part.apply(scope, inputs.getFirst());
        },
        List.of("features"),
        memory);
  }

  /**
   * {@return the first output for some values}
   *
   * @param inputs the values, of any ordering and stride
   */
  public INDArray predict(INDArray... inputs) {
    Features.checkCount(inputNames, inputs.length);
    return prediction(Backends.current()).run(inputs);
  }

  private Compiled prediction(Backend backend) {
    synchronized (memory) {
      return predictions.computeIfAbsent(
          backend,
          current ->
              Compiled.of(
                  new NodeFunction(
                      inputNames, nodes -> inference(nodes.toArray(Node[]::new)).first())));
    }
  }

  /**
   * {@return the parameters in the order of first mention}
   *
   * @throws IllegalStateException if the model was not traced yet
   */
  public List<Parameter> parameters() {
    return traced("parameters").values().stream()
        .filter(Parameter.class::isInstance)
        .map(Parameter.class::cast)
        .toList();
  }

  /**
   * {@return the parameters and the untrained variables in the order of first mention; at the end,
   * if the model ever drew random numbers, the count of the runs that did}
   *
   * @throws IllegalStateException if the model was not traced yet
   */
  public List<Variable> variables() {
    return List.copyOf(traced("variables").values());
  }

  private Map<String, Variable> traced(String operation) {
    synchronized (memory) {
      return memory.traced(operation);
    }
  }

  /**
   * Brings the parameters into being without running anything.
   *
   * @param inputs the types of the inputs, such as {@code f32[1, 4]}
   * @return this model
   */
  public Model<O> build(TensorType... inputs) {
    Features.checkCount(inputNames, inputs.length);
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < inputs.length; i++) {
      nodes.add(Ops.input(inputNames.get(i), inputs[i]));
    }
    Trace.begin(false).run(() -> at(false, nodes));
    return this;
  }

  /**
   * Brings the parameters into being for a float32 input of a shape, without running anything.
   *
   * @param sizes the shape of the one input, such as {@code 1, 4}
   * @return this model
   */
  public Model<O> build(int... sizes) {
    return build(new TensorType(DType.FLOAT32, Shape.of(sizes)));
  }

  /**
   * Writes all parameters and variables, by path, as safetensors.
   *
   * @param file the file, replaced whole or not at all
   */
  public void save(Path file) {
    StoredArrays.write(file, traced("save"));
  }

  /**
   * Reads all parameters and variables, by path. Before the first trace the arrays are kept until
   * it asks for them.
   *
   * @param file a safetensors file
   * @throws IllegalArgumentException if an array is missing, left over, or of another type or
   *     shape, here or at the first trace; nothing has changed then
   */
  public void load(Path file) {
    StoredArrays arrays = StoredArrays.read(file);
    synchronized (memory) {
      memory.load(arrays);
    }
  }

  /** {@return a table of the layers, their output shapes and their numbers of parameters} */
  public String summary() {
    synchronized (memory) {
      traced("summary");
      return Summary.of(memory);
    }
  }

  @Override
  public String toString() {
    return "Model" + inputNames;
  }
}
