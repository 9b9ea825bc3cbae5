package org.ladera.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.core.graph.Graphs;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Op;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.DType;

/** What holds of every op: its row, its type rule, and what its gradient rule leaves out. */
class OpTableTest {
  static List<Row> rows() {
    return OpTable.ROWS;
  }

  /** The ops that the sealed type permits, through all sealed types on the way. */
  private static Stream<Class<?>> permitted(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(OpTableTest::permitted)
        : Stream.of(type);
  }

  @Test
  void everyOpHasARowAndEveryRowAnOp() {
    Set<String> ops =
        permitted(Op.class)
            .map(Class::getSimpleName)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> rows =
        OpTable.ROWS.stream().map(Row::subject).collect(Collectors.toCollection(TreeSet::new));
    assertEquals(ops, rows);
    assertTrue(ops.size() > 45, "the walk over the sealed type found too little: " + ops);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theRowIsAboutItsOp(Row row) {
    assertTrue(
        Stream.of(DType.FLOAT32, DType.FLOAT64)
            .anyMatch(floating -> subjects(row, row.build(0, floating)).findFirst().isPresent()));
  }

  /** The nodes in a graph that the row is about. */
  static Stream<Node> subjects(Row row, Node root) {
    return Graphs.topological(List.of(root)).stream().filter(node -> isSubject(row, node.op()));
  }

  private static boolean isSubject(Row row, Op op) {
    return row.subject().equals("HostOp")
        ? op instanceof HostOp
        : row.subject().equals(op.getClass().getSimpleName());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theTypeRuleGivesWhatEvaluationReturns(Row row) {
    for (DType floating : List.of(DType.FLOAT32, DType.FLOAT64)) {
      for (String backend : Runs.backends()) {
        row.atEverySample(
            sample -> {
              List<Node> built = new ArrayList<>();
              var values =
                  Runs.run(
                      backend,
                      inputs -> {
                        built.add(row.function().apply(inputs).first());
                        return built;
                      },
                      row.point(sample, floating));
              assertEquals(built.getFirst().type().strong(), values.getFirst().type(), backend);
            });
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theGradientRuleAnswersForFloatingInputsAlone(Row row) {
    row.atEverySample(
        sample ->
            subjects(row, row.build(sample, DType.FLOAT64))
                .filter(node -> node.dtype().isFloating())
                .forEach(node -> checkGradients(row, node)));
  }

  private static void checkGradients(Row row, Node node) {
    Node upstream = Ops.input("g", node.type());
    List<@Nullable Node> gradients = node.op().gradient(node, upstream);
    assertEquals(node.inputs().size(), gradients.size());
    boolean sloped = row.slope() == Row.Slope.SMOOTH || row.slope() == Row.Slope.ROUNDED;
    int first = row.subject().equals("CustomGradient") ? 1 : 0;
    for (int i = 0; i < gradients.size(); i++) {
      @Nullable Node gradient = gradients.get(i);
      if (sloped && i >= first && node.input(i).dtype().isFloating()) {
        assertTrue(gradient != null, "no gradient flows to input " + i);
        assertEquals(node.input(i).type().strong(), gradient.type().strong());
      } else {
        assertNull(gradient, "a gradient flows to input " + i);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void flatAndBlockedFunctionsHaveGradientZero(Row row) {
    if (row.slope() == Row.Slope.FLAT || row.slope() == Row.Slope.BLOCKED) {
      row.atEverySample(
          sample -> {
            List<Node> inputs = Runs.inputs(row.point(sample, DType.FLOAT64));
            Node value = row.function().apply(inputs).first();
            if (value.dtype().isFloating() && !inputs.isEmpty()) {
              List<double[]> gradients =
                  Runs.run(
                          "reference",
                          nodes -> Gradient.grad(row.function().apply(nodes).first().sum(), nodes),
                          row.point(sample, DType.FLOAT64))
                      .stream()
                      .map(gradient -> gradient.toDoubles())
                      .toList();
              gradients.forEach(
                  gradient -> assertTrue(Arrays.stream(gradient).allMatch(v -> v == 0)));
            }
          });
    }
  }
}
