package org.ladera.optim.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ladera.core.memory.HostArray;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The batches of a data set as bare arrays, for training loops:
 *
 * <p>
 *
 * {@snippet :
 * Feed feed = Batches.shuffled(data, 128, 42).feed("features", "labels");
 * for (int epoch = 0; epoch < 10; epoch++) {
 *   for (INDArray[] batch : feed.epoch(epoch)) {
 *     step.run(batch);
 *   }
 * }
 * }
 *
 * <p>The arrays are overwritten by the next batch; whoever wants to keep one copies it. Fresh
 * memory of some hundred kilobytes is had from the operating system page by page, which can take
 * longer than a training step. Not thread-safe.
 */
public final class Feed {
  private final Batches batches;
  private final Dataset data;
  private final List<HostArray> sources = new ArrayList<>();
  private final Map<Integer, List<Buffer>> buffers = new HashMap<>();

  Feed(Batches batches, Dataset data, List<String> names) {
    this.batches = batches;
    this.data = data;
    names.forEach(name -> sources.add(data.stored(name)));
  }

  /** Where the rows of an array are gathered, and the array that they are handed out in. */
  private record Buffer(HostArray source, HostArray gathered, INDArray array) {
    static Buffer of(HostArray source, int rows) {
      HostArray gathered = HostArray.zeros(Rows.type(source, rows));
      return new Buffer(source, gathered, gathered.toINDArray());
    }

    void fill(int[] rows) {
      Rows.gather(source, rows, gathered);
      gathered.copyTo(array);
    }
  }

  /**
   * {@return the batches of an epoch, each the named arrays in their order; filled when it is asked
   * for, and valid until the next}
   *
   * @param epoch which one, counted from 0
   * @throws IllegalArgumentException if it is negative
   */
  public Iterable<INDArray[]> epoch(int epoch) {
    if (batches.isFull(epoch)) {
      return () -> List.<INDArray[]>of(all()).iterator();
    }
    return () -> batches.rows(epoch).map(this::filled).iterator();
  }

  private INDArray[] filled(int[] rows) {
    List<Buffer> filled =
        buffers.computeIfAbsent(
            rows.length, size -> sources.stream().map(source -> Buffer.of(source, size)).toList());
    filled.forEach(buffer -> buffer.fill(rows));
    return arrays(filled);
  }

  /** All the data, copied once; nobody but a user who may not writes to it in between. */
  private INDArray[] all() {
    return arrays(
        buffers.computeIfAbsent(
            data.size(),
            size ->
                sources.stream()
                    .map(source -> new Buffer(source, source, source.toINDArray()))
                    .toList()));
  }

  private static INDArray[] arrays(List<Buffer> buffers) {
    return buffers.stream().map(Buffer::array).toArray(INDArray[]::new);
  }
}
