package org.ladera.autograd;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.ladera.core.backend.Compiled;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Slopes of a scalar function at a point by differences: (4 D(h/2) - D(h)) / 3 with D(h) = (f(x +
 * hv) - f(x - hv)) / 2h.
 *
 * @param function the function
 * @param point a value for each input; only float64 ones are moved
 */
record Differences(Compiled function, List<HostArray> point) {
  /**
   * Where the error of the formula, of the order h⁴, and rounding, of the order 1e-16 / h, balance.
   */
  private static final double DISTANCE = 1e-3;

  /** The slope along a direction. */
  double slope(List<HostArray> direction) {
    return (4 * central(direction, DISTANCE / 2) - central(direction, DISTANCE)) / 3;
  }

  /** The slope along one entry of one input. */
  double slope(int input, int entry) {
    List<HostArray> unit = new ArrayList<>();
    point.forEach(array -> unit.add(HostArray.zeros(array.type())));
    unit.get(input).setDouble(entry, 1);
    return slope(unit);
  }

  private double central(List<HostArray> direction, double distance) {
    double after = function.run(arrays(moved(direction, distance))).getDouble(0);
    double before = function.run(arrays(moved(direction, -distance))).getDouble(0);
    return (after - before) / (2 * distance);
  }

  private List<HostArray> moved(List<HostArray> direction, double distance) {
    List<HostArray> moved = new ArrayList<>();
    for (int i = 0; i < point.size(); i++) {
      HostArray array = HostArray.copyOf(point.get(i));
      if (array.type().dtype().isFloating()) {
        for (long entry = 0; entry < array.size(); entry++) {
          double step = distance * direction.get(i).getDouble(entry);
          array.setDouble(entry, array.getDouble(entry) + step);
        }
      }
      moved.add(array);
    }
    return moved;
  }

  /** Which inputs are moved. */
  static List<Integer> floating(List<HostArray> point) {
    return IntStream.range(0, point.size())
        .filter(i -> point.get(i).type().dtype().isFloating())
        .boxed()
        .collect(ImmutableList.toImmutableList());
  }

  static List<HostArray> direction(List<HostArray> point, RandomGenerator random) {
    return point.stream().map(array -> gaussian(array.type().shape(), random)).toList();
  }

  static HostArray gaussian(Shape shape, RandomGenerator random) {
    double[] values = new double[Math.toIntExact(shape.size())];
    Arrays.setAll(values, i -> random.nextGaussian());
    return HostArray.ofDoubles(DType.FLOAT64, shape, values);
  }

  static RandomGenerator generator(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  static INDArray[] arrays(List<HostArray> values) {
    return values.stream().map(HostArray::toINDArray).toArray(INDArray[]::new);
  }

  /** The position of an entry, as indices along the axes. */
  static String place(Shape shape, int entry) {
    int[] place = new int[shape.rank()];
    int rest = entry;
    for (int axis = place.length - 1; axis >= 0; axis--) {
      place[axis] = rest % shape.get(axis);
      rest /= shape.get(axis);
    }
    return Arrays.toString(place);
  }
}
