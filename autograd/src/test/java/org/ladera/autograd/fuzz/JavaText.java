package org.ladera.autograd.fuzz;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.ladera.core.backend.Computation;
import org.ladera.core.graph.Add;
import org.ladera.core.graph.ArgMax;
import org.ladera.core.graph.Broadcast;
import org.ladera.core.graph.Cast;
import org.ladera.core.graph.Concat;
import org.ladera.core.graph.Constant;
import org.ladera.core.graph.CustomGradient;
import org.ladera.core.graph.Divide;
import org.ladera.core.graph.Elementwise;
import org.ladera.core.graph.Gather;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.InRange;
import org.ladera.core.graph.Input;
import org.ladera.core.graph.LessEqual;
import org.ladera.core.graph.Literal;
import org.ladera.core.graph.Log;
import org.ladera.core.graph.Log1p;
import org.ladera.core.graph.Matmul;
import org.ladera.core.graph.Max;
import org.ladera.core.graph.Maximum;
import org.ladera.core.graph.Min;
import org.ladera.core.graph.Minimum;
import org.ladera.core.graph.Multiply;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Pad;
import org.ladera.core.graph.Permute;
import org.ladera.core.graph.Power;
import org.ladera.core.graph.RandomBits;
import org.ladera.core.graph.ReadVariable;
import org.ladera.core.graph.Reshape;
import org.ladera.core.graph.ScatterAdd;
import org.ladera.core.graph.Slice;
import org.ladera.core.graph.StopGradient;
import org.ladera.core.graph.Subtract;
import org.ladera.core.graph.Sum;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/** Prints a program as a test, in Java. */
final class JavaText {
  private static final int MOST_ENTRIES = 3_000;

  private final FuzzProgram program;
  private final Map<Node, String> names = new HashMap<>();
  private final StringBuilder text = new StringBuilder();

  private JavaText(FuzzProgram program) {
    this.program = program;
  }

  /**
   * A method for {@link Corpus}.
   *
   * @param name the name of the method
   */
  static String method(FuzzProgram program, String name) {
    JavaText java = new JavaText(program);
    java.print(name);
    return java.text.toString();
  }

  private void print(String name) {
    Computation c = program.computation();
    text.append("  @Test\n  void ").append(name).append("() {\n");
    for (Node input : c.inputs()) {
      declare(input, "x");
    }
    for (Variable variable : program.variables()) {
      names.put(variable, "v" + program.variables().indexOf(variable));
      line("Variable " + names.get(variable), variable(variable));
    }
    for (Node node : c.order()) {
      if (!names.containsKey(node)) {
        declare(node, "n");
      }
    }
    String assignments =
        c.assignments().stream()
            .map(a -> "new Assignment(" + name(a.variable()) + ", " + name(a.value()) + ")")
            .collect(Collectors.joining(", "));
    String checks =
        c.checks().stream()
            .map(each -> "new FiniteCheck(\"the output\", " + name(each.node()) + ")")
            .collect(Collectors.joining(", "));
    line(
        "Computation computation",
        "new Computation(\"fuzz\", List.of("
            + list(c.inputs())
            + "), List.of("
            + list(c.outputs())
            + "), List.of("
            + assignments
            + "), List.of("
            + checks
            + "))");
    String layouts =
        program.layouts().stream().map(l -> "Layout." + l).collect(Collectors.joining(", "));
    String draws = program.draws().stream().map(this::draw).collect(Collectors.joining(", "));
    text.append("    assertHolds(new FuzzProgram(computation, List.of(");
    text.append(list(program.variables())).append("), List.of(").append(layouts);
    text.append("), List.of(").append(draws).append(")));\n  }\n");
  }

  private void declare(Node node, String letter) {
    String name = letter + names.size();
    line("Node " + name, expression(node));
    names.put(node, name);
  }

  private void line(String left, String right) {
    text.append("    ").append(left).append(" = ").append(right).append(";\n");
  }

  private String name(Node node) {
    return Objects.requireNonNull(names.get(node));
  }

  private String list(List<? extends Node> nodes) {
    return nodes.stream().map(this::name).collect(Collectors.joining(", "));
  }

  private String draw(Draw draw) {
    return "new Draw(List.of("
        + arrays(draw.inputs())
        + "), List.of("
        + arrays(draw.variables())
        + "))";
  }

  private static String arrays(List<HostArray> arrays) {
    return arrays.stream().map(JavaText::array).collect(Collectors.joining(", "));
  }

  private String variable(Variable variable) {
    HostArray value =
        program.draws().getFirst().variables().get(program.variables().indexOf(variable));
    return variable.type().weak()
        ? "Variable.setting(\"" + variable.name() + "\", " + number(value.getDouble(0)) + ")"
        : "Variable.of(\"" + variable.name() + "\", " + array(value) + ")";
  }

