package org.ladera.benchmarks.work;

import java.util.List;
import org.ladera.benchmarks.work.Operand.Content;

/**
 * One op of a matrix of some size, as square as its divisors allow, into an array that is there.
 *
 * @param op the op
 * @param size the number of entries
 */
public record OpWork(OpKind op, int size) implements Task {
  /** The name of this kind of work. */
  public static final String KIND = "op";

  /** Checks the size. */
  public OpWork {
    if (size < 1) {
      throw new IllegalArgumentException("an op has at least one entry, got " + size);
    }
  }

  /** {@return the number of rows, at most that of columns} */
  public int rows() {
    return smallerDivisor(size);
  }

  /** {@return the number of columns} */
  public int columns() {
    return size / rows();
  }

  private static int smallerDivisor(int number) {
    int divisor = (int) Math.sqrt(number);
    while (number % divisor != 0) {
      divisor--;
    }
    return divisor;
  }

  /** {@return what it reads} */
  public List<Operand> operands() {
    Operand x = Operand.of(Content.SIGNED, rows(), columns());
    Operand positive = Operand.of(Content.POSITIVE, rows(), columns());
    return switch (op.form()) {
      case UNARY -> List.of(x);
      case POSITIVE -> List.of(positive);
      case BINARY -> List.of(x, x);
      case POSITIVE_BINARY -> List.of(x, positive);
      case TERNARY -> List.of(x, x, x);
      case WITH_ROW -> List.of(x, Operand.of(Content.SIGNED, columns()));
      case WITH_COLUMN -> List.of(x, Operand.of(Content.SIGNED, rows(), 1));
      case CUBE -> {
        int part = smallerDivisor(columns());
        yield List.of(Operand.of(Content.SIGNED, rows(), part, columns() / part));
      }
      case CHOICE -> List.of(Operand.of(Content.TRUTHS, rows(), columns()), x, x);
      case WITH_NUMBERS -> List.of(x, Operand.of(Content.ROWS, rows()));
    };
  }

  /** {@return the first column of the middle half} */
  public int sliceBegin() {
    return columns() / 4;
  }

  /** {@return the column after the middle half} */
  public int sliceEnd() {
    return Math.max(sliceBegin() + 1, columns() * 3 / 4);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String title() {
    return op.word() + ", " + Sizes.text(size) + (size == 1 ? " entry" : " entries");
  }

  @Override
  public String encode() {
    return op.name() + "/" + size;
  }

  /**
   * {@return the work of a word}
   *
   * @param word what {@link #encode} made
   */
  public static OpWork decode(String word) {
    String[] parts = word.split("/", -1);
    return new OpWork(OpKind.valueOf(parts[0]), Integer.parseInt(parts[1]));
  }
}
