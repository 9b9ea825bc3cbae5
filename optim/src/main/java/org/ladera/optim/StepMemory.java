package org.ladera.optim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.Assignment;
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
  private final Variable step = Variable.setting("step", 0);

  StepMemory() {
    slots.put(step.name(), step);
  }

  /** The number of finished updates. */
  double steps() {
    return step.value().getDouble(0);
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
    HostArray value =
        loadedFrom.isEmpty() ? HostArray.copyOf(initial.eval()) : taken(SLOT + slot, type);
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
    loaded.clear();
    loaded.putAll(checkpoint.tensors());
    loadedFrom = source;
    for (Variable slot : slots.values()) {
      slot.set(taken(SLOT + slot.name(), slot.type()));
    }
    if (!parameters.isEmpty()) {
      take(parameters);
    }
  }

  /** Gives loaded values to parameters that a trace has found. */
  void take(List<Parameter> parameters) {
    if (loadedFrom.isEmpty() || loaded.keySet().stream().noneMatch(n -> n.startsWith(PARAMETER))) {
      return;
    }
    for (Parameter parameter : parameters) {
      parameter.set(taken(PARAMETER + parameter.name(), parameter.type()));
    }
    List<String> rest = loaded.keySet().stream().filter(n -> n.startsWith(PARAMETER)).toList();
    if (!rest.isEmpty()) {
      throw new IllegalArgumentException(
          "load: " + loadedFrom + " has parameters that the step does not train: " + rest);
    }
  }

  private HostArray taken(String key, TensorType type) {
    @Nullable HostArray value = loaded.remove(key);
    if (value == null) {
      throw new IllegalArgumentException(
          "load: " + loadedFrom + " has no \"" + key + "\", which is needed as " + type);
    }
    if (!value.type().equals(type.strong())) {
      throw new IllegalArgumentException(
          "load: "
              + loadedFrom
              + " has \""
              + key
              + "\" as "
              + value.type()
              + ", needed is "
              + type);
    }
    return value;
  }
}
