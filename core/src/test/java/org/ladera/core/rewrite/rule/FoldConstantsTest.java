package org.ladera.core.rewrite.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.ladera.core.rewrite.rule.RuleCheck.fires;
import static org.ladera.core.rewrite.rule.RuleCheck.floats;
import static org.ladera.core.rewrite.rule.RuleCheck.repeated;
import static org.ladera.core.rewrite.rule.RuleCheck.staysOut;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Constant;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.Literal;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

class FoldConstantsTest {
  private final Rule rule = new FoldConstants();

  private static Node constant(DType dtype, int size) {
    return Ops.constant(RuleCheck.values(new TensorType(dtype, Shape.of(size)), 0, 1));
  }

  @Test
  void numbersAreNumbers() {
    Node after = fires(rule, Ops.constant(0.1).cast(DType.FLOAT32));
    assertEquals((double) 0.1f, assertInstanceOf(Literal.class, after.op()).value());
    fires(rule, Ops.minus(Ops.constant(1), Ops.constant(0.9)));
    fires(rule, Ops.log(Ops.constant(-1)));
    fires(rule, Ops.constant(0).negate());
    fires(rule, Ops.less(Ops.constant(1), Ops.constant(2)));
  }

  @Test
  void arraysAreArrays() {
    Node x = constant(DType.FLOAT32, 256);
    assertInstanceOf(Constant.class, fires(rule, x.times(x)).op());
    fires(rule, x.minus(repeated(3, x)));
    fires(rule, constant(DType.INT32, 9).cast(DType.INT64));
    fires(rule, constant(DType.FLOAT64, 9).reshape(3, 3));
    fires(rule, constant(DType.INT32, 9).sum());
  }

  @Test
  void whatABackendComputesInBitsOfItsOwnStays() {
    Node x = constant(DType.FLOAT32, 9);
    staysOut(rule, Ops.exp(x));
    staysOut(rule, Ops.pow(x, x));
    staysOut(rule, x.sum());
    staysOut(rule, x.reshape(3, 3).matmul(x.reshape(3, 3)));
    fires(rule, Ops.exp(constant(DType.FLOAT64, 9)));
  }

  @Test
  void equalEntriesAreARepeatedNumber() {
    Node ones = Ops.constant(HostArray.ofDoubles(DType.FLOAT32, Shape.of(2, 2), 1, 1, 1, 1));
    assertEquals(1.0, Rewrites.known(fires(rule, ones)));
    assertEquals(-1.0, Rewrites.known(fires(rule, ones.negate())));
    staysOut(rule, Ops.constant(HostArray.ofDoubles(DType.FLOAT64, Shape.of(2), 0.0, -0.0)));
    Node large = Ops.constant(HostArray.ofLongs(DType.INT64, Shape.scalar(), (1L << 53) + 1));
    staysOut(rule, large);
    assertInstanceOf(Constant.class, fires(rule, large.plus(0)).op());
  }

  @Test
  void whatIsLargeOrUnknownStays() {
    Node large = constant(DType.FLOAT32, 257);
    staysOut(rule, large);
    staysOut(rule, large.negate());
    staysOut(rule, large.sum());
    staysOut(rule, floats(3).negate());
    staysOut(rule, floats(3).plus(repeated(1, floats(3))));
    staysOut(rule, Ops.constant(1).broadcastTo(Shape.of(3)));
    staysOut(rule, Ops.constant(HostArray.zeros(new TensorType(DType.FLOAT32, Shape.of(0)))));
  }

  /** A run must fail as it is written, and a user's op run as often as it is written. */
  @Test
  void whatCanFailOrBeNoticedStays() {
    Node x = constant(DType.FLOAT32, 4);
    Node index = Ops.constant(HostArray.ofLongs(DType.INT32, Shape.of(1), 7));
    staysOut(rule, Ops.inRange(index, 3, "label"));
    staysOut(rule, Ops.gather(x, index, 0));
    staysOut(rule, Ops.host(new Same(), x));
  }

  private record Same() implements HostOp {
    @Override
    public INDArray run(List<INDArray> inputs) {
      return inputs.getFirst().dup();
    }

    @Override
    public TensorType type(List<Node> inputs) {
      return inputs.getFirst().type();
    }
  }
}
