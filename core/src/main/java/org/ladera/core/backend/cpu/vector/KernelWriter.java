package org.ladera.core.backend.cpu.vector;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.ladera.core.program.kernel.Arguments;
import org.ladera.core.program.kernel.Kernel;

/** Writes the class of a form: a method for each way to run it, and one that chooses. */
final class KernelWriter {
  /** The ways there are, fewer for long bodies. */
  enum Ways {
    ALL,
    NOT_PACKED,
    WIDE
  }

  /** The first slot behind the parameters of {@link Kernel#run}, in a static method. */
  private static final int SLOTS = 3;

  private static final MethodTypeDesc RUN = Names.method(CD_void, CD_long.arrayType(), CD_long);

  private final Needs needs;
  private final Needs packed;
  private final Stages stages;
  private final Machine machine;
  private final boolean isNarrow;
  private final boolean isPacked;

  KernelWriter(Needs needs, Stages stages, Machine machine, Ways ways) {
    this.needs = needs;
    this.packed = new Needs(needs.form, true);
    this.stages = stages;
    this.machine = machine;
    this.isNarrow = ways != Ways.WIDE;
    this.isPacked = ways == Ways.ALL && machine.masks() && PackedForms.has(packed);
  }

  byte[] bytes() {
    return ClassFile.of().build(Names.GENERATED, this::write);
  }

  private void write(ClassBuilder builder) {
    builder.withSuperclass(Names.KERNEL);
    builder.withFlags(ClassFile.ACC_FINAL);
    builder.withMethodBody(
        INIT_NAME,
        Names.method(CD_void),
        0,
        code ->
            code.aload(0)
                .loadConstant(stages.fixedBytes())
                .loadConstant(stages.plan.kept())
                .loadConstant(stages.plan.keptSize())
                .loadConstant(isPacked ? Packing.region(2 * needs.form.streams().size()) : 0L)
                .invokespecial(
                    Names.KERNEL,
                    INIT_NAME,
                    Names.method(CD_void, CD_long, CD_int, CD_int, CD_long))
                .return_());
    builder.withMethodBody(
        "run", RUN, ClassFile.ACC_PUBLIC, code -> call(code.aload(1).lload(2), "choose"));
    method(builder, "choose", RUN, this::choose);
    if (isPacked) {
      method(
          builder,
          "packed",
          RUN,
          code -> {
            Frame frame = new Frame(code, packed, machine, SLOTS);
            frame.counted.begin();
            new PackedEmitter(frame).write();
            frame.counted.end(List.of());
          });
    }
    if (isNarrow) {
      method(builder, "narrow", RUN, code -> loops(code, List.of(), LoopEmitter::narrow));
    }
    List<String> names = new ArrayList<>();
    for (int pass = 0; pass < stages.cuts.size(); pass++) {
      List<List<Plan.Entry>> before = stages.cuts.get(pass).before();
      for (int i = 0; i < before.size(); i++) {
        List<Plan.Entry> stage = before.get(i);
        names.add(StageEmitter.name(pass, i));
        method(
            builder,
            names.getLast(),
            StageEmitter.TYPE,
            code ->
                StageEmitter.write(
                    new Frame(code, needs, machine, StageEmitter.SLOTS), stages, stage));
      }
    }
    method(builder, "wide", RUN, code -> loops(code, names, LoopEmitter::wide));
  }

  private static void method(
      ClassBuilder builder, String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {
    builder.withMethodBody(name, type, ClassFile.ACC_STATIC, body);
  }

  private void loops(CodeBuilder code, List<String> called, Consumer<LoopEmitter> body) {
    Frame frame = new Frame(code, needs, machine, SLOTS);
    frame.counted.begin();
    body.accept(new LoopEmitter(frame, stages));
    frame.counted.end(called);
  }

  /** Chooses by the number of columns, and where the rows lie. */
  private void choose(CodeBuilder code) {
    Frame frame = new Frame(code, needs, machine, SLOTS);
    int rows = CountedCalls.rows(frame);
    if (isPacked) {
      Label otherwise = code.newLabel();
      PackedForms.guard(new Frame(code, packed, machine, SLOTS), rows, otherwise);
      call(code.aload(frame.arguments).lload(frame.scratch), "packed");
      code.labelBinding(otherwise);
    }
    if (isNarrow) {
      Label wide = code.newLabel();
      code.lload(rows).lconst_0().lcmp().ifle(wide);
      frame.argument(Arguments.COLUMNS);
      code.lconst_0().lcmp().ifle(wide);
      frame.argument(Arguments.COLUMNS);
      code.loadConstant((long) frame.lanes).lcmp().ifgt(wide);
      call(code.aload(frame.arguments).lload(frame.scratch), "narrow");
      code.labelBinding(wide);
    }
    call(code.aload(frame.arguments).lload(frame.scratch), "wide");
  }

  private static void call(CodeBuilder code, String name) {
    code.invokestatic(Names.GENERATED, name, RUN).return_();
  }
}