  private String expression(Node node) {
    String all = list(node.inputs().stream().filter(names::containsKey).toList());
    return switch (node.op()) {
      case Input op -> "Ops.input(\"" + op.label() + "\", " + type(op.type()) + ")";
      case Constant op -> "Ops.constant(" + array(op.value()) + ")";
      case Literal op ->
          op.type().weak()
              ? "Ops.constant(" + number(op.value()) + ")"
              : "Given.number(DType." + op.type().dtype() + ", " + number(op.value()) + ")";
      case ReadVariable _ -> throw new IllegalStateException("declared before");
      case Elementwise op -> elementwise(node, op, all);
      case Broadcast op -> "Ops.broadcast(" + all + ", " + shape(op.shape()) + ")";
      case Reshape op -> "Ops.reshape(" + all + numbers(op.shape().toArray()) + ")";
      case Permute op -> "Ops.permute(" + all + numbers(op.order().toArray()) + ")";
      case Slice op -> sliced(op, node, all);
      case Pad op -> padded(op, all);
      case Concat op -> "Ops.concat(" + op.axis() + ", " + all + ")";
      case Gather op -> "Ops.gather(" + all + ", " + op.axis() + ")";
      case ScatterAdd op -> "Ops.scatterAdd(" + all + ", " + op.axis() + ", " + op.size() + ")";
      case Sum op -> "Ops.sum(" + all + numbers(op.axes().toArray()) + ")";
      case Max op -> "Ops.max(" + all + numbers(op.axes().toArray()) + ")";
      case Min op -> "Ops.min(" + all + numbers(op.axes().toArray()) + ")";
      case ArgMax op -> "Ops.argMax(" + all + ", " + op.axis() + ")";
      case Matmul _ -> "Ops.matmul(" + all + ")";
      case RandomBits op ->
          "Ops.randomBits("
              + op.seed()
              + "L, "
              + op.stream()
              + "L, "
              + op.bits()
              + ", "
              + shape(op.shape())
              + ", "
              + all
              + ")";
      case StopGradient _ -> "Ops.stopGradient(" + all + ")";
      case CustomGradient _ ->
          "Ops.customGradient("
              + name(node.input(0))
              + ", (_, arguments, _) -> Collections.nCopies(arguments.size(), null), "
              + list(node.inputs().subList(1, node.inputs().size()))
              + ")";
      case InRange op -> "Ops.inRange(" + all + ", " + op.size() + ", \"fuzz: number\")";
      case HostOp _ -> "Ops.host(new Reversed(), " + all + ")";
    };
  }

  private String elementwise(Node node, Elementwise op, String all) {
    String function =
        switch (op) {
          case Add _ -> "plus";
          case Subtract _ -> "minus";
          case Multiply _ -> "times";
          case Divide _ -> "dividedBy";
          case Power _ -> "pow";
          case Maximum _ -> "max";
          case Minimum _ -> "min";
          case LessEqual _ -> "lessOrEqual";
          default -> op.name();
        };
    if (op instanceof Cast cast) {
      return "Ops.cast(" + all + ", DType." + cast.dtype() + ")";
    }
    boolean changes =
        (op instanceof Log && !(Ops.log(node.input(0)).op() instanceof Log))
            || (op instanceof Log1p && !(Ops.log1p(node.input(0)).op() instanceof Log1p));
    return changes
        ? "Given.plain(Ops::" + function + ", " + all + ")"
        : "Ops." + function + "(" + all + ")";
  }

  private static String sliced(Slice op, Node node, String x) {
    String result = x;
    for (int axis = 0; axis < op.starts().length(); axis++) {
      int size = node.input(0).shape().get(axis);
      int from = op.starts().get(axis);
      int to = op.limits().get(axis);
      int step = op.steps().get(axis);
      if (from != 0 || to != size || step != 1) {
        result = "Ops.slice(" + result + numbers(axis, from, to, step) + ")";
      }
    }
    return result;
  }

  private static String padded(Pad op, String x) {
    String result = x;
    for (int axis = 0; axis < op.low().length(); axis++) {
      int low = op.low().get(axis);
      int high = op.high().get(axis);
      int step = op.interior().get(axis) + 1;
      if (low + high + step > 1) {
        result = "Rebuilding.padded(" + result + numbers(axis, low, high, step) + ")";
      }
    }
    return result;
  }

  private static String numbers(int... numbers) {
    return Arrays.stream(numbers).mapToObj(each -> ", " + each).collect(Collectors.joining());
  }

  private static String type(TensorType type) {
    return "new TensorType(DType." + type.dtype() + ", " + shape(type.shape()) + ")";
  }

  private static String shape(Shape shape) {
    return Arrays.stream(shape.toArray())
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(", ", "Shape.of(", ")"));
  }

  private static String array(HostArray array) {
    DType dtype = array.type().dtype();
    String head = "DType." + dtype + ", " + shape(array.type().shape());
    if (array.size() > MOST_ENTRIES) {
      return "Given.filled(" + head + ", 0 /* too many values to print */)";
    }
    boolean isFloating = dtype.isFloating();
    StringBuilder values = new StringBuilder();
    String first = "";
    boolean same = array.size() > 3;
    for (long i = 0; i < array.size(); i++) {
      String value = isFloating ? number(array.getDouble(i)) : array.getLong(i) + "L";
      first = i == 0 ? value : first;
      same &= value.equals(first);
      values.append(", ").append(value);
    }
    if (same) {
      return "Given.filled(" + head + ", " + first + ")";
    }
    return "HostArray." + (isFloating ? "ofDoubles" : "ofLongs") + "(" + head + values + ")";
  }

  private static String number(double value) {
    if (Double.isFinite(value)) {
      return String.valueOf(value);
    }
    String name =
        Double.isNaN(value) ? "NaN" : value > 0 ? "POSITIVE_INFINITY" : "NEGATIVE_INFINITY";
    return "Double." + name;
  }
}
