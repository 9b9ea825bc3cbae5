package org.ladera.core.backend.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.core.type.DType.BOOL;
import static org.ladera.core.type.DType.FLOAT32;
import static org.ladera.core.type.DType.INT32;
import static org.ladera.core.type.DType.INT64;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.Multimaps;
import com.google.common.collect.SetMultimap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.Executable;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Op;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/** The list of exceptions is complete, true, and the one that the package page shows. */
class JavaLoopTest {
  private static final Node X = Ops.input("x", new TensorType(FLOAT32, Shape.of(2, 3)));
  private static final Node COUNTS = Ops.input("counts", new TensorType(INT32, Shape.of(2)));
  private static final Node FLAGS = Ops.input("flags", new TensorType(BOOL, Shape.of(2, 3)));
  private static final Node COUNTER = Ops.input("counter", new TensorType(INT64, Shape.scalar()));
  private static final List<Node> INPUTS = List.of(X, COUNTS, FLAGS, COUNTER);

  /** A node for every op; of one whose type matters, a node for each way. */
  private static List<Node> nodes() {
    return List.of(
        X.plus(X),
        X.minus(X),
        X.times(X),
        X.dividedBy(X),
        Ops.pow(X, X),
        Ops.max(X, X),
        Ops.min(X, X),
        X.negate(),
        Ops.abs(X),
        Ops.sign(X),
        Ops.sign(COUNTS),
        Ops.floor(X),
        Ops.round(X),
        Ops.exp(X),
        Ops.expm1(X),
        Ops.log(X),
        Ops.log1p(X),
        Ops.sqrt(X),
        Ops.sin(X),
        Ops.cos(X),
        Ops.tanh(X),
        Ops.sigmoid(X),
        Ops.erf(X),
        Ops.less(X, X),
        Ops.lessOrEqual(X, X),
        Ops.equal(X, X),
        Ops.and(FLAGS, FLAGS),
        Ops.or(FLAGS, FLAGS),
        Ops.not(FLAGS),
        Ops.select(FLAGS, X, X),
        Ops.cast(X, INT32),
        Ops.cast(COUNTS, FLOAT32),
        X,
        Ops.constant(HostArray.zeros(X.type())),
        Ops.constant(1),
        Variable.setting("rate", 1),
        Ops.broadcast(X, Shape.of(4, 2, 3)),
        X.reshape(3, 2),
        X.transpose(),
        X.slice(1, 0, 2),
        Ops.pad(X, 0, 1, 1),
        Ops.concat(0, X, X),
        Ops.gather(X, COUNTS, 0),
        Ops.scatterAdd(X, COUNTS, 0, 3),
        X.sum(),
        X.max(),
        Ops.min(X),
        Ops.argMax(X, 0),
        X.matmul(X.transpose()),
        Ops.randomBits(1, 2, 24, Shape.of(3), COUNTER),
        Ops.stopGradient(X),
        Ops.softplus(X),
        Ops.inRange(COUNTS, 3, "label"));
  }

  /** What the last step of a program of this one node is called. */
  private static String how(Node node) {
    Computation computation = new Computation("test", INPUTS, List.of(node), List.of(), List.of());
    try (Executable program = new Nd4jBackend().compile(computation)) {
      List<String> own =
          program.explain().lines().filter(line -> line.startsWith(node + "  by ")).toList();
      return own.isEmpty() ? "" : own.getLast().split("  by ", 2)[1];
    }
  }

  @Test
  void everyOpExecutesInNd4jUnlessItIsListed() {
    SetMultimap<Class<?>, String> seen = HashMultimap.create();
    for (Node node : nodes()) {
      seen.put(node.op().getClass(), how(node).split(" ", 2)[0]);
    }
    assertEquals(primitives(), seen.keySet());
    Set<Class<?>> loops = Multimaps.filterValues(seen, "java"::equals).keySet();
    assertEquals(
        Arrays.stream(JavaLoop.values()).map(JavaLoop::op).collect(Collectors.toSet()), loops);
    Set<Class<?>> both = new HashSet<>(Multimaps.filterValues(seen, "nd4j"::equals).keySet());
    both.retainAll(loops);
    assertEquals(Set.of(JavaLoop.SIGN.op(), JavaLoop.CAST.op()), both);
    assertEquals(Set.of("nd4j", "java", ""), Set.copyOf(seen.values()));
  }

  private static Set<Class<?>> primitives() {
    return permitted(Op.class).filter(op -> op != HostOp.class).collect(Collectors.toSet());
  }

  private static Stream<Class<?>> permitted(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(JavaLoopTest::permitted)
        : Stream.of(type);
  }

  @Test
  void thePackagePageShowsTheListAndNothingElse() throws IOException {
    Path page = Path.of("src/main/java/org/ladera/core/backend/nd4j/package-info.java");
    Path found = Files.exists(page) ? page : Path.of("core").resolve(page);
    String text = Files.readString(found).replace("\n *", " ").replaceAll("\\s+", " ");
    for (JavaLoop loop : JavaLoop.values()) {
      String entry = "<li>{@code " + loop.name() + "}: " + loop.reason() + " <";
      assertTrue(text.contains(entry), () -> entry + " is not in " + found);
    }
    assertEquals(JavaLoop.values().length, text.split("<li>", -1).length - 1);
  }
}
