package org.ladera.benchmarks.engine;

import java.util.ArrayList;
import java.util.List;
import org.ladera.benchmarks.work.LossKind;
import org.ladera.benchmarks.work.StepData;
import org.ladera.benchmarks.work.StepWork;
import org.tensorflow.Result;
import org.tensorflow.Tensor;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * TensorFlow in graph mode: one run of a session a step, which fetches the loss and updates. What
 * is computed is in {@link TensorflowGraph}, and the optimizers are in {@link TensorflowUpdates}.
 * Its Adam adds ε before the bias is corrected, its RMSprop adds it inside the root.
 */
final class TensorflowEngine implements Engine {
  private static final String BETWEEN = "ladera.tensorflow.between";
  private static final String INSIDE = "ladera.tensorflow.inside";

  @Override
  public String name() {
    return "tensorflow";
  }

  @Override
  public List<Setting> settings(int cores) {
    List<Setting> settings = new ArrayList<>();
    for (int threads : Setting.threads(cores)) {
      Setting plain = Setting.of(threads).unwatched().property(INSIDE, String.valueOf(threads));
      settings.add(plain.labeled("operations in the caller's").property(BETWEEN, "-1"));
      settings.add(
          plain.labeled("as many operations at once").property(BETWEEN, String.valueOf(threads)));
    }
    return settings.stream().map(setting -> setting.variable("TF_CPP_MIN_LOG_LEVEL", "3")).toList();
  }

  @Override
  public StepWork counterpart(StepWork work) {
    return switch (work.optimizer()) {
      case ADAM, ADAMW -> work.with(StepWork.Root.HAT);
      case RMSPROP -> work.with(StepWork.Root.INSIDE);
      default -> work;
    };
  }

  @Override
  public boolean isOfJava() {
    return false;
  }

  @Override
  public String version() {
    return "TensorFlow " + TensorFlow.version() + ", Java " + Jars.version("tensorflow-core-api");
  }

  @Override
  public Session open(StepWork work) throws LackingException {
    StepData data = new StepData(work);
    Network network = new Network(work, data);
    Tensor rows = matrix(data.features(), work.batch(), work.in(0));
    Tensor truth =
        work.loss().target() == LossKind.Target.CLASSES
            ? TInt32.vectorOf(data.classes())
            : matrix(data.targets(), work.batch(), work.outputs());
    return () -> network.step(rows, truth);
  }

  @Override
  public Learner learner(StepWork work) throws LackingException {
    return new Network(work, new StepData(work));
  }

  /** A graph, and the session that runs it. */
  private static final class Network implements Learner {
    private final StepWork work;
    private final TensorflowGraph graph;
    private final org.tensorflow.Session session;

    Network(StepWork work, StepData data) throws LackingException {
      this.work = work;
      graph = new TensorflowGraph(work, data);
      session = graph.session(configuration());
    }

    double step(Tensor rows, Tensor truth) {
      try (Result result =
          session.runner().feed(graph.x(), rows).feed(graph.y(), truth).fetch(graph.step()).run()) {
        return ((TFloat32) result.get(0)).getFloat();
      }
    }

    @Override
    public void learn(float[] features, int[] classes) {
      try (Tensor rows = matrix(features, work.batch(), work.in(0));
          Tensor truth = TInt32.vectorOf(classes)) {
        step(rows, truth);
      }
    }

    @Override
    public float[] scores(float[] features, int rows) {
      float[] told = new float[rows * work.outputs()];
      try (Tensor given = matrix(features, rows, work.in(0));
          Result result = session.runner().feed(graph.x(), given).fetch(graph.scores()).run()) {
        ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(told);
      }
      return told;
    }
  }

  private static ConfigProto configuration() {
    return ConfigProto.newBuilder()
        .setInterOpParallelismThreads(Integer.getInteger(BETWEEN, -1))
        .setIntraOpParallelismThreads(Integer.getInteger(INSIDE, 1))
        .build();
  }

  private static TFloat32 matrix(float[] values, int rows, int columns) {
    return TFloat32.tensorOf(Shape.of(rows, columns), DataBuffers.of(values, true, false));
  }
}
