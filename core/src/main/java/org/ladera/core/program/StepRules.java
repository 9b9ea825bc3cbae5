package org.ladera.core.program;

import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.DType;

/** Of each step in itself, and what all of them touch. */
final class StepRules {
  private final Verification verification;
  private final List<Access> accesses = new ArrayList<>();
  private int step;
  private int unit;

  StepRules(Verification verification) {
    this.verification = verification;
  }

  /** Complains, or gives all accesses in their order; reads of a unit before its writes. */
  List<Access> accesses() {
    for (step = 0; step < verification.program.steps().size(); step++) {
      switch (verification.program.steps().get(step)) {
        case Loop loop -> {
          loop(loop, null);
          finish(loop);
        }
        case MatMul product -> product(product);
        case Gather gather ->
            indexed(
                gather.source(),
                gather.indices(),
                gather.target(),
                new long[] {gather.outer(), gather.size(), gather.inner()},
                true);
        case ScatterAdd scatter ->
            indexed(
                scatter.updates(),
                scatter.indices(),
                scatter.target(),
                new long[] {scatter.outer(), scatter.size(), scatter.inner()},
                false);
        case ArgMax argMax -> argMax(argMax);
        case Random random -> random(random);
        case HostCall call -> {
          call.arguments().forEach(this::read);
          write(call.result());
        }
        case Check check -> check(check);
      }
      unit++;
    }
    return accesses;
  }

  private void loop(Loop loop, @Nullable MatMul product) {
    List<Access> writes = new ArrayList<>();
    new LoopRules(verification, step, loop)
        .verify(
            (stream, region) -> add(accesses, loop, stream, region, false, product),
            (stream, region) -> add(writes, loop, stream, region, true, product));
    accesses.addAll(writes);
  }

  private void add(
      List<Access> list,
      Loop loop,
      int index,
      Region region,
      boolean writes,
      @Nullable MatMul product) {
    Stream stream = loop.streams().get(index);
    if (product != null && stream.buffer() == product.product()) {
      requireDense(stream, loop.extents());
    } else {
      list.add(new Access(step, unit, stream.buffer(), writes, region, loop, index));
    }
  }

  private void finish(Loop loop) {
    for (Loop after : loop.finish()) {
      unit++;
      if (!after.finish().isEmpty()) {
        throw verification.complaint(step, "a loop that finishes another is finished by others");
      }
      loop(after, null);
    }
  }

  private void requireDense(Stream stream, ImmutableLongArray extents) {
    long stride = 1;
    boolean dense = stream.offset() == 0;
    for (int axis = extents.length() - 1; axis >= 0; axis--) {
      dense &= extents.get(axis) <= 1 || stream.strides().get(axis) == stride;
      stride *= extents.get(axis);
    }
    if (!dense) {
      throw verification.complaint(
          step, stream.buffer(), "is the product, but is passed otherwise than entry by entry");
    }
  }

  private void product(MatMul product) {
    new ProductRules(verification, step, product)
        .verify(
            (buffer, region) ->
                accesses.add(new Access(step, unit, buffer, false, region, null, -1)));
    @Nullable Loop epilogue = product.epilogue();
    if (epilogue != null) {
      loop(epilogue, product);
    }
    write(product.product());
    if (epilogue != null) {
      finish(epilogue);
    }
  }

  private Buffer buffer(int id) {
    return verification.buffer(id, step);
  }

  private void read(int buffer) {
    access(buffer, false);
  }

  private void write(int buffer) {
    access(buffer, true);
  }

  private void access(int buffer, boolean writes) {
    long size = buffer(buffer).shape().size();
    if (size > 0) {
      accesses.add(new Access(step, unit, buffer, writes, Region.of(size), null, -1));
    }
  }

  private void require(boolean holds, int buffer, String otherwise) {
    verification.require(holds, step, buffer, otherwise);
  }

  private void requireSize(int buffer, long... sizes) {
    long size = 1;
    for (long each : sizes) {
      size = Math.multiplyExact(size, each);
    }
    long given = buffer(buffer).shape().size();
    require(given == size, buffer, "has " + given + " entries, not " + size);
  }

  private void indexed(int given, int indices, int target, long[] sizes, boolean gathers) {
    long count = buffer(indices).shape().size();
    int whole = gathers ? given : target;
    int picked = gathers ? target : given;
    requireSize(whole, sizes);
    requireSize(picked, sizes[0], count, sizes[2]);
    require(buffer(indices).dtype().isInteger(), indices, "has indices that are no integers");
    DType dtype = buffer(given).dtype();
    require(buffer(target).dtype() == dtype, target, "is not of type " + dtype.label());
    require(gathers || dtype != DType.BOOL, target, "cannot add up bools");
    read(given);
    read(indices);
    write(target);
  }

  private void argMax(ArgMax argMax) {
    requireSize(argMax.source(), argMax.outer(), argMax.size(), argMax.inner());
    requireSize(argMax.target(), argMax.outer(), argMax.inner());
    require(argMax.size() > 0, argMax.source(), "has no entries to choose from");
    require(
        buffer(argMax.source()).dtype() != DType.BOOL, argMax.source(), "has no largest: bools");
    require(buffer(argMax.target()).dtype() == DType.INT32, argMax.target(), "is not of type i32");
    read(argMax.source());
    write(argMax.target());
  }

  private void random(Random random) {
    Buffer counter = buffer(random.counter());
    require(
        counter.dtype() == DType.INT64 && counter.shape().isScalar(),
        random.counter(),
        "is a counter, but not an int64 scalar");
    if (random.bits() < 1 || random.bits() > 63) {
      throw verification.complaint(step, "1 to 63 bits can be drawn, not " + random.bits());
    }
    DType dtype = random.bits() <= 31 ? DType.INT32 : DType.INT64;
    require(
        buffer(random.target()).dtype() == dtype,
        random.target(),
        "is not of type " + dtype.label());
    read(random.counter());
    write(random.target());
  }

  private void check(Check check) {
    DType dtype = buffer(check.source()).dtype();
    boolean fits =
        switch (check.kind()) {
          case FINITE -> dtype.isFloating();
          case IN_RANGE -> dtype.isInteger();
        };
    require(
        fits,
        check.source(),
        "is " + dtype.label() + ", of which " + check.kind() + " says nothing");
    read(check.source());
    if (check.flag() != -1) {
      buffer(check.flag());
      require(verification.isFlag(check.flag()), check.flag(), "is no flag of the program");
      read(check.flag());
    }
  }
}
