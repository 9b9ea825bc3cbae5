package org.ladera.optim;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.Assignment;
import org.ladera.core.graph.Evaluator;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Parameter;
import org.ladera.core.graph.Variable;
import org.ladera.core.io.Safetensors;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.TensorType;

/** The slots of an optimizer as variables, made when a trace first asks for them. */
final class StepMemory {
  private static final String PARAMETER = "parameter/";
  private static final String SLOT = "slot/";
  private static final String FORMAT = "ladera training step";

  private final Map<String, Variable> slots = new LinkedHashMap<>();
  private final Map<String, HostArray> loaded = new TreeMap<>();
  private String loadedFrom = "";
  private boolean updated;
  private final Map<String, Parameter> owners = new HashMap<>();
  private final Variable step = Variable.setting("step", 0);

  StepMemory() {
    slots.put(step.name(), step);
  }

  /** The number of finished updates. */
  long steps() {
    synchronized (step.memory()) {
      return (long) step.memory().getDouble(0);
    }
  }

  /** Checks that slots, which are known by a parameter's name, do not get a second owner. */
  void own(Collection<Parameter> parameters) {
    for (Parameter parameter : parameters) {
      @Nullable Parameter owner = owners.putIfAbsent(parameter.name(), parameter);
      if (owner != null && owner != parameter) {
        throw new IllegalArgumentException(
            "TrainingStep: two parameters are named \""
                + parameter.name()
                + "\", so their slots cannot be told apart; name them differently, or train them in"
                + " two steps, each of TrainingStep.of(...)");
      }
    }
  }

  /** An update was traced: an optimizer that comes later may have slots that no file knows. */
  void update() {
    updated = true;
  }

  Map<String, Variable> slots() {
    return slots;
  }

  Node read(String slot, Node initial) {
    @Nullable Variable known = slots.get(slot);
    if (known == null) {
      known = create(slot, initial);
      slots.put(slot, known);
    }
    if (!known.type().equals(initial.type())) {
      throw new IllegalArgumentException(
          "state: the slot \""
              + slot
              + "\" is "
              + known.type()
              + ", asked for as "
              + initial.type());
    }
    return known;
  }

  private Variable create(String slot, Node initial) {
    TensorType type = initial.type();
    if (type.weak() && !type.shape().isScalar()) {
      throw new IllegalArgumentException(
          "state: the slot \""
              + slot
              + "\" starts as weak numbers "
              + type.shape()
              + "; cast them");
    }
    boolean starts = loadedFrom.isEmpty() || (updated && !loaded.containsKey(SLOT + slot));
    HostArray value = starts ? Evaluator.valueOf(initial) : taken(SLOT + slot, type);
    return type.weak() ? Variable.setting(slot, value.getDouble(0)) : Variable.of(slot, value);
  }

  /** What a slot becomes after a step. */
  Assignment assigned(String slot, Node next) {
    @Nullable Variable variable = slots.get(slot);
    if (variable == null) {
      throw new IllegalStateException("state: the slot \"" + slot + "\" was never read");
    }
    return new Assignment(variable, next.type().weak() ? next.cast(variable.dtype()) : next);
  }

  /** What a checkpoint holds: the parameters and the slots. */
  Safetensors saved(List<Parameter> parameters) {
    if (parameters.isEmpty()) {
      throw new IllegalStateException("save: the step has no parameters before its first run");
    }
    Map<String, HostArray> arrays = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      arrays.put(PARAMETER + parameter.name(), HostArray.copyOf(parameter.value()));
    }
    slots.forEach((name, slot) -> arrays.put(SLOT + name, HostArray.copyOf(slot.value())));
    return new Safetensors(arrays, Map.of("format", FORMAT));
  }

  /** Takes over a checkpoint: what is there at once, the rest when a trace asks for it. */
  void load(Safetensors checkpoint, String source, List<Parameter> parameters) {
    if (!FORMAT.equals(checkpoint.metadata().get("format"))) {
      throw new IllegalArgumentException("load: " + source + " was not written by a training step");
    }
    Map<String, HostArray> rest = new TreeMap<>(checkpoint.tensors());
    Map<Variable, HostArray> values = new LinkedHashMap<>();
    for (Variable slot : slots.values()) {
      values.put(slot, taken(rest, source, SLOT + slot.name(), slot.type()));
    }
    if (!parameters.isEmpty()) {
      values.putAll(taken(rest, source, parameters));
    }
    loaded.clear();
    loaded.putAll(rest);
    loadedFrom = source;
    values.forEach(Variable::set);
  }

  /** Gives loaded values to parameters that a trace has found. */
  void take(List<Parameter> parameters) {
    if (loadedFrom.isEmpty() || loaded.keySet().stream().noneMatch(n -> n.startsWith(PARAMETER))) {
      return;
    }
    Map<String, HostArray> rest = new TreeMap<>(loaded);
    Map<Variable, HostArray> values = taken(rest, loadedFrom, parameters);
    loaded.keySet().retainAll(rest.keySet());
    values.forEach(Variable::set);
  }

  /** The values of parameters, which must be all that there are. */
  private static Map<Variable, HostArray> taken(
      Map<String, HostArray> from, String source, List<Parameter> parameters) {
    Map<Variable, HostArray> values = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      values.put(parameter, taken(from, source, PARAMETER + parameter.name(), parameter.type()));
    }
    List<String> rest = from.keySet().stream().filter(n -> n.startsWith(PARAMETER)).toList();
    if (!rest.isEmpty()) {
      throw new IllegalArgumentException(
          "load: " + source + " has parameters that the step does not train: " + rest);
    }
    return values;
  }

  private HostArray taken(String key, TensorType type) {
    return taken(loaded, loadedFrom, key, type);
  }

  private static HostArray taken(
      Map<String, HostArray> from, String source, String key, TensorType type) {
    @Nullable HostArray value = from.remove(key);
    if (value == null) {
      throw new IllegalArgumentException(
          "load: " + source + " has no \"" + key + "\", which is needed as " + type);
    }
    if (!value.type().equals(type.strong())) {
      throw new IllegalArgumentException(
          "load: " + source + " has \"" + key + "\" as " + value.type() + ", needed is " + type);
    }
    return value;
  }
}
