package org.ladera.core.backend.nd4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ladera.core.type.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Calls of ND4J in which an operand repeats, with axes merged that repeat alike.
 *
 * <p>ND4J spreads the outer three of five axes over its threads, however small the arrays are,
 * which costs 5 us, and milliseconds on a busy machine. So small arrays get outer axes of size 1.
 */
final class Repeats {
  private static final int AXES = 5;
  private static final long SMALL = 1 << 16;

  private Repeats() {}

  static Step call(String name, Shape shape, Block output, Operand... inputs) {
    List<List<Integer>> merged = merged(shape, inputs);
    boolean isSmall = output.length() <= SMALL;
    List<INDArray> arrays = new ArrayList<>(inputs.length);
    for (int i = 0; i < inputs.length; i++) {
      arrays.add(inputs[i].block().as(padded(merged.get(i + 1), isSmall)));
    }
    return Calls.custom(name, output.as(padded(merged.getFirst(), isSmall)), arrays);
  }

  /** The sizes of the result and of each input, inner axes last, none of them 1 in the result. */
  private static List<List<Integer>> merged(Shape shape, Operand... inputs) {
    List<List<Integer>> sizes = new ArrayList<>();
    for (int i = 0; i <= inputs.length; i++) {
      sizes.add(new ArrayList<>());
    }
    boolean[] last = {};
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      int size = shape.get(axis);
      if (size == 1) {
        continue;
      }
      boolean[] holds = new boolean[inputs.length];
      for (int i = 0; i < inputs.length; i++) {
        int own = axis - (shape.rank() - inputs[i].shape().rank());
        holds[i] = own >= 0 && inputs[i].shape().get(own) == size;
      }
      boolean alike = Arrays.equals(holds, last);
      add(sizes.getFirst(), alike, size);
      for (int i = 0; i < inputs.length; i++) {
        add(sizes.get(i + 1), alike, holds[i] ? size : 1);
      }
      last = holds;
    }
    return sizes;
  }

  private static void add(List<Integer> sizes, boolean toFirst, int size) {
    if (toFirst) {
      sizes.set(0, sizes.getFirst() * size);
    } else {
      sizes.addFirst(size);
    }
  }

  private static Shape padded(List<Integer> sizes, boolean toAxes) {
    List<Integer> padded = new ArrayList<>(sizes);
    while (toAxes && padded.size() < AXES) {
      padded.addFirst(1);
    }
    return Shape.of(padded.stream().mapToInt(Integer::intValue).toArray());
  }
}
