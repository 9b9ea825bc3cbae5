package org.ladera.autograd;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.ladera.core.type.Shape;

/**
 * Shapes at which functions are tried: the first is an everyday one, then the odd and random ones.
 */
final class Samples {
  /** One operand: several ranks, scalars, axes of size 1 and 0. */
  static final List<List<Shape>> ONE =
      join(
          List.of(
              List.of(shape(2, 3)),
              List.of(shape()),
              List.of(shape(1)),
              List.of(shape(5)),
              List.of(shape(2, 1, 3)),
              List.of(shape(1, 2, 2, 2)),
              List.of(shape(0)),
              List.of(shape(0, 3)),
              List.of(shape(3, 0, 2))),
          random(6, 1, 0, 4));

  /** As {@link #ONE}, without scalars. */
  static final List<List<Shape>> AXES =
      ONE.stream().filter(shapes -> !shapes.getFirst().isScalar()).toList();

  /** As {@link #AXES}, without axes of size 0. */
  static final List<List<Shape>> FULL =
      AXES.stream().filter(shapes -> shapes.getFirst().size() > 0).toList();

  /** At least two axes. */
  static final List<List<Shape>> MATRICES =
      AXES.stream().filter(shapes -> shapes.getFirst().rank() >= 2).toList();

  /** Two operands that broadcast. */
  static final List<List<Shape>> TWO =
      join(
          List.of(
              List.of(shape(2, 3), shape(2, 3)),
              List.of(shape(), shape()),
              List.of(shape(2, 3), shape(3)),
              List.of(shape(2, 1), shape(1, 3)),
              List.of(shape(), shape(4)),
              List.of(shape(1), shape(4)),
              List.of(shape(2, 1, 3), shape(4, 1)),
              List.of(shape(0, 3), shape(3)),
              List.of(shape(2, 0), shape(1, 1))),
          random(8, 2, 0, 4));

  /** Three operands that broadcast. */
  static final List<List<Shape>> THREE =
      join(
          List.of(
              List.of(shape(2, 3), shape(2, 3), shape(2, 3)),
              List.of(shape(), shape(), shape()),
              List.of(shape(3, 1), shape(2), shape()),
              List.of(shape(2), shape(0, 2), shape(1, 1))),
          random(6, 3, 0, 3));

  private Samples() {}

  static Shape shape(int... sizes) {
    return Shape.of(sizes);
  }

  /** Each shape as the sample of one operand. */
  static List<List<Shape>> each(Shape... shapes) {
    return Stream.of(shapes).map(List::of).toList();
  }

  private static List<List<Shape>> join(List<List<Shape>> some, List<List<Shape>> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /** Shapes of operands that broadcast, from a fixed seed. */
  private static List<List<Shape>> random(int count, int operands, int lowest, int highest) {
    RandomGenerator random = Differences.generator(count + 10L * operands);
    List<List<Shape>> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] common = new int[random.nextInt(1, 5)];
      for (int axis = 0; axis < common.length; axis++) {
        boolean empty = lowest == 0 && random.nextInt(12) == 0;
        common[axis] = empty ? 0 : random.nextInt(1, highest);
      }
      List<Shape> shapes = new ArrayList<>();
      for (int operand = 0; operand < operands; operand++) {
        int lead = operand == 0 ? 0 : random.nextInt(common.length + 1);
        int[] sizes = new int[common.length - lead];
        for (int axis = 0; axis < sizes.length; axis++) {
          boolean repeated = operand > 0 && random.nextInt(3) == 0;
          sizes[axis] = repeated ? 1 : common[axis + lead];
        }
        shapes.add(shape(sizes));
      }
      samples.add(List.copyOf(shapes));
    }
    return samples;
  }
}
