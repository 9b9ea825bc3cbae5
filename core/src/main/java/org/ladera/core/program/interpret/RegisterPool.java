package org.ladera.core.program.interpret;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.ladera.core.type.DType;

/** Hands out registers of each type, those given back last first: they are in a near cache. */
final class RegisterPool {
  private final Map<DType, Integer> counts = new EnumMap<>(DType.class);
  private final Map<DType, Deque<Integer>> free = new EnumMap<>(DType.class);

  int take(DType dtype) {
    Integer returned = free(dtype).poll();
    return returned != null ? returned : takeForGood(dtype);
  }

  /** A register that nothing else has held or will hold. */
  int takeForGood(DType dtype) {
    return counts.merge(dtype, 1, Integer::sum) - 1;
  }

  void give(DType dtype, int register) {
    free(dtype).push(register);
  }

  /** How many registers there are. */
  RegisterCounts counts() {
    return new RegisterCounts(
        count(DType.FLOAT32),
        count(DType.FLOAT64),
        count(DType.INT32),
        count(DType.INT64),
        count(DType.BOOL));
  }

  private int count(DType dtype) {
    return counts.getOrDefault(dtype, 0);
  }

  private Deque<Integer> free(DType dtype) {
    return free.computeIfAbsent(dtype, _ -> new ArrayDeque<>());
  }
}
