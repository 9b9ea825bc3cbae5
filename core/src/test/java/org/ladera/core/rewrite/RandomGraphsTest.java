package org.ladera.core.rewrite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.reference.ReferenceBackend;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Random graphs of what rules look for, on the numbers where laws break: the same bits. */
class RandomGraphsTest {
  private static final int GRAPHS = 400;
  private static final int NODES = 40;
  private static final double[] SPECIAL = {
    Double.NaN,
    0.0,
    -0.0,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    1,
    -1
  };
  private static final double[] NUMBERS = {0.0, -0.0, 1, -1, 2, 0.5, -4, 3, 0.1};

  private final List<Node> nodes = new ArrayList<>();
  private SplittableRandom random = new SplittableRandom(0);

  @Test
  void simplifiedOnesHaveTheSameBits() {
    Map<String, Integer> counts = new TreeMap<>();
    for (int seed = 0; seed < GRAPHS; seed++) {
      Simplified simplified = check(seed, Long.MAX_VALUE);
      simplified.counts().forEach((rule, count) -> counts.merge(rule, count, Integer::sum));
    }
    assertTrue(counts.size() >= 25, counts::toString);
  }

  /** A graph that is rewritten in part is a graph of the same values too. */
  @Test
  void soHaveThoseThatRanOutOfFuel() {
    for (int seed = 0; seed < 60; seed++) {
      int fuel = seed % 20;
      Simplified simplified = check(seed, fuel);
      int done = simplified.counts().values().stream().mapToInt(Integer::intValue).sum();
      assertTrue(done <= fuel, () -> simplified.counts().toString());
    }
  }

  private Simplified check(int seed, long fuel) {
    random = new SplittableRandom(seed);
    nodes.clear();
    DType dtype = seed % 3 == 0 ? DType.FLOAT64 : DType.FLOAT32;
    List<Node> inputs = new ArrayList<>();
    for (Shape shape : List.of(Shape.of(3, 3), Shape.of(3), Shape.of(3, 1), Shape.scalar())) {
      inputs.add(Ops.input("x", new TensorType(dtype, shape)));
    }
    nodes.addAll(inputs);
    while (nodes.size() < NODES) {
      nodes.add(next());
    }
    List<Node> outputs = new ArrayList<>(List.of(nodes.getLast()));
    for (int i = 0; i < 6; i++) {
      outputs.add(any());
    }
    Computation before = new Computation("random", inputs, outputs, List.of(), List.of());
    Simplified simplified = Rewriter.standard().simplify(before, Fuel.of(fuel));
    assertTrue(
        Collections.disjoint(
            simplified.computation().order().stream().map(node -> node.op().name()).toList(),
            fuel == Long.MAX_VALUE ? List.of("stopGradient", "customGradient") : List.of()));
    for (int run = 0; run < 3; run++) {
      List<INDArray> arrays = inputs.stream().map(this::values).toList();
      List<INDArray> wanted = run(before, arrays);
      List<INDArray> found = run(simplified.computation(), arrays);
      assertEquals(wanted.size(), found.size());
      for (int i = 0; i < wanted.size(); i++) {
        int output = i;
        assertArrayEquals(
            bits(wanted.get(i)),
            bits(found.get(i)),
            () -> "seed " + seed + "\n" + outputs.get(output).graph());
      }
    }
    return simplified;
  }

  private static List<INDArray> run(Computation computation, List<INDArray> arrays) {
    return new ReferenceBackend().compile(computation).run(arrays);
  }

  private static long[] bits(INDArray array) {
    HostArray values = HostArray.copyOf(array);
    double[] reals = values.toDoubles();
    long[] bits = new long[reals.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Double.doubleToLongBits(reals[i]);
    }
    return bits;
  }

  private INDArray values(Node input) {
    HostArray values = HostArray.zeros(input.type());
    for (long i = 0; i < values.size(); i++) {
      boolean isSpecial = random.nextInt(4) == 0;
      values.setDouble(
          i, isSpecial ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextDouble(-2, 2));
    }
    return values.toINDArray();
  }

  private Node any() {
    return random.nextBoolean()
        ? nodes.get(nodes.size() - 1 - random.nextInt(Math.min(5, nodes.size())))
        : nodes.get(random.nextInt(nodes.size()));
  }

  private Node anyOfShape(Node like) {
    List<Node> fitting = nodes.stream().filter(node -> node.shape().equals(like.shape())).toList();
    return fitting.get(random.nextInt(fitting.size()));
  }

  private Node matrix() {
    List<Node> fitting =
        nodes.stream().filter(node -> node.shape().equals(Shape.of(3, 3))).toList();
    return fitting.get(random.nextInt(fitting.size()));
  }

  private double number() {
    return NUMBERS[random.nextInt(NUMBERS.length)];
  }

  private Node next() {
    Node x = any();
    return switch (random.nextInt(29)) {
      case 0 -> x.plus(number());
      case 1 -> x.minus(number());
      case 2 -> x.times(number());
      case 3 -> x.dividedBy(number());
      case 4 -> x.negate();
      case 5 -> x.plus(anyOfShape(x).negate());
      case 6 -> x.negate().minus(anyOfShape(x));
      case 7 -> x.pow(number());
      case 8 -> Ops.max(x, anyOfShape(x));
      case 9 -> x.times(anyOfShape(x));
      case 10 -> {
        Node mask = Ops.lessOrEqual(x, Ops.zerosLike(x));
        nodes.add(Ops.select(mask, Ops.zerosLike(x), anyOfShape(x)));
        yield Ops.select(mask, Ops.zerosLike(x), x);
      }
      case 11 -> Ops.select(Ops.not(Ops.less(x, anyOfShape(x))), x, anyOfShape(x));
      case 12 -> x.cast(DType.FLOAT64).cast(x.dtype());
      case 13 -> Ops.stopGradient(x);
      case 14 -> matrix().transpose();
      case 15 -> matrix().matmul(matrix());
      case 16 -> matrix().transpose().matmul(matrix()).transpose();
      case 17 -> x.reshape(x.shape().isScalar() ? new int[] {1} : new int[] {-1, 1});
      case 18 -> x.shape().size() == 9 ? x.reshape(3, 3) : x.reshape(-1);
      case 19 -> x.sum();
      case 20 -> x.shape().isScalar() ? x : x.sum(random.nextInt(x.shape().rank()));
      case 21 -> x.shape().isScalar() ? x : x.max(random.nextInt(x.shape().rank()));
      case 22 -> matrix().transpose().sum(random.nextInt(2));
      case 23 -> {
        Node wide = Ops.concat(1, matrix(), matrix());
        yield random.nextBoolean() ? Ops.slice(wide, 1, 1, 4) : wide.sum(0).reshape(2, 3);
      }
      case 24 -> Ops.slice(Ops.slice(Ops.pad(matrix(), 0, 1, 2), 0, 0, 6), 0, 1, 6, 2);
      case 25 -> Ops.broadcast(scalar(), Shape.of(3, 3)).times(number());
      case 26 -> matrix().plus(Ops.broadcast(scalar(), Shape.of(3)));
      case 27 -> Ops.softplus(x);
      default -> Ops.select(Ops.less(x, anyOfShape(x)), x, x.times(1));
    };
  }

  private Node scalar() {
    List<Node> fitting = nodes.stream().filter(node -> node.shape().isScalar()).toList();
    return fitting.get(random.nextInt(fitting.size()));
  }
}
