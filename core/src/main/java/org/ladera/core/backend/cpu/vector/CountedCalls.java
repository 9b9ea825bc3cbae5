package org.ladera.core.backend.cpu.vector;

import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ladera.core.program.kernel.Arguments;

/**
 * Calls that do nothing but be counted. HotSpot compiles a method after thousands of calls and
 * turns of its loops, and first that of which it counted most, of all methods that wait; until then
 * vectors are objects, and a call with rows costs a thousand times what it will. So a call with a
 * negative number of rows goes to the methods that a call with as many rows goes to, and each
 * leaves at once, by way of an empty loop. A few calls with rows among them are enough for the JIT
 * to learn from.
 *
 * <p>Where a method leaves is before all else that it does. To the JIT the rest is rare then, but
 * what stands before a loop as rare as the loop. With loops that found no rows only the loops were
 * rare, so the JIT moved work into them: a step took 650 instead of 510 us.
 */
final class CountedCalls {
  private static final int TURNS = 100;
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");

  private final Frame frame;
  private final CodeBuilder code;
  private final Label counted;
  private final Set<Shared> shared = new LinkedHashSet<>();

  /** A method that kernels share: all its parameters are longs. */
  private record Shared(ClassDesc owner, String name, MethodTypeDesc type) {}

  /** For a method that is being written. */
  CountedCalls(Frame frame) {
    this.frame = frame;
    this.code = frame.code;
    this.counted = code.newLabel();
  }

  /** Before all else: leaves if there is a negative number of rows. */
  void begin() {
    frame.argument(Arguments.ROWS);
    code.lconst_0().lcmp().iflt(counted);
  }

  /** The same in a stage, which gets a negative column to end at. */
  void begin(int end) {
    code.lload(end).lconst_0().lcmp().iflt(counted);
  }

  /** Writes the call of a method that kernels share: with a negative number it returns at once. */
  void call(ClassDesc owner, String name, MethodTypeDesc type) {
    shared.add(new Shared(owner, name, type));
    code.invokestatic(owner, name, type);
  }

  /** After all else. */
  void end(List<String> stages) {
    code.labelBinding(counted);
    for (String stage : stages) {
      code.aload(frame.arguments).lload(frame.scratch);
      code.lconst_0().lconst_0().loadConstant(-1L);
      code.invokestatic(Names.GENERATED, stage, StageEmitter.TYPE);
    }
    code.loadConstant(TURNS);
    int turns = frame.store(TypeKind.INT);
    Label turn = code.newBoundLabel();
    shared.forEach(this::count);
    code.iinc(turns, -1).iload(turns).ifgt(turn);
    code.return_();
  }

  private void count(Shared method) {
    for (int i = 0; i < method.type.parameterCount(); i++) {
      code.loadConstant(-1L);
    }
    code.invokestatic(method.owner, method.name, method.type);
    if (!method.type.returnType().equals(CD_void)) {
      code.pop2();
    }
  }

  /** The slot of the number of rows that the way through a kernel is chosen by. */
  static int rows(Frame frame) {
    frame.argument(Arguments.ROWS);
    frame.code.invokestatic(MATH, "abs", Names.method(CD_long, CD_long));
    return frame.store(TypeKind.LONG);
  }
}
