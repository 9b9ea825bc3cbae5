package org.ladera.autograd;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.core.graph.CustomGradient;
import org.ladera.core.graph.Graphs;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.NodeFunction;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Pullback;
import org.ladera.core.type.DType;

/** The teeth of the gradient check: every rule that is off by one part in ten thousand fails it. */
class MutationTest {
  private static final double OFF = 1 + 1e-4;

  /** The nodes in a graph whose rules are tried. */
  @FunctionalInterface
  interface Subjects {
    Stream<Node> of(Row row, Node root);
  }

  /** A rule that is wrong for some inputs of an op. */
  record Mutant(Row row, Subjects subjects, String inputs, IntPredicate wrong) {
    @Override
    public String toString() {
      return row + ", gradient of " + inputs;
    }

    /** The function of the row, with the gradients of its op to some inputs changed. */
    NodeFunction with(UnaryOperator<Node> change) {
      return new NodeFunction(
          row.function().inputNames(),
          inputs -> {
            Node value = row.function().apply(inputs).first();
            Node subject = last(subjects.of(row, value));
            Pullback pullback = (result, arguments, g) -> changed(subject, g, change);
            Node twin =
                Ops.customGradient(subject, pullback, subject.inputs().toArray(Node[]::new));
            return Graphs.replace(List.of(value), Map.of(subject, twin)).getFirst();
          });
    }

    private List<@Nullable Node> changed(Node subject, Node g, UnaryOperator<Node> change) {
      List<@Nullable Node> gradients = new ArrayList<>(subject.op().gradient(subject, g));
      for (int i = 0; i < gradients.size(); i++) {
        @Nullable Node gradient = gradients.get(i);
        if (gradient != null && wrong.test(i)) {
          gradients.set(i, change.apply(gradient));
        }
      }
      return gradients;
    }
  }

  /** Every differentiable op, wrong for each input alone and for all at once. */
  static Stream<Mutant> mutants() {
    return OpTable.ROWS.stream()
        .filter(row -> row.slope() == Row.Slope.SMOOTH && !row.subject().equals("Input"))
        .flatMap(row -> mutants(row, OpTableTest::subjects));
  }

  /** Every composition with a gradient of its own. */
  static Stream<Mutant> compositions() {
    return FunctionTable.ROWS.stream()
        .filter(row -> own(row, row.build(0, DType.FLOAT64)).findAny().isPresent())
        .flatMap(row -> mutants(row, MutationTest::own));
  }

  private static Stream<Node> own(Row row, Node root) {
    return Graphs.topological(List.of(root)).stream()
        .filter(node -> node.op() instanceof CustomGradient);
  }

  private static Stream<Mutant> mutants(Row row, Subjects subjects) {
    Node value = row.build(0, DType.FLOAT64);
    if (value.shape().size() == 0) {
      return Stream.of();
    }
    Node subject = last(subjects.of(row, value));
    List<@Nullable Node> gradients = subject.op().gradient(subject, Ops.onesLike(subject));
    List<Integer> sloped =
        IntStream.range(0, gradients.size())
            .filter(i -> gradients.get(i) != null && isVaried(subject.input(i)))
            .boxed()
            .toList();
    assertTrue(!sloped.isEmpty(), row + " has no gradient to be wrong");
    Stream<Mutant> single =
        sloped.stream().map(input -> new Mutant(row, subjects, "input " + input, i -> i == input));
    return sloped.size() == 1
        ? single
        : Stream.concat(single, Stream.of(new Mutant(row, subjects, "all inputs", i -> true)));
  }

  /** Whether a node depends on an input, rather than on numbers of the formula alone. */
  private static boolean isVaried(Node node) {
    return Graphs.topological(List.of(node)).stream()
        .anyMatch(each -> each.op().getClass().getSimpleName().equals("Input"));
  }

  private static Node last(Stream<Node> nodes) {
    return nodes.reduce((first, second) -> second).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource({"mutants", "compositions"})
  void theRuleItselfOff(Mutant mutant) {
    NodeFunction function = mutant.with(g -> g.times(OFF));
    assertFails(mutant, "order 1", function, 1);
  }

  /** The gradient is right, but its own gradient is not: order 1 passes, and order 2 must not. */
  @ParameterizedTest
  @MethodSource({"mutants", "compositions"})
  void theDerivativeOfTheRuleOff(Mutant mutant) {
    NodeFunction function = BatteryTest.bent(mutant.with(MutationTest::wronglyDerived));
    assertFails(mutant, "order 2", function, 2);
  }

  private static Node wronglyDerived(Node gradient) {
    Pullback off =
        (result, arguments, g) -> Collections.<@Nullable Node>singletonList(g.times(OFF));
    return Ops.customGradient(gradient, off, gradient);
  }

  /** At one of the row's samples, which the battery checks one by one. */
  private static void assertFails(Mutant mutant, String at, NodeFunction function, int order) {
    GradientCheck check = GradientCheck.of(function).order(order);
    for (int sample = 0; sample < mutant.row.samples().size(); sample++) {
      try {
        check.at(Differences.arrays(mutant.row.point(sample, DType.FLOAT64)));
      } catch (AssertionError failure) {
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.startsWith("gradient check, " + at + ":"), message);
        return;
      }
    }
    fail(mutant + " survives");
  }
}
