package org.ladera.core.program;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/** A program in the making. */
final class Draft {
  final List<Buffer> buffers = new ArrayList<>();
  final List<Step> steps = new ArrayList<>();
  final List<Commit> commits = new ArrayList<>();
  final List<Integer> flags = new ArrayList<>();
  long arenaBytes;

  int buffer(String label, DType dtype, Storage storage, int... sizes) {
    buffers.add(new Buffer(buffers.size(), dtype, Shape.of(sizes), storage, label));
    return buffers.size() - 1;
  }

  /** A buffer of the arena behind all others. */
  int own(String label, DType dtype, int... sizes) {
    int buffer = buffer(label, dtype, new Storage.Arena(arenaBytes), sizes);
    arenaBytes += buffers.get(buffer).bytes();
    return buffer;
  }

  int flag() {
    int flag = own("flag", DType.INT32);
    flags.add(flag);
    return flag;
  }

  static Header header(String label) {
    return new Header(label, List.of());
  }

  static ImmutableLongArray longs(long... values) {
    return ImmutableLongArray.copyOf(values);
  }

  static Stream stream(int buffer, long offset, long... strides) {
    return new Stream(buffer, offset, longs(strides));
  }

  static Body body(Consumer<BodyBuilder> lines) {
    BodyBuilder builder = new BodyBuilder();
    lines.accept(builder);
    return builder.body();
  }

  /** Stores stream 0 to stream 1. */
  static Body copy(DType dtype) {
    return body(lines -> lines.sink(new Sink.Store(1, lines.load(dtype, 0))));
  }

  /** A loop over a nest whose last axis is the row. */
  static Loop loop(String label, long[] extents, List<Stream> streams, Body body) {
    int row = Math.min(extents.length, 1);
    return new Loop(header(label), longs(extents), row, 0, streams, body, List.of());
  }

  /** The copy of n entries of float32 from one buffer to another. */
  static Loop copy(String label, int from, int to, long n) {
    return loop(
        label, new long[] {n}, List.of(stream(from, 0, 1), stream(to, 0, 1)), copy(DType.FLOAT32));
  }

  Program program() {
    return new Program(
        "draft", buffers, steps, commits, ImmutableIntArray.copyOf(flags), arenaBytes);
  }
}
