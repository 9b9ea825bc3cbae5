package org.ladera.core.graph;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a node comes from: the composition or layer that built it, and the user's line.
 *
 * @param region the innermost composition or layer, such as {@code binaryCrossEntropy}; empty if
 *     none
 * @param line the innermost frame outside Ladera's libraries, if there is one
 */
public record Origin(String region, @Nullable StackTraceElement line) {
  private static final ScopedValue<Origin> INHERITED = ScopedValue.newInstance();
  private static final ScopedValue<String> REGION = ScopedValue.newInstance();
  private static final StackWalker WALKER = StackWalker.getInstance();

  static Origin current() {
    if (INHERITED.isBound()) {
      return INHERITED.get();
    }
    return new Origin(REGION.isBound() ? REGION.get() : "", userLine());
  }

  /**
   * Runs a builder whose nodes all come from the same place as another node: gradients and updates.
   *
   * @param <T> what the builder returns
   * @param origin the place
   * @param builder builds nodes
   * @return what the builder returns
   */
  public static <T extends @Nullable Object> T inherit(Origin origin, Supplier<T> builder) {
    return ScopedValue.where(INHERITED, origin).call(builder::get);
  }

  /**
   * Runs a builder whose nodes belong to a named composition or layer.
   *
   * @param <T> what the builder returns
   * @param region the name, as the user knows it
   * @param builder builds nodes
   * @return what the builder returns
   */
  public static <T extends @Nullable Object> T region(String region, Supplier<T> builder) {
    return ScopedValue.where(REGION, region).call(builder::get);
  }

  private static @Nullable StackTraceElement userLine() {
    return WALKER.walk(
        frames ->
            frames
                .filter(frame -> !isLibrary(frame.getClassName()))
                .findFirst()
                .map(StackWalker.StackFrame::toStackTraceElement)
                .orElse(null));
  }

  private static boolean isLibrary(String className) {
    return className.startsWith("org.ladera.core.")
        || className.startsWith("org.ladera.autograd.")
        || className.startsWith("org.ladera.optim.")
        || className.startsWith("java.")
        || className.startsWith("jdk.");
  }

  /**
   * {@return the place in words, such as {@code in "dense.0", built at Train.java:31}; may be
   * empty}
   */
  public String describe() {
    String where = region.isEmpty() ? "" : "in \"" + region + "\"";
    if (line == null) {
      return where;
    }
    String built = "built at " + line.getFileName() + ":" + line.getLineNumber();
    return where.isEmpty() ? built : where + ", " + built;
  }
}
