package org.ladera.core.backend.nd4j;

import com.google.common.base.CaseFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A loop of ours over the memory of blocks.
 *
 * @param loop why it is ours
 * @param reads the blocks that it reads
 * @param writes the block that it fills, if it fills one
 * @param body the loop
 */
record JavaStep(JavaLoop loop, List<Block> reads, @Nullable Block writes, Runnable body)
    implements Step {
  @Override
  public void run() {
    for (Block block : reads) {
      block.pull();
    }
    body.run();
    if (writes != null) {
      writes.push();
    }
  }

  @Override
  public String how() {
    return "java " + CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, loop.name());
  }
}
