package org.ladera.benchmarks.work;

/** Work that the harness hands to the processes of engines, as a word. */
public interface Task {
  /** {@return the name of the kind of work} */
  String kind();

  /** {@return all that a reader needs, in words} */
  String title();

  /** {@return this as one word without spaces} */
  String encode();
}
