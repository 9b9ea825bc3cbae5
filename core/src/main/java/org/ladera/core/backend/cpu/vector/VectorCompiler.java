package org.ladera.core.backend.cpu.vector;

import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteOrder;
import java.util.Optional;
import org.ladera.core.program.kernel.Kernel;
import org.ladera.core.program.kernel.KernelForm;

/**
 * Writes code over vectors for a form: one hidden class, whose bits are those of the interpreter
 * before the JIT has it and after. Forms that it does not take it declines with a reason.
 */
public final class VectorCompiler {
  /** HotSpot never compiles a method of 8,000 bytecodes or more. */
  static final int MOST_BYTECODES = 7_000;

  /**
   * What a stage weighs where an addition weighs 1 and an exponential some 30. Four hyperbolic
   * tangents in a row take 2.75 ns in one stage, 1.9 at a limit of 64, 1.4 at 40, 1.3 at 30.
   */
  private static final int WEIGHT = 40;

  private final Machine machine;
  private final int limit;

  /**
   * A compiler for this machine.
   *
   * @throws IllegalStateException if there is an {@link #obstacle}
   */
  public VectorCompiler() {
    this(machine(), WEIGHT);
  }

  VectorCompiler(Machine machine, int limit) {
    this.machine = machine;
    this.limit = limit;
  }

  private static Machine machine() {
    obstacle()
        .ifPresent(
            obstacle -> {
              throw new IllegalStateException(obstacle);
            });
    return Machine.here();
  }

  /** {@return why there can be no code over vectors here, if so} */
  public static Optional<String> obstacle() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return Optional.of(
          "the module of the Vector API is not there; start Java with"
              + " --add-modules=jdk.incubator.vector");
    }
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      return Optional.of("the machine is big-endian");
    }
    int bytes = Machine.here().bytes();
    return bytes < 16 || bytes > 64
        ? Optional.of("vectors of " + bytes + " bytes; 16, 32 and 64 are supported")
        : Optional.empty();
  }

  /**
   * {@return the kernel of a form, or why there is none} A call of the kernel with a negative
   * number of rows does nothing, in the methods that would do the work for as many rows: the JIT
   * counts it like a call that works.
   *
   * @param form the form
   * @throws IllegalArgumentException if lines of the form do not go together
   */
  public Compilation compile(KernelForm form) {
    if (!TiledKernel.isFor(form)) {
      return compileStraight(form);
    }
    return switch (compileStraight(TiledKernel.straight(form))) {
      case Compilation.Compiled(Kernel kernel) ->
          new Compilation.Compiled(new TiledKernel(form, kernel));
      case Compilation.Declined declined -> declined;
    };
  }

  /** The same for a form without streams that move by any distance. */
  private Compilation compileStraight(KernelForm form) {
    Needs needs = new Needs(form, false);
    Optional<String> reason = Limits.reason(needs, machine);
    if (reason.isPresent()) {
      return new Compilation.Declined(reason.get());
    }
    int longest = Integer.MAX_VALUE;
    Plan plan = new Plan(needs);
    for (int divisor = 1; divisor <= 4; divisor *= 2) {
      Stages stages = new Stages(plan, Math.max(1, limit / divisor));
      for (KernelWriter.Ways ways : KernelWriter.Ways.values()) {
        byte[] bytes = new KernelWriter(needs, stages, machine, ways).bytes();
        longest = Math.min(longest, longest(bytes));
        if (longest <= MOST_BYTECODES) {
          return new Compilation.Compiled(define(bytes));
        }
      }
    }
    return new Compilation.Declined(
        "a method of " + longest + " bytecodes; more than " + MOST_BYTECODES + " are not compiled");
  }

  private static int longest(byte[] bytes) {
    return ClassFile.of().parse(bytes).methods().stream()
        .map(MethodModel::code)
        .flatMap(Optional::stream)
        .mapToInt(code -> ((CodeAttribute) code).codeLength())
        .max()
        .orElse(0);
  }

  private static Kernel define(byte[] bytes) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return (Kernel)
          lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class)).invoke();
    } catch (Throwable impossible) {
      throw new IllegalStateException("generated code was not accepted", impossible);
    }
  }
}
