package org.ladera.benchmarks.engine;

import java.util.List;
import org.ladera.core.backend.Compiled;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A compiled program that writes into an array that is there. */
final class LaderaProgram implements Session {
  private final Compiled program;
  private final INDArray[] inputs;
  private final INDArray[] results;

  LaderaProgram(Compiled program, List<INDArray> inputs) {
    this.program = program;
    this.inputs = inputs.toArray(INDArray[]::new);
    this.results = new INDArray[] {program.run(this.inputs)};
  }

  static long address(INDArray array) {
    return array.data().pointer().address() + array.offset() * array.data().getElementSize();
  }

  @Override
  public double step() {
    program.runInto(results, inputs);
    return 0;
  }

  @Override
  public boolean isSettled() {
    return LaderaTiers.areSettled(program.explain(inputs));
  }

  @Override
  public float[] result(int most) {
    INDArray result = results[0];
    long address = address(result);
    int bytes = result.dataType().width();
    if (result.dataType().isFPType()) {
      return bytes == Double.BYTES
          ? NativeFloats.sampleDoubles(address, result.length(), most)
          : NativeFloats.sample(address, result.length(), most);
    }
    return OpArrays.sample(address, result.length(), most, OpArrays.Width.of(bytes));
  }

  @Override
  public String explain() {
    return program.explain(inputs);
  }

  @Override
  public void close() {
    program.close();
    for (INDArray array : inputs) {
      array.close();
    }
    results[0].close();
  }
}
