package org.ladera.core.backend.cpu;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.List;
import org.ladera.core.backend.cpu.lower.Sharing;
import org.ladera.core.backend.cpu.pool.Pool;
import org.ladera.core.backend.cpu.run.Equipment;
import org.ladera.core.backend.cpu.run.Peaks;
import org.ladera.core.backend.cpu.tier.Kernels;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.memory.NativeBudget;
import org.ladera.core.plan.Plan;
import org.ladera.core.program.Body;
import org.ladera.core.program.Buffer;
import org.ladera.core.program.Commit;
import org.ladera.core.program.Header;
import org.ladera.core.program.Loop;
import org.ladera.core.program.Program;
import org.ladera.core.program.Step;
import org.ladera.core.program.Storage;
import org.ladera.core.program.Stream;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/** Builds programs by hand. */
final class Programs {
  private final List<Buffer> buffers = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<Commit> commits = new ArrayList<>();
  private final List<Integer> flags = new ArrayList<>();
  private final List<TensorType> inputs = new ArrayList<>();
  private final List<TensorType> outputs = new ArrayList<>();
  private final List<Variable> states = new ArrayList<>();
  private final List<Node> calls = new ArrayList<>();
  private final List<Plan.Complaint> complaints = new ArrayList<>();
  private long arena;

  static Header header(String label) {
    return new Header(label, List.of());
  }

  static ImmutableLongArray longs(long... values) {
    return ImmutableLongArray.copyOf(values);
  }

  /** The strides of a dense array. */
  static long[] dense(long... sizes) {
    long[] strides = new long[sizes.length];
    long stride = 1;
    for (int i = sizes.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= sizes[i];
    }
    return strides;
  }

  static Stream stream(int buffer, long offset, long... strides) {
    return new Stream(buffer, offset, longs(strides));
  }

  static Loop loop(
      long[] extents, int rowAxes, int totalAxes, List<Stream> streams, Body body, Loop... finish) {
    return new Loop(
        header("loop"), longs(extents), rowAxes, totalAxes, streams, body, List.of(finish));
  }

  int input(DType dtype, int... sizes) {
    inputs.add(new TensorType(dtype, Shape.of(sizes)));
    return add(dtype, new Storage.Input(inputs.size() - 1), sizes);
  }

  int output(DType dtype, int... sizes) {
    outputs.add(new TensorType(dtype, Shape.of(sizes)));
    return add(dtype, new Storage.Output(outputs.size() - 1), sizes);
  }

  int arena(DType dtype, int... sizes) {
    int id = add(dtype, new Storage.Arena(arena), sizes);
    arena += Math.ceilDiv(buffers.get(id).bytes() + 64, 64) * 64;
    return id;
  }

  int tile(DType dtype, int... sizes) {
    return add(dtype, new Storage.Tile(), sizes);
  }

  int state(Variable variable) {
    states.add(variable);
    return add(variable.dtype(), new Storage.State(states.size() - 1), variable.shape().toArray());
  }

  int flag() {
    int id = arena(DType.INT32);
    flags.add(id);
    return id;
  }

  private int add(DType dtype, Storage storage, int... sizes) {
    int id = buffers.size();
    buffers.add(new Buffer(id, dtype, Shape.of(sizes), storage, "b" + id));
    return id;
  }

  Programs step(Step step) {
    steps.add(step);
    return this;
  }

  Programs commit(int state, int source) {
    commits.add(new Commit(state, source, "state " + state));
    return this;
  }

  int call(Node node) {
    calls.add(node);
    return calls.size() - 1;
  }

  int complaint(Plan.Complaint complaint) {
    complaints.add(complaint);
    return complaints.size() - 1;
  }

  Plan plan() {
    Program program =
        new Program("test", buffers, steps, commits, ImmutableIntArray.copyOf(flags), arena);
    return new Plan(program, states, List.of(), calls, complaints, List.of());
  }

  CpuExecutable executable(int threads) {
    return executable(threads, threads == 3 ? Sharing.always() : Sharing.usual());
  }

  /** One whose steps are measured. */
  CpuExecutable measured(int threads) {
    Pool pool = Pool.shared(threads);
    return executable(
        new Equipment(
            new Kernels(true, false),
            pool,
            Sharing.usual(),
            NativeBudget.shared(),
            new Peaks(pool)));
  }

  private CpuExecutable executable(int threads, Sharing sharing) {
    return executable(threads, sharing, NativeBudget.shared());
  }

  /** One whose memory counts in a budget. */
  CpuExecutable executable(int threads, Sharing sharing, NativeBudget budget) {
    return executable(
        new Equipment(new Kernels(true, false), Pool.shared(threads), sharing, budget, null));
  }

  private CpuExecutable executable(Equipment equipment) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      names.add("input " + i);
    }
    Signature signature = new Signature("test", names, inputs, outputs);
    return new CpuExecutable(plan(), signature, equipment);
  }

  /** Runs once and closes. */
  List<HostArray> run(int threads, HostArray... arrays) {
    try (CpuExecutable executable = executable(threads)) {
      return executable.run(List.of(arrays).stream().map(HostArray::toINDArray).toList()).stream()
          .map(HostArray::copyOf)
          .toList();
    }
  }
}
