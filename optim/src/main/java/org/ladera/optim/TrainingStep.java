package org.ladera.optim;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.ladera.autograd.nn.Model;
import org.ladera.core.backend.Backend;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.NonFiniteException;
import org.ladera.core.backend.ProgramCache;
import org.ladera.core.backend.Results;
import org.ladera.core.graph.Function3;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.NodeFunction;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Outputs;
import org.ladera.core.graph.Parameter;
import org.ladera.core.graph.Variable;
import org.ladera.core.io.Safetensors;
import org.ladera.core.memory.ArrayTypes;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One step of training: forward pass, backward pass and update as one program, which changes the
 * parameters in place. It is traced and compiled at its first call for inputs of some types and
 * shapes. The values of parameters, settings and the step count never matter for that.
 *
 * <p>Without further word it trains the parameters that the loss reaches by a differentiable path;
 * {@link #updating} chooses others. The same step runs in halves: {@link #gradients} and {@link
 * #apply}.
 */
public final class TrainingStep implements AutoCloseable {
  private final Optimizer optimizer;
  private final NodeFunction function;
  private final Selection selection;
  private final StepMemory memory;
  private final Backend backend;
  private final StepTracer tracer;
  private final Phases whole;
  private final ProgramCache first;
  private final Phases second;

  private TrainingStep(
      Optimizer optimizer,
      NodeFunction function,
      Selection selection,
      StepMemory memory,
      Backend backend) {
    this.optimizer = optimizer;
    this.function = function;
    this.selection = selection;
    this.memory = memory;
    this.backend = backend;
    this.tracer = new StepTracer(optimizer, function, selection, memory);
    List<String> names = function.inputNames();
    this.whole =
        new Phases(
            () -> new ProgramCache("training step", names, backend, tracer::whole),
            tracer::periods);
    this.first = new ProgramCache("gradients", names, backend, tracer::gradients);
    this.second =
        new Phases(() -> new ProgramCache("apply", backend, tracer::update), tracer::periods);
  }

  /**
   * {@return a step for a loss of one array, on the backend in use}
   *
   * @param optimizer how parameters move
   * @param loss from x to the loss, and other results
   */
  public static TrainingStep of(Optimizer optimizer, Function<Node, ? extends Outputs> loss) {
    return of(optimizer, NodeFunction.of(loss));
  }

  /**
   * {@return a step for a loss of two arrays, on the backend in use}
   *
   * @param optimizer how parameters move
   * @param loss from x and y to the loss, and other results
   */
  public static TrainingStep of(
      Optimizer optimizer, BiFunction<Node, Node, ? extends Outputs> loss) {
    return of(optimizer, NodeFunction.of(loss));
  }

  /**
   * {@return a step for a loss of three arrays, on the backend in use}
   *
   * @param optimizer how parameters move
   * @param loss from x, y and z to the loss, and other results
   */
  public static TrainingStep of(Optimizer optimizer, Function3 loss) {
    return of(optimizer, NodeFunction.of(loss));
  }

  /**
   * {@return a step for a loss of any number of arrays, on the backend in use}
   *
   * @param optimizer how parameters move
   * @param loss to the loss, and other results
   */
  public static TrainingStep of(Optimizer optimizer, NodeFunction loss) {
    return new TrainingStep(
        optimizer, loss, Selection.REACHED, new StepMemory(), Backends.current());
  }

  /**
   * {@return a step that trains what a model owns, on the backend in use}
   *
   * @param optimizer how parameters move
   * @param model whose parameters are trained; the loss must reach each of them
   * @param loss from x and y to the loss, and other results
   */
  public static TrainingStep of(
      Optimizer optimizer, Model<?> model, BiFunction<Node, Node, ? extends Outputs> loss) {
    return of(optimizer, NodeFunction.of(loss)).updating(model);
  }

  /**
   * {@return a step over the same memory that trains what a model owns}
   *
   * @param model whose parameters are trained; the loss must reach each of them
   */
  public TrainingStep updating(Model<?> model) {
    return new TrainingStep(
        optimizer, function, new Selection(model, selection.test()), memory, backend);
  }

  /**
   * {@return a step over the same memory that trains some parameters}
   *
   * @param chosen which
   */
  public TrainingStep updating(Predicate<Parameter> chosen) {
    return new TrainingStep(
        optimizer, function, new Selection(selection.model(), chosen), memory, backend);
  }

  /**
   * {@return a step with another optimizer over the same memory: slots of the same names go on}
   *
   * @param other the optimizer
   */
  public TrainingStep with(Optimizer other) {
    return new TrainingStep(other, function, selection, memory, backend);
  }

  /**
   * Does one step.
   *
   * @param inputs a batch, of any ordering and stride
   * @return the loss before the update
   * @throws NonFiniteException if the loss is not finite; nothing has changed then. Or if a next
   *     parameter is not: on a backend that updates in place ({@code cpu}) nothing has changed only
   *     with {@code -Dladera.watch=true}, and the error says so
   */
  public double run(INDArray... inputs) {
    ProgramCache programs = prepared(whole, inputs);
    try {
      return programs.runForNumber(inputs);
    } catch (NonFiniteException failure) {
      throw numbered(failure);
    }
  }

  /**
   * Does one step.
   *
   * @param inputs a batch, of any ordering and stride
   * @return the loss before the update, and the other results by name
   * @throws NonFiniteException if the loss is not finite; nothing has changed then. Or if a next
   *     parameter is not: on a backend that updates in place ({@code cpu}) nothing has changed only
   *     with {@code -Dladera.watch=true}, and the error says so
   */
  public Results results(INDArray... inputs) {
    return run(prepared(whole, inputs), inputs);
  }

  /** The programs of this step, and what Java code computes for it, which a trace makes known. */
  private ProgramCache prepared(Phases phases, INDArray... inputs) {
    ProgramCache programs = phases.at(memory.steps(), inputs);
    List<HostSchedule> schedules = tracer.schedules();
    for (int i = 0; i < schedules.size(); i++) {
      schedules.get(i).prepare((double) memory.steps());
    }
    return programs;
  }

  private Results run(ProgramCache programs, INDArray... inputs) {
    try {
      return programs.run(inputs);
    } catch (NonFiniteException failure) {
      throw numbered(failure);
    }
  }

  private NonFiniteException numbered(NonFiniteException failure) {
    return failure.surrounded("step " + (memory.steps() + 1) + ": ", "");
  }

  /**
   * Does the first half of a step: forward and backward.
   *
   * @param inputs a batch
   * @return the loss and the gradients, fresh arrays
   */
  public Gradients gradients(INDArray... inputs) {
    Results results = run(first, inputs);
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    for (int i = 1; i < results.names().size(); i++) {
      arrays.put(results.names().get(i), results.arrays().get(i));
    }
    return new Gradients(results.value(), arrays);
  }

  /**
   * Does the second half of a step: the update.
   *
   * @param gradients the gradients, of one batch or of several
   * @throws IllegalStateException if the optimizer asks for a gradient at another point
   */
  public void apply(Gradients gradients) {
    if (tracer.parameters().isEmpty()) {
      throw new IllegalStateException("apply: call gradients(...) or run(...) once before");
    }
    List<INDArray> inputs = new ArrayList<>();
    inputs.add(HostArray.ofDoubles(DType.FLOAT64, Shape.scalar(), gradients.loss()).toINDArray());
    inputs.addAll(gradients.inOrder(tracer.parameters()));
    INDArray[] arrays = inputs.toArray(INDArray[]::new);
    run(prepared(second, arrays), arrays);
  }

  /**
   * {@return the loss of a batch and its gradient as a function of a flat vector, for solvers in
   * Java}
   *
   * @param batch the batch, kept for all evaluations
   */
  public FlatObjective evaluator(INDArray... batch) {
    List<Node> inputs = new ArrayList<>();
    List<INDArray> kept = new ArrayList<>();
    for (int i = 0; i < batch.length; i++) {
      inputs.add(Ops.input(function.inputNames().get(i), ArrayTypes.typeOf(batch[i])));
      kept.add(batch[i].dup('c'));
    }
    tracer.discover(inputs);
    List<String> names = new ArrayList<>(function.inputNames());
    tracer.parameters().forEach(parameter -> names.add(parameter.name()));
    ProgramCache programs = new ProgramCache("evaluator", names, backend, tracer::atFreePoint);
    return new FlatObjective(programs, tracer.parameters(), kept.toArray(INDArray[]::new));
  }

  /** {@return the number of finished updates} */
  public long steps() {
    return memory.steps();
  }

  /**
   * {@return how often the step was traced: once for each signature of its inputs, and for each
   * combination of what the optimizer does every so many steps}
   */
  public int traces() {
    return whole.traces();
  }

  /** {@return the slots of the optimizer by name, once they are there} */
  public Map<String, Variable> slots() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(memory.slots()));
  }

  /**
   * {@return what the next step does for inputs like these, as text}
   *
   * @param inputs a batch
   */
  public String explain(INDArray... inputs) {
    return whole.at(memory.steps(), inputs).explain(inputs);
  }

  /**
   * Writes the trained parameters and the optimizer's slots, by name, as safetensors.
   *
   * @param file the file, replaced whole or not at all
   */
  public void save(Path file) {
    memory.saved(tracer.parameters()).write(file);
  }

  /**
   * Reads what {@link #save} wrote. Values whose parameter or slot is not there yet are kept until
   * a trace asks for them; slots that none asks for do not matter. After the first update an
   * optimizer given by {@link #with} may have slots that the file does not know.
   *
   * @param file a file written by a step for the same model and optimizer
   * @throws IllegalArgumentException if it is no such file, a parameter or slot is missing or of
   *     another type or shape, or a parameter is left over, here or at the first trace; nothing has
   *     changed then
   */
  public void load(Path file) {
    memory.load(Safetensors.read(file), file.getFileName().toString(), tracer.parameters());
  }

  @Override
  public void close() {
    whole.close();
    first.close();
    second.close();
  }
}
