package org.ladera.core.backend.cpu.run;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.cpu.lower.Extras;
import org.ladera.core.backend.cpu.lower.Place;
import org.ladera.core.backend.cpu.lower.Region;
import org.ladera.core.program.Buffer;
import org.ladera.core.program.ScatterAdd;
import org.ladera.core.program.Storage;
import org.ladera.core.program.Value;

/** Where everything lies in one context. Addresses of inputs and outputs come with each run. */
public final class Addresses {
  private final List<Buffer> buffers;
  private final Extras extras;
  private final Layout layout;
  private final List<Port> inputs = new ArrayList<>();
  private final List<Port> outputs = new ArrayList<>();
  private final IdentityHashMap<ScatterAdd, SortWork.Groups> groups = new IdentityHashMap<>();

  /**
   * Where the fixed things lie.
   *
   * @param arena the memory of the program
   * @param partials the memory for results of blocks
   * @param extras the memory beside the buffers
   * @param states where each variable lies
   * @param constants where each constant lies
   */
  record Layout(
      long arena,
      long partials,
      long extras,
      IntToLongFunction states,
      IntToLongFunction constants) {}

  Addresses(List<Buffer> buffers, Extras extras, Layout layout, int inputs, int outputs) {
    this.buffers = buffers;
    this.extras = extras;
    this.layout = layout;
    for (int i = 0; i < inputs; i++) {
      this.inputs.add(new Port());
    }
    for (int i = 0; i < outputs; i++) {
      this.outputs.add(new Port());
    }
    extras.numbers().forEach((constant, buffer) -> write(constant, fixed(buffer)));
  }

  private static void write(Value.Const constant, long address) {
    if (constant.dtype().size() == Long.BYTES) {
      Memory.setLong(address, constant.bits());
    } else {
      Memory.setInt(address, (int) constant.bits());
    }
  }

  /** Puts an address into an array of arguments, and keeps it right there. */
  void bind(long[] array, int position, int buffer, long offset) {
    @Nullable Storage storage = buffer < 0 ? null : buffers.get(buffer).storage();
    if (storage instanceof Storage.Input input) {
      inputs.get(input.port()).follow(array, position, offset);
    } else if (storage instanceof Storage.Output output) {
      outputs.get(output.port()).follow(array, position, offset);
    } else {
      array[position] = fixed(buffer) + offset;
    }
  }

  /** The same, for the first byte of a place. */
  void bind(long[] array, int position, Place place) {
    bind(array, position, place.buffer(), place.offset());
  }

  /** The same, in an array of its own. */
  long[] bind(int... ids) {
    long[] array = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      bind(array, i, ids[i], 0);
    }
    return array;
  }

  private long fixed(int buffer) {
    if (buffer == Region.PARTIALS) {
      return layout.partials;
    }
    if (Extras.has(buffer)) {
      return layout.extras + extras.offset(buffer);
    }
    return switch (buffers.get(buffer).storage()) {
      case Storage.Arena arena -> layout.arena + arena.offset();
      case Storage.State state -> layout.states.applyAsLong(state.slot());
      case Storage.Constant constant -> layout.constants.applyAsLong(constant.index());
      case Storage.Input _, Storage.Output _ -> throw new IllegalStateException("no fixed address");
      case Storage.Tile _ -> throw new IllegalStateException("a tile lies with each thread");
    };
  }

  /** What the works of one step tell each other. */
  SortWork.Groups groups(ScatterAdd scatter) {
    return groups.computeIfAbsent(
        scatter,
        step ->
            new SortWork.Groups(
                Math.toIntExact(step.size()),
                Math.toIntExact(buffers.get(step.indices()).shape().size())));
  }

  List<Buffer> buffers() {
    return buffers;
  }

  Port input(int port) {
    return inputs.get(port);
  }

  Port output(int port) {
    return outputs.get(port);
  }
}
