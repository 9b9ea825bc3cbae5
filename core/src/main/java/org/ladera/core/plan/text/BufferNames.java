package org.ladera.core.plan.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ladera.core.graph.Constant;
import org.ladera.core.memory.HostArray;
import org.ladera.core.plan.Plan;
import org.ladera.core.program.Buffer;
import org.ladera.core.program.Storage;

/**
 * Names by which buffers are told apart: their labels, numbered where several have the same; a
 * constant that only counts is named by what it holds.
 */
final class BufferNames {
  /** Larger constants are not looked at. */
  private static final long COUNTED = 4096;

  private final String[] names;
  private final Set<String> taken = new HashSet<>();

  /** For a label that was taken, the number that may be free. */
  private final Map<String, Integer> numbers = new HashMap<>();

  private BufferNames(int count) {
    this.names = new String[count];
  }

  static BufferNames of(Plan plan) {
    List<Buffer> buffers = plan.program().buffers();
    BufferNames all = new BufferNames(buffers.size());
    // What the user has named keeps its name.
    for (Buffer buffer : buffers) {
      if (buffer.storage() instanceof Storage.Input || buffer.storage() instanceof Storage.State) {
        all.name(buffer);
      }
    }
    for (Buffer buffer : buffers) {
      if (buffer.storage() instanceof Storage.Constant constant
          && plan.constants().get(constant.index()).op() instanceof Constant op
          && isCount(op.value())) {
        all.names[buffer.id()] = "0.." + (op.value().size() - 1);
      } else if (all.names[buffer.id()] == null) {
        all.name(buffer);
      }
    }
    return all;
  }

  /** Whether an array has the numbers from 0 on: classes, places of a sequence. */
  private static boolean isCount(HostArray array) {
    if (array.size() < 2 || array.size() > COUNTED) {
      return false;
    }
    for (int i = 0; i < array.size(); i++) {
      if (array.getDouble(i) != i) {
        return false;
      }
    }
    return true;
  }

  private void name(Buffer buffer) {
    String label = buffer.label().isEmpty() ? "value" : buffer.label();
    String name = label;
    while (!taken.add(name)) {
      int number = numbers.merge(label, 2, (last, _) -> last + 1);
      name = label + "." + number;
    }
    names[buffer.id()] = name.indexOf(' ') < 0 ? name : "\"" + name + "\"";
  }

  String of(int buffer) {
    return names[buffer];
  }
}
