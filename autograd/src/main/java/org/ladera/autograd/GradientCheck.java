package org.ladera.autograd;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.Compiled;
import org.ladera.core.backend.Results;
import org.ladera.core.graph.Function3;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.NodeFunction;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Outputs;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Holds the gradients of a function to finite differences in float64, on the reference backend.
 *
 * <p>The slope along random directions is compared with central differences at two distances,
 * extrapolated (Richardson 1911), whose own error is of the fourth order. Order 2 does the same to the
 * gradient along a random direction, and so on. A result that is not a scalar is first contracted with
 * random weights. Integer and bool inputs stay as they are. The points must be away from kinks.
 *
 * <p>A slope may differ by the tolerance times its scale: the sum of the absolute contributions of all
 * entries, and 1e-5 of the value itself, below which differences have no digits.
 */
public final class GradientCheck {
  private static final double DISTANCE = 1e-3;
  private static final int DIRECTIONS = 3;
  private static final double VALUE_SHARE = 1e-5;
  private static final double[] TOLERANCES = {1e-7, 1e-5, 1e-3};

  private final NodeFunction function;
  private final int order;
  private final long seed;

  private GradientCheck(NodeFunction function, int order, long seed) {
    this.function = function;
    this.order = order;
    this.seed = seed;
  }

  /**
   * {@return a check of a function of one node}
   *
   * @param function from x
   */
  public static GradientCheck of(Function<Node, ? extends Outputs> function) {
    return of(NodeFunction.of(function));
  }

  /**
   * {@return a check of a function of two nodes}
   *
   * @param function from x and y
   */
  public static GradientCheck of(BiFunction<Node, Node, ? extends Outputs> function) {
    return of(NodeFunction.of(function));
  }

  /**
   * {@return a check of a function of three nodes}
   *
   * @param function from x, y and z
   */
  public static GradientCheck of(Function3 function) {
    return of(NodeFunction.of(function));
  }

  /**
   * {@return a check of a function of any number of nodes}
   *
   * @param function the function
   */
  public static GradientCheck of(NodeFunction function) {
    return new GradientCheck(function, 1, 1);
  }

  /**
   * {@return this check up to an order of derivative}
   *
   * @param highest 1 (the gradient), 2 (also the gradient of the gradient) or 3
   */
  public GradientCheck order(int highest) {
    if (highest < 1 || highest > TOLERANCES.length) {
      throw new IllegalArgumentException("GradientCheck: order must be 1, 2 or 3, got " + highest);
    }
    return new GradientCheck(function, highest, seed);
  }

  /**
   * {@return this check with other random directions}
   *
   * @param other the seed
   */
  public GradientCheck seed(long other) {
    return new GradientCheck(function, order, other);
  }

  /**
   * {@return a float64 array of normal numbers, for {@link #at}; the same every time}
   *
   * @param sizes its shape
   */
  public static INDArray random(int... sizes) {
    return gaussian(Shape.of(sizes), generator(Arrays.hashCode(sizes))).toINDArray();
  }

  /**
   * Checks the function at a point.
   *
   * @param point a value for each input; floating ones are taken as float64
   * @throws AssertionError if a slope differs, naming the input and the entry that differs most
   * @throws IllegalArgumentException if the function has another number of inputs
   */
  public void at(INDArray... point) {
    List<HostArray> values = new ArrayList<>();
    for (INDArray array : point) {
      HostArray value = HostArray.copyOf(array);
      values.add(
          value.type().dtype().isFloating()
              ? HostArray.ofDoubles(DType.FLOAT64, value.type().shape(), value.toDoubles())
              : value);
    }
    NodeFunction contracted = contracted(function);
    for (int level = 1; level <= order; level++) {
      check(contracted, level, values);
      contracted = slope(contracted, values, level);
    }
  }

  /** The function as a scalar: the sum of its entries times random weights. */
  private NodeFunction contracted(NodeFunction whole) {
    return new NodeFunction(
        whole.inputNames(),
        inputs -> {
          Node value = whole.apply(inputs).first();
          if (value.shape().isScalar()) {
            return value;
          }
          HostArray weights = gaussian(value.shape(), generator(seed + 1000));
          return value.times(Ops.constant(weights)).sum();
        });
  }

  /** The slope of a scalar function along one fixed random direction, as a function. */
  private NodeFunction slope(NodeFunction scalar, List<HostArray> point, int level) {
    List<HostArray> direction = direction(point, generator(seed + 2000 + level));
    return new NodeFunction(
        scalar.inputNames(),
        inputs -> {
          List<Integer> floating = floating(point);
          List<Node> wanted = floating.stream().map(inputs::get).toList();
          List<Node> gradients = Gradient.grad(scalar.apply(inputs).first(), wanted);
          Node total = Ops.constant(0);
          for (int i = 0; i < wanted.size(); i++) {
            Node along = Ops.constant(direction.get(floating.get(i)));
            total = total.plus(gradients.get(i).times(along).sum());
          }
          return total;
        });
  }

