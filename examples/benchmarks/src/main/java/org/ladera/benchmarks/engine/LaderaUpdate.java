package org.ladera.benchmarks.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.benchmarks.work.OptimizerKind;
import org.ladera.benchmarks.work.UpdateWork;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Parameter;
import org.ladera.optim.TrainingStep;
import org.ladera.optim.rule.Adam;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A {@link TrainingStep} whose loss is one number of the input and whose gradient is the input:
 * what remains is the update.
 */
final class LaderaUpdate implements Session {
  private final Parameter parameter;
  private final TrainingStep step;
  private final INDArray gradient;

  LaderaUpdate(UpdateWork work) {
    INDArray initial = Nd4j.createUninitialized(DataType.FLOAT, work.size());
    UpdateData.fillParameters(address(initial), work.size());
    parameter = Parameter.of("parameters", initial);
    initial.close();
    gradient = Nd4j.createUninitialized(DataType.FLOAT, work.size());
    UpdateData.fillGradients(address(gradient), work.size());
    step = TrainingStep.of(Adam.withRate(OptimizerKind.ADAM.rate()), this::loss);
  }

  private Node loss(Node x) {
    return Ops.customGradient(
        x.at(0, 0), (result, arguments, flow) -> List.<@Nullable Node>of(x.times(flow)), parameter);
  }

  private static long address(INDArray array) {
    return array.data().pointer().address();
  }

  @Override
  public double step() {
    return step.run(gradient);
  }

  @Override
  public boolean isSettled() {
    return LaderaTiers.areSettled(step.explain(gradient));
  }

  @Override
  public float[] result(int most) {
    return NativeFloats.sample(
        parameter.memory().memory().address(), parameter.memory().size(), most);
  }

  @Override
  public void close() {
    step.close();
    gradient.close();
  }
}
