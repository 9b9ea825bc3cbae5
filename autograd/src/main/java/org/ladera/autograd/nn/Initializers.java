package org.ladera.autograd.nn;

import java.util.Arrays;
import org.ladera.core.random.PhiloxRandom;
import org.ladera.core.type.Shape;

/**
 * Where first values come from, for static import. They print as they are written.
 *
 * <p>The scaled ones go by the number of numbers that a unit reads, {@code in}, and that read a
 * unit, {@code out}: the sizes of a weight {@code [in, out]}. The leading axes of a weight of a
 * higher rank are a receptive field, whose size multiplies both; a vector counts as both. None of
 * them cuts its normal distribution.
 */
public final class Initializers {
  private static final double CUT = 2;

  private Initializers() {}

  /** {@return zeros} */
  public static Initializer zeros() {
    return new Filled("zeros()", 0);
  }

  /** {@return ones} */
  public static Initializer ones() {
    return new Filled("ones()", 1);
  }

  /**
   * {@return one number everywhere}
   *
   * @param value the number
   */
  public static Initializer filled(double value) {
    return new Filled("filled(" + value + ")", value);
  }

  /**
   * {@return numbers that are uniform over an interval}
   *
   * @param low the lower bound
   * @param high the upper bound
   * @throws IllegalArgumentException if the bounds are not finite or in the wrong order
   */
  public static Initializer uniform(double low, double high) {
    if (!(low <= high && Double.isFinite(high - low))) {
      throw new IllegalArgumentException(
          "uniform: low must not be above high, both finite, got " + low + " and " + high);
    }
    return new Uniform(low, high);
  }

  /**
   * {@return numbers of a normal distribution}
   *
   * @param mean its mean
   * @param deviation its standard deviation
   * @throws IllegalArgumentException if one is not finite, or the deviation negative
   */
  public static Initializer normal(double mean, double deviation) {
    checkNormal("normal", mean, deviation);
    return new Normal(mean, deviation);
  }

  /**
   * {@return numbers of a normal distribution without what is more than two deviations from the
   * mean, which is drawn again}
   *
   * <p>The deviation is that of the distribution before the cut, as in PyTorch and TensorFlow: the
   * numbers themselves have 0.8796 of it.
   *
   * @param mean its mean
   * @param deviation its standard deviation before the cut
   * @throws IllegalArgumentException if one is not finite, or the deviation negative
   */
  public static Initializer truncatedNormal(double mean, double deviation) {
    checkNormal("truncatedNormal", mean, deviation);
    return new TruncatedNormal(mean, deviation);
  }

  private static void checkNormal(String name, double mean, double deviation) {
    if (!(Double.isFinite(mean) && deviation >= 0 && Double.isFinite(deviation))) {
      throw new IllegalArgumentException(
          name
              + ": mean must be finite, deviation finite and not negative, got "
              + mean
              + " and "
              + deviation);
    }
  }

  /**
   * {@return uniform numbers of variance 2 / (in + out), also called Xavier: bound √(6 / (in +
   * out)). Glorot and Bengio 2010, equation 16}
   */
  public static Initializer glorotUniform() {
    return new Scaled("glorotUniform()", 1, Fan.MEAN, false);
  }

  /**
   * {@return normal numbers of variance 2 / (in + out), also called Xavier. Glorot and Bengio 2010,
   * equation 12}
   */
  public static Initializer glorotNormal() {
    return new Scaled("glorotNormal()", 1, Fan.MEAN, true);
  }

  /**
   * {@return uniform numbers of variance 2 / in, for relu, also called Kaiming: bound √(6 / in).
   * He, Zhang, Ren and Sun 2015, arXiv 1502.01852, equation 10}
   */
  public static Initializer heUniform() {
    return new Scaled("heUniform()", 2, Fan.IN, false);
  }

  /**
   * {@return normal numbers of variance 2 / in, for relu, also called Kaiming. He, Zhang, Ren and
   * Sun 2015, arXiv 1502.01852, equation 10}
   */
  public static Initializer heNormal() {
    return new Scaled("heNormal()", 2, Fan.IN, true);
  }