  private void check(NodeFunction scalar, int level, List<HostArray> point) {
    List<Integer> floating = floating(point);
    NodeFunction withGradients =
        new NodeFunction(
            scalar.inputNames(),
            inputs -> {
              Node value = scalar.apply(inputs).first();
              Outputs all = value;
              List<Node> wanted = floating.stream().map(inputs::get).toList();
              List<Node> gradients = Gradient.grad(value, wanted);
              for (int i = 0; i < wanted.size(); i++) {
                all = all.and("gradient " + floating.get(i), gradients.get(i));
              }
              return all;
            });
    Backends.using(
        Backends.named("reference"),
        () -> {
          try (Compiled value = Compiled.of(scalar);
              Compiled gradient = Compiled.of(withGradients)) {
            Results results = gradient.results(arrays(point));
            compare(value, results, level, point);
          }
          return true;
        });
  }

  private void compare(Compiled value, Results results, int level, List<HostArray> point) {
    RandomGenerator random = generator(seed);
    List<Integer> floating = floating(point);
    for (int i = 0; i < DIRECTIONS; i++) {
      List<HostArray> direction = direction(point, random);
      double analytic = 0;
      double scale = VALUE_SHARE * Math.abs(results.value());
      for (int input : floating) {
        double[] gradient = HostArray.copyOf(results.array("gradient " + input)).toDoubles();
        double[] along = direction.get(input).toDoubles();
        for (int entry = 0; entry < gradient.length; entry++) {
          analytic += gradient[entry] * along[entry];
          scale += Math.abs(gradient[entry] * along[entry]);
        }
      }
      double numeric = difference(value, point, direction);
      scale = Math.max(scale, Math.abs(numeric));
      if (!(Math.abs(numeric - analytic) <= TOLERANCES[level - 1] * scale)) {
        throw new AssertionError(
            "gradient check, order "
                + level
                + ": along a random direction the slope is "
                + numeric
                + " by differences, "
                + analytic
                + " by the gradient; "
                + worst(value, results, point));
      }
    }
  }

  /** The entry whose slope differs most, in words. */
  private static String worst(Compiled value, Results results, List<HostArray> point) {
    String text = "no single entry differs";
    double largest = 0;
    for (int input : floating(point)) {
      double[] gradient = HostArray.copyOf(results.array("gradient " + input)).toDoubles();
      for (int entry = 0; entry < gradient.length; entry++) {
        List<HostArray> unit = new ArrayList<>();
        point.forEach(array -> unit.add(HostArray.zeros(array.type())));
        unit.get(input).setDouble(entry, 1);
        double numeric = difference(value, point, unit);
        double off = Math.abs(numeric - gradient[entry]);
        if (!(off <= largest)) {
          largest = Double.isNaN(off) ? Double.POSITIVE_INFINITY : off;
          text =
              "the entry that differs most is "
                  + place(point.get(input).type().shape(), entry)
                  + " of input "
                  + input
                  + ": "
                  + numeric
                  + " by differences, "
                  + gradient[entry]
                  + " by the gradient";
        }
      }
    }
    return text;
  }

  private static String place(Shape shape, int entry) {
    int[] place = new int[shape.rank()];
    int rest = entry;
    for (int axis = place.length - 1; axis >= 0; axis--) {
      place[axis] = rest % shape.get(axis);
      rest /= shape.get(axis);
    }
    return Arrays.toString(place);
  }

  /** The slope along a direction: (4 D(h/2) - D(h)) / 3 with D(h) = (f(x + hv) - f(x - hv)) / 2h. */
  private static double difference(
      Compiled value, List<HostArray> point, List<HostArray> direction) {
    double wide = central(value, point, direction, DISTANCE);
    double narrow = central(value, point, direction, DISTANCE / 2);
    return (4 * narrow - wide) / 3;
  }

  private static double central(
      Compiled value, List<HostArray> point, List<HostArray> direction, double distance) {
    double after = value.run(arrays(moved(point, direction, distance))).getDouble(0);
    double before = value.run(arrays(moved(point, direction, -distance))).getDouble(0);
    return (after - before) / (2 * distance);
  }

  private static List<HostArray> moved(
      List<HostArray> point, List<HostArray> direction, double distance) {
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

  private static List<Integer> floating(List<HostArray> point) {
    return IntStream.range(0, point.size())
        .filter(i -> point.get(i).type().dtype().isFloating())
        .boxed()
        .collect(ImmutableList.toImmutableList());
  }

  private static List<HostArray> direction(List<HostArray> point, RandomGenerator random) {
    return point.stream().map(array -> gaussian(array.type().shape(), random)).toList();
  }

  private static HostArray gaussian(Shape shape, RandomGenerator random) {
    double[] values = new double[Math.toIntExact(shape.size())];
    Arrays.setAll(values, i -> random.nextGaussian());
    return HostArray.ofDoubles(DType.FLOAT64, shape, values);
  }

  private static RandomGenerator generator(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static INDArray[] arrays(List<HostArray> values) {
    return values.stream().map(HostArray::toINDArray).toArray(INDArray[]::new);
  }
}
