package org.ladera.benchmarks.work;

import java.util.List;
import java.util.Locale;

/** An op, or a chain of ops, of a matrix of float32 in rows and columns. */
public enum OpKind implements Word {
  ADD(Group.ARITHMETIC, Form.BINARY),
  SUBTRACT(Group.ARITHMETIC, Form.BINARY),
  MULTIPLY(Group.ARITHMETIC, Form.BINARY),
  DIVIDE(Group.ARITHMETIC, Form.POSITIVE_BINARY),
  MAXIMUM(Group.ARITHMETIC, Form.BINARY),
  MINIMUM(Group.ARITHMETIC, Form.BINARY),
  /** x · 1.5. */
  SCALE(Group.ARITHMETIC, Form.UNARY),
  NEGATE(Group.ARITHMETIC, Form.UNARY),
  ABS(Group.ARITHMETIC, Form.UNARY),
  SQUARE(Group.ARITHMETIC, Form.UNARY),
  SQRT(Group.ARITHMETIC, Form.POSITIVE),
  FLOOR(Group.ARITHMETIC, Form.UNARY),
  /** Between -1 and 1. */
  CLIP(Group.ARITHMETIC, Form.UNARY),

  EXP(Group.FUNCTION, Form.UNARY),
  EXPM1(Group.FUNCTION, Form.UNARY),
  LOG(Group.FUNCTION, Form.POSITIVE),
  LOG1P(Group.FUNCTION, Form.POSITIVE),
  /** x to the power of 1.7. */
  POWER(Group.FUNCTION, Form.POSITIVE),
  SIN(Group.FUNCTION, Form.UNARY),
  COS(Group.FUNCTION, Form.UNARY),
  TANH(Group.FUNCTION, Form.UNARY),
  SIGMOID(Group.FUNCTION, Form.UNARY),
  ERF(Group.FUNCTION, Form.UNARY),
  SOFTPLUS(Group.FUNCTION, Form.UNARY),
  RELU(Group.FUNCTION, Form.UNARY),
  ELU(Group.FUNCTION, Form.UNARY),
  GELU(Group.FUNCTION, Form.UNARY),
  SILU(Group.FUNCTION, Form.UNARY),

  /** The same row on every row. */
  ADD_ROW(Group.BROADCAST, Form.WITH_ROW),
  /** The same column on every column. */
  ADD_COLUMN(Group.BROADCAST, Form.WITH_COLUMN),

  SUM(Group.REDUCTION, Form.POSITIVE),
  SUM_LAST(Group.REDUCTION, Form.POSITIVE),
  SUM_FIRST(Group.REDUCTION, Form.POSITIVE),
  MEAN(Group.REDUCTION, Form.POSITIVE),
  MEAN_LAST(Group.REDUCTION, Form.POSITIVE),
  MEAN_FIRST(Group.REDUCTION, Form.POSITIVE),
  MAX(Group.REDUCTION, Form.UNARY),
  MAX_LAST(Group.REDUCTION, Form.UNARY),
  MAX_FIRST(Group.REDUCTION, Form.UNARY),

  SOFTMAX(Group.SOFTMAX, Form.UNARY),
  LOG_SOFTMAX(Group.SOFTMAX, Form.UNARY),
  LOG_SUM_EXP(Group.SOFTMAX, Form.UNARY),

  TRANSPOSE(Group.MOVEMENT, Form.UNARY),
  /** The columns in two axes, of three then the last first. */
  PERMUTE(Group.MOVEMENT, Form.CUBE),
  /** The middle half of the columns. */
  SLICE(Group.MOVEMENT, Form.UNARY),
  /** Side by side. */
  CONCAT(Group.MOVEMENT, Form.BINARY),

  LESS(Group.CHOICE, Form.BINARY),
  WHERE(Group.CHOICE, Form.CHOICE),

  /** Rows by their numbers. */
  GATHER(Group.INDEXED, Form.WITH_NUMBERS),
  /** Rows added up at their numbers. */
  SCATTER_ADD(Group.INDEXED, Form.WITH_NUMBERS),
  ARG_MAX(Group.INDEXED, Form.UNARY),
  SORT(Group.INDEXED, Form.UNARY),

  /** x · y + z. */
  MULTIPLY_ADD(4, 4, Form.TERNARY),
  /** gelu(x · y + z) · 2. */
  GELU_CHAIN(4, 8, Form.TERNARY),
  /** x · sigmoid(x) + y. */
  SILU_CHAIN(3, 5, Form.BINARY),
  /** tanh(x) · y + z / 2. */
  TANH_CHAIN(4, 8, Form.TERNARY),
  /** relu(x + y). */
  RESIDUAL_CHAIN(3, 5, Form.BINARY),
  /** The mean of (x - y)². */
  SQUARED_ERROR_CHAIN(2, 4, Form.BINARY),
  /** Rows of mean 0 and variance 1, ε 1e-5; PyTorch has one op for it. */
  LAYER_NORM_CHAIN(2, 2, Form.UNARY);

  /** What ops have in common. */
  public enum Group {
    ARITHMETIC,
    FUNCTION,
    BROADCAST,
    REDUCTION,
    SOFTMAX,
    MOVEMENT,
    CHOICE,
    /** By numbers of entries: no loops, and so not expected to be faster. */
    INDEXED,
    /** Several ops in one loop. */
    CHAIN
  }

  /** What an op reads. */
  enum Form {
    UNARY,
    POSITIVE,
    BINARY,
    POSITIVE_BINARY,
    TERNARY,
    WITH_ROW,
    WITH_COLUMN,
    CUBE,
    CHOICE,
    WITH_NUMBERS
  }

  private final Group group;
  private final Form form;
  private final int streams;
  private final int separateStreams;

  OpKind(Group group, Form form) {
    this.group = group;
    this.form = form;
    this.streams = 0;
    this.separateStreams = 0;
  }

  OpKind(int streams, int separateStreams, Form form) {
    this.group = Group.CHAIN;
    this.form = form;
    this.streams = streams;
    this.separateStreams = separateStreams;
  }

  /** {@return what it has in common with others} */
  public Group group() {
    return group;
  }

  /** {@return whether Ladera makes it a kernel, which is to be no slower than its peers} */
  public boolean isKernel() {
    return group != Group.INDEXED;
  }

  Form form() {
    return form;
  }

  /**
   * {@return how many times as many arrays the ops of a chain read and write one by one, in place
   * where they can, as all of them in one loop}
   */
  public double traffic() {
    return group == Group.CHAIN ? (double) separateStreams / streams : 1;
  }

  @Override
  public List<String> names() {
    return List.of(name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
