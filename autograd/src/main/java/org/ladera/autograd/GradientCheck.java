package org.ladera.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
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
 * extrapolated (Richardson 1911), whose own error is of the fourth order. Order 2 does the same to
 * the gradient along a random direction, and so on. A result that is not a scalar is first
 * contracted with random weights. Integer and bool inputs stay as they are. The points must be away
 * from kinks.
 *
 * <p>A slope may differ by the tolerance (1e-7 at order 1, 1e-5 at order 2, 1e-3 at order 3) times
 * the length of the gradient, which is what slopes along random directions are like, and 1e-4 of
 * one plus the absolute value of the function, below which differences have no digits. So a
 * function whose slopes are much smaller than that should be scaled up.
 */
public final class GradientCheck {
  private static final int DIRECTIONS = 3;
  private static final double FLOOR = 1e-4;
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
    return Differences.gaussian(Shape.of(sizes), Differences.generator(Arrays.hashCode(sizes)))
        .toINDArray();
  }

  /**
   * Checks the function at a point.
   *
   * @param point a value for each input; floating ones are taken as float64
   * @throws AssertionError if a slope differs, naming the input and the entry that differs most
   * @throws IllegalArgumentException if the function has another number of inputs, or none of the
   *     values is floating
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
    if (Differences.floating(values).isEmpty()) {
      throw new IllegalArgumentException(
          "GradientCheck: at least one input must be of a floating type, got "
              + values.stream().map(HostArray::type).toList());
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
          HostArray weights =
              Differences.gaussian(value.shape(), Differences.generator(seed + 1000));
          return value.times(Ops.constant(weights)).sum();
        });
  }

  /** The slope of a scalar function along one fixed random direction, as a function. */
  private NodeFunction slope(NodeFunction scalar, List<HostArray> point, int level) {
    List<HostArray> direction =
        Differences.direction(point, Differences.generator(seed + 2000 + level));
    return new NodeFunction(
        scalar.inputNames(),
        inputs -> {
          List<Integer> floating = Differences.floating(point);
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
    List<Integer> floating = Differences.floating(point);
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
            Results results = gradient.results(Differences.arrays(point));
            compare(new Differences(value, point), results, level);
          }
          return true;
        });
  }

  private void compare(Differences differences, Results results, int level) {
    RandomGenerator random = Differences.generator(seed);
    for (int i = 0; i < DIRECTIONS; i++) {
      List<HostArray> direction = Differences.direction(differences.point(), random);
      double analytic = 0;
      double squares = 0;
      for (int input : Differences.floating(differences.point())) {
        double[] gradient = gradient(results, input);
        double[] along = direction.get(input).toDoubles();
        for (int entry = 0; entry < gradient.length; entry++) {
          analytic += gradient[entry] * along[entry];
          squares += gradient[entry] * gradient[entry];
        }
      }
      double numeric = differences.slope(direction);
      double scale = Math.sqrt(squares) + FLOOR * (1 + Math.abs(results.value()));
      if (!(Math.abs(numeric - analytic) <= TOLERANCES[level - 1] * scale)) {
        throw new AssertionError(
            "gradient check, order "
                + level
                + ": along a random direction the slope is "
                + numeric
                + " by differences, "
                + analytic
                + " by the gradient; "
                + worst(differences, results));
      }
    }
  }

  private static double[] gradient(Results results, int input) {
    return HostArray.copyOf(results.array("gradient " + input)).toDoubles();
  }

  /** The entry whose slope differs most, in words. */
  private static String worst(Differences differences, Results results) {
    String text = "no single entry differs";
    double largest = 0;
    for (int input : Differences.floating(differences.point())) {
      double[] gradient = gradient(results, input);
      for (int entry = 0; entry < gradient.length; entry++) {
        double numeric = differences.slope(input, entry);
        double off = Math.abs(numeric - gradient[entry]);
        if (!(off <= largest)) {
          largest = Double.isNaN(off) ? Double.POSITIVE_INFINITY : off;
          text =
              "the entry that differs most is "
                  + Differences.place(differences.point().get(input).type().shape(), entry)
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
}
