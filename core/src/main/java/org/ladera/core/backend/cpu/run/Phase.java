package org.ladera.core.backend.cpu.run;

/** Works that are bound: shared among threads in any order, or done by one thread in theirs. */
final class Phase {
  /** What a pool takes at most is more. */
  private static final int MOST_CHUNKS = 4096;

  private final Work[] works;
  private final int chunks;

  Phase(Work[] works, boolean shared) {
    this.works = works;
    this.chunks = shared ? Math.min(works.length, MOST_CHUNKS) : 1;
  }

  Work[] works() {
    return works;
  }

  /** How many pieces there are to take. */
  int chunks() {
    return chunks;
  }

  void run(int chunk, Worker worker) {
    int from = (int) ((long) works.length * chunk / chunks);
    int to = (int) ((long) works.length * (chunk + 1) / chunks);
    for (int i = from; i < to; i++) {
      works[i].run(worker);
    }
  }
}
