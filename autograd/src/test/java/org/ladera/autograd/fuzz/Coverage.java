package org.ladera.autograd.fuzz;

import com.google.common.base.Strings;
import com.google.common.collect.HashMultiset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.ladera.core.graph.Broadcast;
import org.ladera.core.graph.Cast;
import org.ladera.core.graph.Constant;
import org.ladera.core.graph.Input;
import org.ladera.core.graph.Literal;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Op;
import org.ladera.core.graph.RandomBits;
import org.ladera.core.graph.ReadVariable;
import org.ladera.core.graph.Reshape;
import org.ladera.core.graph.Select;
import org.ladera.core.type.DType;

/** Counts how often each op was met, by the type and rank of its operand and where that lay. */
final class Coverage {
  enum Kind {
    INPUT,
    VARIABLE,
    CONSTANT,
    LITERAL,
    COMPUTED
  }

  private static final String CAST = "Cast to ";
  private static final int NAME = 15;
  private static final int COLUMN = 9;
  private static final Set<String> LEAVES = Set.of("Input", "ReadVariable", "Constant", "Literal");

  private final HashMultiset<String> cells = HashMultiset.create();
  private int programs;
  private long nodes;
  private int withAssignments;

  void count(FuzzProgram program) {
    programs++;
    withAssignments += program.computation().assignments().isEmpty() ? 0 : 1;
    for (Node node : program.computation().order()) {
      nodes++;
      count(node);
    }
  }

  private void count(Node node) {
    String name = name(node);
    boolean isSource = node.inputs().isEmpty() || node.op() instanceof RandomBits;
    Node operand = isSource ? node : node.input(node.op() instanceof Select ? 1 : 0);
    cells.add(cell(name, type(operand.dtype())));
    cells.add(cell(name, rank(operand.shape().rank())));
    for (Node input : node.inputs()) {
      cells.add(cell(name, storage(kind(input))));
    }
  }

  private static String cell(String op, String column) {
    return op + "/" + column;
  }

  private static String type(DType dtype) {
    return dtype.label();
  }

  private static String rank(int rank) {
    return "rank " + Math.min(rank, Chance.MAX_RANK);
  }

  private static String storage(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String name(Node node) {
    Op op = node.op();
    return op instanceof Cast cast ? CAST + cast.dtype().label() : op.getClass().getSimpleName();
  }

  /** Where an operand lies, seen through what only repeats it or gives it another shape. */
  private static Kind kind(Node node) {
    Node source = node;
    while (source.op() instanceof Broadcast
        || source.op() instanceof Reshape
        || (source.op() instanceof Cast && source.input(0).type().weak())) {
      source = source.input(0);
    }
    return switch (source.op()) {
      case Input _ -> Kind.INPUT;
      case ReadVariable _ -> Kind.VARIABLE;
      case Constant _ -> Kind.CONSTANT;
      case Literal _ -> Kind.LITERAL;
      default -> Kind.COMPUTED;
    };
  }

  /** The cells that may not be empty and are; and the ops that were never met. */
  List<String> gaps(Set<String> ops) {
    List<String> wanted = new ArrayList<>();
    for (String op : ops) {
      taken(op).forEach(dtype -> wanted.add(cell(op, type(dtype))));
      int most = op.equals("Literal") ? 0 : Chance.MAX_RANK;
      for (int rank = leastRank(op); rank <= most; rank++) {
        wanted.add(cell(op, rank(rank)));
      }
      kinds(op).forEach(kind -> wanted.add(cell(op, storage(kind))));
    }
    return wanted.stream().filter(cell -> !cells.contains(cell)).toList();
  }

  private static Set<DType> taken(String op) {
    Set<DType> numbers = EnumSet.complementOf(EnumSet.of(DType.BOOL));
    return switch (op) {
      case "Add", "Subtract", "Multiply", "Maximum", "Minimum", "Negate", "Abs", "Sign" -> numbers;
      case "Sum", "Max", "Min", "ArgMax", "ScatterAdd", "Literal" -> numbers;
      case "And", "Or", "Not" -> EnumSet.of(DType.BOOL);
      case "InRange", "RandomBits" -> EnumSet.of(DType.INT32, DType.INT64);
      case "Less", "LessEqual", "Equal", "Select" -> EnumSet.allOf(DType.class);
      case "Input", "ReadVariable", "Constant" -> EnumSet.allOf(DType.class);
      case "Broadcast", "Reshape", "Permute", "Slice", "Pad", "Concat", "Gather" ->
          EnumSet.allOf(DType.class);
      case "StopGradient", "CustomGradient", "Reversed" -> EnumSet.allOf(DType.class);
      default -> op.startsWith(CAST) ? others(op) : EnumSet.of(DType.FLOAT32, DType.FLOAT64);
    };
  }

  /** What is of the type already is not cast; but a weak float64 is, to a strong one. */
  private static Set<DType> others(String cast) {
    Set<DType> types = EnumSet.allOf(DType.class);
    types.removeIf(dtype -> dtype != DType.FLOAT64 && cast.equals(CAST + dtype.label()));
    return types;
  }

  private static int leastRank(String op) {
    return switch (op) {
      case "Slice", "Pad", "Concat", "Gather", "Sum", "Max", "Min" -> 1;
      case "ArgMax" -> 1;
      case "Matmul" -> 2;
      default -> 0;
    };
  }

  /** There is no bool literal, and a leaf has no operand. */
  private static Set<Kind> kinds(String op) {
    if (LEAVES.contains(op)) {
      return EnumSet.noneOf(Kind.class);
    }
    boolean isBool = op.equals("And") || op.equals("Or") || op.equals("Not");
    return isBool ? EnumSet.complementOf(EnumSet.of(Kind.LITERAL)) : EnumSet.allOf(Kind.class);
  }

  /** The tables as text. */
  @Override
  public String toString() {
    List<String> columns = new ArrayList<>();
    for (DType dtype : DType.values()) {
      columns.add(type(dtype));
    }
    for (int rank = 0; rank <= Chance.MAX_RANK; rank++) {
      columns.add(rank(rank));
    }
    for (Kind kind : Kind.values()) {
      columns.add(storage(kind));
    }
    StringBuilder text = new StringBuilder();
    text.append(programs).append(" programs, ").append(nodes).append(" nodes, ");
    text.append(withAssignments).append(" with assignments\n");
    text.append(Strings.padEnd("operand", NAME, ' '));
    columns.forEach(column -> text.append(Strings.padStart(column, COLUMN, ' ')));
    for (String op : allOps()) {
      text.append('\n').append(Strings.padEnd(op, NAME, ' '));
      for (String column : columns) {
        String count = String.valueOf(cells.count(cell(op, column)));
        text.append(Strings.padStart(count, COLUMN, ' '));
      }
    }
    return text.append('\n').toString();
  }

  /** The ops that a program can be made of, by the names used here. */
  static Set<String> allOps() {
    Set<String> names = new TreeSet<>();
    collect(Op.class, names);
    names.add("Reversed");
    for (DType dtype : DType.values()) {
      names.add(CAST + dtype.label());
    }
    names.remove("Cast");
    return names;
  }

  private static void collect(Class<?> type, Set<String> names) {
    if (type.isSealed()) {
      for (Class<?> member : type.getPermittedSubclasses()) {
        collect(member, names);
      }
    } else if (!type.isInterface()) {
      names.add(type.getSimpleName());
    }
  }
}
