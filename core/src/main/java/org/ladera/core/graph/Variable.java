package org.ladera.core.graph;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.memory.NativeBudget;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A leaf that owns an array: optimizer slots, running statistics, step counts, settings. It stands
 * in a formula like any other node, and is the only thing that changes. A program changes it
 * through {@link #next} and {@link #assign}; all assignments of a program take effect together, at
 * its end.
 *
 * <p>Its memory is its own: {@link #value} copies out, {@link #set} copies in.
 */
public sealed class Variable extends Node permits Parameter {
  private final String name;
  private final HostArray memory;
  private final VariableLock lock;

  /** Made at first use, since most variables of a large model are never looked at one by one. */
  private volatile @Nullable VariableLocks reading;

  private volatile @Nullable VariableLocks writing;

  Variable(String name, HostArray initial, boolean weak) {
    super(
        new ReadVariable(new TensorType(initial.type().dtype(), initial.type().shape(), weak)),
        List.of());
    this.name = name;
    this.memory = initial;
    NativeBudget.shared().addUntilForgotten(initial, initial.type().bytes());
    this.lock = new VariableLock("\"" + name + "\"");
  }

  /**
   * {@return a variable}
   *
   * @param name what the user knows it by
   * @param initial its first value, which becomes the variable's own
   */
  public static Variable of(String name, HostArray initial) {
    return new Variable(name, initial, false);
  }

  /**
   * {@return a variable}
   *
   * @param name what the user knows it by
   * @param initial its first value, which is copied
   */
  public static Variable of(String name, INDArray initial) {
    return new Variable(name, HostArray.copyOf(initial), false);
  }

  /**
   * {@return a setting: a weak scalar, to be changed by hand without a new trace}
   *
   * @param name what the user knows it by
   * @param initial its first value
   */
  public static Variable setting(String name, double initial) {
    HostArray memory = HostArray.ofDoubles(DType.FLOAT64, Shape.scalar(), new double[] {initial});
    return new Variable(name, memory, true);
  }

  @Override
  public final String name() {
    return name;
  }

  private VariableLocks reading() {
    @Nullable VariableLocks locks = reading;
    if (locks == null) {
      locks = new VariableLocks("value", List.of(), List.of(this));
      reading = locks;
    }
    return locks;
  }

  private VariableLocks writing() {
    @Nullable VariableLocks locks = writing;
    if (locks == null) {
      locks = new VariableLocks("set", List.of(this), List.of());
      writing = locks;
    }
    return locks;
  }

  /** {@return the value now, as a fresh array; that before or after a run that assigns it} */
  public final INDArray value() {
    VariableLocks.Held held = reading().acquire();
    try {
      synchronized (memory) {
        return memory.toINDArray();
      }
    } finally {
      held.release();
    }
  }

  /**
   * Replaces the value now.
   *
   * @param value the new value, of this type and shape, which is copied
   * @throws IllegalArgumentException if its type or shape differs
   */
  public final void set(INDArray value) {
    set(HostArray.copyOf(value));
  }

  /**
   * Replaces the value now.
   *
   * @param value the new value, of this type and shape, which is copied
   * @throws IllegalArgumentException if its type or shape differs
   */
  public final void set(HostArray value) {
    if (!value.type().strong().equals(type().strong())) {
      throw new IllegalArgumentException(
          "set: \"" + name + "\" is " + type() + ", got " + value.type());
    }
    VariableLocks.Held held = writing().acquire();
    try {
      synchronized (memory) {
        memory.copyFrom(value);
      }
    } finally {
      held.release();
    }
  }

  /**
   * Replaces the value of a floating scalar now.
   *
   * @param value the new value
   * @throws IllegalArgumentException if this is not a floating scalar
   */
  public final void set(double value) {
    if (!shape().isScalar() || !dtype().isFloating()) {
      throw new IllegalArgumentException(
          "set: \"" + name + "\" is " + type() + ", got the number " + value);
    }
    VariableLocks.Held held = writing().acquire();
    try {
      synchronized (memory) {
        memory.setDouble(0, value);
      }
    } finally {
      held.release();
    }
  }

  /** {@return the memory itself, for backends and for checkpoints; see the package page} */
  public final HostArray memory() {
    return memory;
  }

  /** What a run that assigns or reads this holds. */
  final VariableLock lock() {
    return lock;
  }

  /**
   * Changes the value at the end of the program that is being traced. A second change in one
   * program sees the first.
   *
   * @param change from the value so far to the next one
   * @throws IllegalStateException if no program is being traced
   */
  public final void next(UnaryOperator<Node> change) {
    Trace.required("next", this).next(this, change);
  }

  /**
   * Gives the value that this has after the program that is being traced; once per program.
   *
   * @param value the new value, of this type and shape
   * @throws IllegalStateException if no program is being traced, or it assigns this already
   */
  public final void assign(Node value) {
    Trace.required("assign", this).assign(this, value);
  }
}
