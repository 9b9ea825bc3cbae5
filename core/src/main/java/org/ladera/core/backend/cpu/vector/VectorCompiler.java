package org.ladera.core.backend.cpu.vector;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ladera.core.program.kernel.Arguments;
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

  /** The first slot behind the parameters of {@link Kernel#run}, in a static method. */
  private static final int SLOTS = 3;

  private static final MethodTypeDesc RUN = Names.method(CD_void, CD_long.arrayType(), CD_long);

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
   * {@return the kernel of a form, or why there is none}
   *
   * @param form the form
   * @throws IllegalArgumentException if lines of the form do not go together
   */
  public Compilation compile(KernelForm form) {
    Plan plan = new Plan(form);
    Optional<String> reason = Limits.reason(plan, machine);
    if (reason.isPresent()) {
      return new Compilation.Declined(reason.get());
    }
    int longest = Integer.MAX_VALUE;
    for (int divisor = 1; divisor <= 4; divisor *= 2) {
      Stages stages = new Stages(plan, Math.max(1, limit / divisor));
      for (boolean narrow : new boolean[] {true, false}) {
        byte[] bytes =
            ClassFile.of().build(Names.GENERATED, builder -> write(builder, plan, stages, narrow));
        longest = Math.min(longest, longest(bytes));
        if (longest <= MOST_BYTECODES) {
          return new Compilation.Compiled(define(bytes));
        }
      }
    }
    return new Compilation.Declined(
        "a method of " + longest + " bytecodes; more than " + MOST_BYTECODES + " are not compiled");
  }

  private void write(ClassBuilder builder, Plan plan, Stages stages, boolean narrow) {
    builder.withSuperclass(Names.KERNEL);
    builder.withFlags(ClassFile.ACC_FINAL);
    builder.withMethodBody(
        INIT_NAME,
        Names.method(CD_void),
        0,
        code ->
            code.aload(0)
                .loadConstant(stages.fixedBytes())
                .loadConstant(plan.kept())
                .loadConstant(plan.keptSize())
                .invokespecial(
                    Names.KERNEL, INIT_NAME, Names.method(CD_void, CD_long, CD_int, CD_int))
                .return_());
    builder.withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, code -> run(code, plan, narrow));
    if (narrow) {
      method(builder, "narrow", RUN, code -> loops(code, plan, stages).narrow());
    }
    method(builder, "wide", RUN, code -> loops(code, plan, stages).wide());
    for (int pass = 0; pass < stages.cuts.size(); pass++) {
      List<List<Plan.Entry>> before = stages.cuts.get(pass).before();
      for (int i = 0; i < before.size(); i++) {
        List<Plan.Entry> stage = before.get(i);
        method(
            builder,
            StageEmitter.name(pass, i),
            StageEmitter.TYPE,
            code ->
                StageEmitter.write(
                    new Frame(code, plan, stages, machine, StageEmitter.SLOTS), stage));
      }
    }
  }

  private static void method(
      ClassBuilder builder, String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {
    builder.withMethodBody(name, type, ClassFile.ACC_STATIC, body);
  }

  private LoopEmitter loops(CodeBuilder code, Plan plan, Stages stages) {
    return new LoopEmitter(new Frame(code, plan, stages, machine, SLOTS));
  }

  /** Chooses by the number of columns. */
  private void run(CodeBuilder code, Plan plan, boolean narrow) {
    if (narrow) {
      int lanes = machine.lanes(plan.isWide() ? Long.BYTES : Integer.BYTES);
      var wide = code.newLabel();
      code.aload(1).loadConstant(Arguments.ROWS).laload().lconst_0().lcmp().ifle(wide);
      code.aload(1).loadConstant(Arguments.COLUMNS).laload().lconst_0().lcmp().ifle(wide);
      code.aload(1).loadConstant(Arguments.COLUMNS).laload().loadConstant((long) lanes).lcmp();
      code.ifgt(wide);
      code.aload(1).lload(2).invokestatic(Names.GENERATED, "narrow", RUN).return_();
      code.labelBinding(wide);
    }
    code.aload(1).lload(2).invokestatic(Names.GENERATED, "wide", RUN).return_();
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
