package org.ladera.core.backend.cpu.lower;

import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.List;
import org.ladera.core.program.Body;
import org.ladera.core.program.Loop;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Stream;
import org.ladera.core.program.Value;

/**
 * Takes numbers that a user chose out of the code of a loop, which reads them from memory instead:
 * another learning rate or size of a batch then has the same kernel.
 */
public final class GivenNumbers {
  private final Loop loop;
  private final Extras extras;
  private final List<Stream> streams;
  private final List<Value> values = new ArrayList<>();

  private GivenNumbers(Loop loop, Extras extras) {
    this.loop = loop;
    this.extras = extras;
    this.streams = new ArrayList<>(loop.streams());
  }

  /**
   * {@return the loop with its given numbers in memory, and the finish as it was}
   *
   * @param loop the loop
   * @param extras the memory
   */
  public static Loop inMemory(Loop loop, Extras extras) {
    boolean none = loop.body().values().stream().noneMatch(GivenNumbers::isGiven);
    return none ? loop : new GivenNumbers(loop, extras).read();
  }

  private static boolean isGiven(Value value) {
    return value instanceof Value.Const constant && constant.given();
  }

  /**
   * Each use reads a stream of its own: that two numbers are equal today is no part of the code.
   */
  private Loop read() {
    List<Value> old = loop.body().values();
    int[] lines = new int[old.size()];
    for (int i = 0; i < lines.length; i++) {
      Value value = old.get(i);
      if (isGiven(value)) {
        continue;
      }
      Value moved =
          switch (value) {
            case Value.Const _, Value.Load _ -> value;
            case Value.Reduce reduce ->
                new Value.Reduce(reduce.dtype(), reduce.kind(), line(lines, reduce.argument()));
            case Value.Apply apply -> apply.renumbered(argument -> line(lines, argument));
          };
      values.add(moved);
      lines[i] = values.size() - 1;
    }
    List<Sink> sinks = new ArrayList<>();
    for (Sink sink : loop.body().sinks()) {
      int line = line(lines, sink.value());
      sinks.add(
          switch (sink) {
            case Sink.Store store -> new Sink.Store(store.stream(), line);
            case Sink.Total total -> new Sink.Total(total.stream(), total.kind(), line);
            case Sink.Flag flag -> new Sink.Flag(flag.stream(), line);
          });
    }
    return new Loop(
        loop.header(),
        loop.extents(),
        loop.rowAxes(),
        loop.totalAxes(),
        streams,
        new Body(values, sinks),
        loop.finish());
  }

  private int line(int[] lines, int old) {
    if (!(loop.body().values().get(old) instanceof Value.Const constant && constant.given())) {
      return lines[old];
    }
    ImmutableLongArray still = ImmutableLongArray.copyOf(new long[loop.extents().length()]);
    streams.add(new Stream(extras.number(constant), 0, still));
    values.add(new Value.Load(constant.dtype(), streams.size() - 1));
    return values.size() - 1;
  }
}
