package org.ladera.autograd.fuzz;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.ladera.core.graph.Input;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Parameter;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/** Makes the leaves of a program, of every kind of storage, and remembers how they are filled. */
final class Leaves {
  private record Source(Filling filling, int size) {}

  private final Chance chance;
  private final Map<Node, Source> sources = new IdentityHashMap<>();
  private final List<Node> replaceable = new ArrayList<>();
  private int count;

  Leaves(Chance chance) {
    this.chance = chance;
  }

  /** A leaf of some type; a literal is repeated to its shape. */
  Node leaf(TensorType type) {
    return switch (chance.weighted(55, 22, 13, 10)) {
      case 0 -> input(type);
      case 1 -> variable(type);
      case 2 -> constant(type, Filling.any(chance), 0);
      default -> type.dtype() == DType.BOOL ? input(type) : literal(type);
    };
  }

  Node input(TensorType type) {
    Node input = remember(Ops.input("x" + count++, type), Filling.any(chance), 0);
    replaceable.add(input);
    return input;
  }

  Variable variable(TensorType type) {
    Filling filling = Filling.any(chance);
    HostArray value = filling.draw(type, 0, chance.random());
    boolean isParameter = type.dtype().isFloating() && chance.happens(0.7);
    String name = "v" + count++;
    Variable variable = isParameter ? Parameter.of(name, value) : Variable.of(name, value);
    remember(variable, filling, 0);
    return variable;
  }

  private Node constant(TensorType type, Filling filling, int size) {
    return Ops.constant(filling.draw(type, size, chance.random()));
  }

  private Node literal(TensorType type) {
    return Ops.broadcast(number(type.dtype(), literalValue(type.dtype())), type.shape());
  }

  private double literalValue(DType dtype) {
    if (chance.happens(0.5)) {
      return chance.below(4) - 1;
    }
    return dtype.isInteger() ? chance.below(1000) - 500 : chance.random().nextGaussian() * 3;
  }

  /** A number in a formula, of a type of its own or weak and cast. */
  Node number(DType dtype, double value) {
    if (dtype.isFloating() && chance.happens(0.3)) {
      return Ops.cast(Ops.constant(value), dtype);
    }
    Node beside = Ops.constant(HostArray.zeros(new TensorType(dtype, Shape.scalar())));
    return beside.plus(value).input(1);
  }

  /** Positions of an axis that is not empty. */
  Node positions(Shape shape, int size) {
    DType dtype = chance.happens(0.7) ? DType.INT32 : DType.INT64;
    TensorType type = new TensorType(dtype, shape);
    return switch (chance.weighted(50, 20, 20, 10)) {
      case 0 -> remember(Ops.input("i" + count++, type), Filling.POSITIONS, size);
      case 1 -> constant(type, Filling.POSITIONS, size);
      case 2 -> {
        HostArray value = Filling.POSITIONS.draw(type, size, chance.random());
        yield remember(Variable.of("p" + count++, value), Filling.POSITIONS, size);
      }
      default -> Ops.broadcast(number(dtype, chance.below(size)), shape);
    };
  }

  /** Whether a leaf holds positions, which nothing else may stand for. */
  boolean isPositions(Node leaf) {
    Source source = sources.get(leaf);
    return source != null && source.filling == Filling.POSITIONS;
  }

  /** Fills an input that was made elsewhere. */
  void adopt(Node input) {
    remember(input, Filling.COMMON, 0);
  }

  private <T extends Node> T remember(T node, Filling filling, int size) {
    sources.put(node, new Source(filling, size));
    return node;
  }

  /** The inputs in whose place another node may stand. */
  List<Node> replaceable() {
    return replaceable;
  }

  /** Fresh values of an input or a variable. */
  HostArray draw(Node leaf, SplittableRandom random) {
    Source source = Objects.requireNonNull(sources.get(leaf));
    TensorType type = leaf.op() instanceof Input input ? input.type() : leaf.type().strong();
    return source.filling.draw(type, source.size, random);
  }
}
