package org.ladera.core.backend.nd4j;

import java.util.function.Supplier;
import org.nd4j.linalg.api.ops.BaseTransformOp;
import org.nd4j.linalg.api.ops.impl.transforms.any.Assign;
import org.nd4j.linalg.api.ops.impl.transforms.bool.BooleanNot;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.same.Abs;
import org.nd4j.linalg.api.ops.impl.transforms.same.Floor;
import org.nd4j.linalg.api.ops.impl.transforms.same.Negative;
import org.nd4j.linalg.api.ops.impl.transforms.same.Sign;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Cos;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Rint;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sin;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;

/**
 * A function of one operand that ND4J computes as we mean it.
 *
 * @param op makes a call of it
 */
record Transform(Supplier<? extends BaseTransformOp> op) {
  static final Transform NEGATE = new Transform(Negative::new);
  static final Transform ABS = new Transform(Abs::new);
  static final Transform SIGN = new Transform(Sign::new);
  static final Transform FLOOR = new Transform(Floor::new);
  // ND4J's "round" takes halves away from zero; "rint" takes them to the even neighbor.
  static final Transform ROUND = new Transform(Rint::new);
  static final Transform EXP = new Transform(Exp::new);
  static final Transform LOG = new Transform(Log::new);
  static final Transform SQRT = new Transform(Sqrt::new);
  static final Transform SIN = new Transform(Sin::new);
  static final Transform COS = new Transform(Cos::new);
  static final Transform TANH = new Transform(Tanh::new);
  static final Transform SIGMOID = new Transform(Sigmoid::new);
  static final Transform ERF = new Transform(Erf::new);
  static final Transform NOT = new Transform(BooleanNot::new);
  static final Transform CAST = new Transform(Assign::new);

  Step step(Operand input, Block output) {
    return Calls.transform(op, input.vector(), output.vector());
  }
}
