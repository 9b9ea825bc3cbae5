package org.ladera.core.plan.text;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Value;
import org.ladera.core.program.function.Functions;
import org.ladera.core.type.DType;

/**
 * Finds functions of float32 in a body, where they are written out in exact ops: the lines that are
 * equal to what {@link Functions} writes.
 */
final class FunctionNames {
  /** The largest first: a sigmoid has an exp in it. */
  private static final List<Pattern> PATTERNS =
      List.of(
              Pattern.of("exp", Functions::exp),
              Pattern.of("expm1", Functions::expm1),
              Pattern.of("log", Functions::log),
              Pattern.of("log1p", Functions::log1p),
              Pattern.of("tanh", Functions::tanh),
              Pattern.of("sigmoid", Functions::sigmoid),
              Pattern.of("erf", Functions::erf),
              Pattern.of("sin", Functions::sin),
              Pattern.of("cos", Functions::cos),
              power())
          .stream()
          .sorted(Comparator.comparingInt((Pattern each) -> each.values.size()).reversed())
          .toList();

  private FunctionNames() {}

  /** A function of lines. */
  record Call(String name, ImmutableIntArray arguments) {}

  /** The function that a line is the result of, or null if it is none. */
  static @Nullable Call at(List<Value> values, int line) {
    for (Pattern pattern : PATTERNS) {
      int[] found = new int[pattern.values.size()];
      Arrays.fill(found, -1);
      if (pattern.matches(values, line, pattern.values.size() - 1, found)) {
        return new Call(
            pattern.name, ImmutableIntArray.copyOf(Arrays.copyOf(found, pattern.arity)));
      }
    }
    return null;
  }

  private static Pattern power() {
    BodyBuilder body = new BodyBuilder();
    int base = body.load(DType.FLOAT32, 0);
    int exponent = body.load(DType.FLOAT32, 1);
    Functions.power(body, base, exponent);
    return new Pattern("power", 2, body.body().values());
  }

  /** What is written for a function: first the arguments, at last the result. */
  private record Pattern(String name, int arity, List<Value> values) {
    @FunctionalInterface
    interface Expansion {
      int of(BodyBuilder body, int line);
    }

    static Pattern of(String name, Expansion expansion) {
      BodyBuilder body = new BodyBuilder();
      int argument = body.load(DType.FLOAT32, 0);
      int result = expansion.of(body, argument);
      return new Pattern(name, 1, new ArrayList<>(body.body().values().subList(0, result + 1)));
    }

    /** Whether a line is what the line of the pattern is; notes which line stands for which. */
    boolean matches(List<Value> lines, int line, int wanted, int[] found) {
      if (found[wanted] >= 0) {
        return found[wanted] == line;
      }
      Value value = lines.get(line);
      boolean equal =
          switch (values.get(wanted)) {
            case Value.Load load -> value.dtype() == load.dtype();
            case Value.Const constant -> constant.equals(value);
            case Value.Apply apply ->
                value instanceof Value.Apply other
                    && other.op() == apply.op()
                    && other.dtype() == apply.dtype()
                    && matchAll(lines, other.arguments(), apply.arguments(), found);
            case Value.Reduce _ -> false;
          };
      if (equal) {
        found[wanted] = line;
      }
      return equal;
    }

    private boolean matchAll(
        List<Value> lines, ImmutableIntArray given, ImmutableIntArray wanted, int[] found) {
      for (int i = 0; i < wanted.length(); i++) {
        if (!matches(lines, given.get(i), wanted.get(i), found)) {
          return false;
        }
      }
      return true;
    }
  }
}
