package org.ladera.core.plan;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gaps of a growing memory: takes the smallest that fits, joins neighbors when they are freed. */
final class FreeList {
  private final TreeMap<Long, Long> sizes = new TreeMap<>();
  private final TreeMap<Long, TreeSet<Long>> offsets = new TreeMap<>();
  private long end;

  FreeList(long end) {
    this.end = end;
  }

  /** The size that the memory must have. */
  long end() {
    return end;
  }

  /** The place of so many bytes. */
  long take(long bytes) {
    Map.Entry<Long, TreeSet<Long>> fitting = offsets.ceilingEntry(bytes);
    if (fitting == null) {
      return grow(bytes);
    }
    long offset = fitting.getValue().first();
    long size = fitting.getKey();
    remove(offset, size);
    if (size > bytes) {
      add(offset + bytes, size - bytes);
    }
    return offset;
  }

  /** At the end, in the last gap if that reaches to it. */
  private long grow(long bytes) {
    Map.Entry<Long, Long> last = sizes.lastEntry();
    long offset = end;
    if (last != null && last.getKey() + last.getValue() == end) {
      offset = last.getKey();
      remove(offset, last.getValue());
    }
    end = offset + bytes;
    return offset;
  }

  void free(long offset, long bytes) {
    long from = offset;
    long size = bytes;
    Map.Entry<Long, Long> before = sizes.lowerEntry(offset);
    if (before != null && before.getKey() + before.getValue() == offset) {
      from = before.getKey();
      size += before.getValue();
      remove(before.getKey(), before.getValue());
    }
    Long behind = sizes.get(offset + bytes);
    if (behind != null) {
      remove(offset + bytes, behind);
      size += behind;
    }
    add(from, size);
  }

  private void add(long offset, long size) {
    sizes.put(offset, size);
    offsets.computeIfAbsent(size, key -> new TreeSet<>()).add(offset);
  }

  private void remove(long offset, long size) {
    sizes.remove(offset);
    TreeSet<Long> same = Objects.requireNonNull(offsets.get(size));
    same.remove(offset);
    if (same.isEmpty()) {
      offsets.remove(size);
    }
  }
}
