package org.ladera.core.backend.nd4j;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.DType;
import org.ladera.core.type.TensorType;

/**
 * The blocks of a program. One whose value is no longer needed serves the next value of its size.
 */
final class BlockPool {
  private record Kind(DType dtype, long length) {}

  private final Map<Kind, Deque<Block>> free = new HashMap<>();
  private final List<Block> all = new ArrayList<>();
  private final boolean direct;

  /**
   * No blocks yet.
   *
   * @param direct whether the pointers of arrays are addresses of ours
   */
  BlockPool(boolean direct) {
    this.direct = direct;
  }

  /** A block for a value that dies within a run. */
  Block take(TensorType type) {
    @Nullable Deque<Block> waiting = free.get(new Kind(type.dtype(), type.shape().size()));
    return waiting == null || waiting.isEmpty() ? keep(type) : waiting.pop();
  }

  /** A block of its own for a value that outlives a run, or that a run begins with. */
  Block keep(TensorType type) {
    Block block = new Block(type.dtype(), type.shape().size(), direct);
    all.add(block);
    return block;
  }

  /** Says that the value in a block is needed no longer. */
  void give(Block block) {
    free.computeIfAbsent(new Kind(block.dtype(), block.length()), kind -> new ArrayDeque<>())
        .push(block);
  }

  List<Block> all() {
    return List.copyOf(all);
  }
}