  /**
   * {@return uniform numbers of variance 1 / in, for tanh and selu: bound √(3 / in). LeCun, Bottou,
   * Orr and Müller 1998, Efficient BackProp, section 4.6}
   */
  public static Initializer lecunUniform() {
    return new Scaled("lecunUniform()", 1, Fan.IN, false);
  }

  /**
   * {@return normal numbers of variance 1 / in, for tanh and selu. LeCun, Bottou, Orr and Müller
   * 1998, Efficient BackProp, section 4.6}
   */
  public static Initializer lecunNormal() {
    return new Scaled("lecunNormal()", 1, Fan.IN, true);
  }

  /**
   * {@return a matrix whose shorter side consists of vectors of length gain at right angles,
   * uniform among all such; the leading axes of a weight of a higher rank together are the rows.
   * Saxe, McClelland and Ganguli 2013, arXiv 1312.6120}
   *
   * @param gain the length, 1 for linear layers, often √2 for relu
   * @throws IllegalArgumentException if the gain is not finite
   */
  public static Initializer orthogonal(double gain) {
    if (!Double.isFinite(gain)) {
      throw new IllegalArgumentException("orthogonal: gain must be finite, got " + gain);
    }
    return new Orthogonal(gain);
  }

  private static double[] empty(Shape shape) {
    return new double[Math.toIntExact(shape.size())];
  }

  private record Filled(String text, double value) implements Initializer {
    @Override
    public double[] values(Shape shape, PhiloxRandom random) {
      double[] values = empty(shape);
      Arrays.fill(values, value);
      return values;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private record Uniform(double low, double high) implements Initializer {
    @Override
    public double[] values(Shape shape, PhiloxRandom random) {
      double[] values = empty(shape);
      for (int i = 0; i < values.length; i++) {
        values[i] = low + (high - low) * random.nextUniform();
      }
      return values;
    }

    @Override
    public String toString() {
      return "uniform(" + low + ", " + high + ")";
    }
  }

  private record Normal(double mean, double deviation) implements Initializer {
    @Override
    public double[] values(Shape shape, PhiloxRandom random) {
      double[] values = empty(shape);
      for (int i = 0; i < values.length; i++) {
        values[i] = mean + deviation * random.nextGaussian();
      }
      return values;
    }

    @Override
    public String toString() {
      return "normal(" + mean + ", " + deviation + ")";
    }
  }

  private record TruncatedNormal(double mean, double deviation) implements Initializer {
    @Override
    public double[] values(Shape shape, PhiloxRandom random) {
      double[] values = empty(shape);
      for (int i = 0; i < values.length; i++) {
        double gaussian = random.nextGaussian();
        while (Math.abs(gaussian) > CUT) {
          gaussian = random.nextGaussian();
        }
        values[i] = mean + deviation * gaussian;
      }
      return values;
    }

    @Override
    public String toString() {
      return "truncatedNormal(" + mean + ", " + deviation + ")";
    }
  }

  private enum Fan {
    IN,
    MEAN;

    double of(Shape shape) {
      if (shape.rank() < 2) {
        return shape.size();
      }
      double in = shape.size() / (double) shape.last();
      double out = shape.size() / (double) shape.get(-2);
      return this == IN ? in : (in + out) / 2;
    }
  }

  /** Numbers of mean 0 and variance scale / fan. */
  private record Scaled(String text, double scale, Fan fan, boolean isNormal)
      implements Initializer {
    @Override
    public double[] values(Shape shape, PhiloxRandom random) {
      if (shape.size() == 0) {
        return new double[0];
      }
      double deviation = Math.sqrt(scale / fan.of(shape));
      double bound = Math.sqrt(3) * deviation;
      Initializer plain = isNormal ? new Normal(0, deviation) : new Uniform(-bound, bound);
      return plain.values(shape, random);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
