package org.ladera.core.plan;

/**
 * What a plan may do. Every choice gives the same bits; the tests compare them.
 *
 * @param simplify whether the graph is rewritten first
 * @param fuse whether several ops share a loop
 * @param inPlace whether variables are written by the steps themselves where that is safe
 * @param reuse how memory is shared
 */
public record Options(boolean simplify, boolean fuse, boolean inPlace, Reuse reuse) {
  /** How results share memory over time. */
  public enum Reuse {
    /** Each has memory of its own. */
    NONE,
    /** By lifetime, in the least memory that is found. */
    PLANNED,
    /** By lifetime, as soon as allowed: what finds errors. */
    EAGER
  }

  /** {@return what programs are compiled with} */
  public static Options standard() {
    return new Options(true, true, true, Reuse.PLANNED);
  }

  /**
   * {@return these, with another say on variables}
   *
   * @param allowed whether the steps themselves may write them
   */
  public Options updatingInPlace(boolean allowed) {
    return new Options(simplify, fuse, allowed, reuse);
  }
}
