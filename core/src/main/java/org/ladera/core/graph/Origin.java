package org.ladera.core.graph;

import java.util.Iterator;
import java.util.Set;
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
  private static final ScopedValue<Region<?>> REGION = ScopedValue.newInstance();
  private static final StackWalker WALKER = StackWalker.getInstance();

  /** Without methods and lines, at a third of the price. */
  private static final StackWalker CLASSES =
      StackWalker.getInstance(Set.of(StackWalker.Option.DROP_METHOD_INFO));

  /** A named builder under way; its frame on the stack is where the region begins. */
  private static final class Region<T extends @Nullable Object>
      implements ScopedValue.CallableOp<T, RuntimeException> {
    private final String name;
    private final Supplier<T> builder;

    /** Where the region itself was asked for, once a node needs it. */
    private @Nullable Origin origin;

    Region(String name, Supplier<T> builder) {
      this.name = name;
      this.builder = builder;
    }

    @Override
    public T call() {
      return builder.get();
    }
  }

  static Origin current() {
    if (INHERITED.isBound()) {
      return INHERITED.get();
    }
    if (!REGION.isBound()) {
      return new Origin("", userLine());
    }
    Region<?> region = REGION.get();
    if (!isLibraryAlone()) {
      return new Origin(region.name, userLine());
    }
    @Nullable Origin known = region.origin;
    if (known == null) {
      known = new Origin(region.name, userLine());
      region.origin = known;
    }
    return known;
  }

  /** Whether there is nothing but Ladera's code since the region began. */
  private static boolean isLibraryAlone() {
    return CLASSES.walk(
        frames -> {
          Iterator<StackWalker.StackFrame> each = frames.iterator();
          while (each.hasNext()) {
            String className = each.next().getClassName();
            if (className.equals(Region.class.getName())) {
              return true;
            }
            if (!isLibrary(className)) {
              return false;
            }
          }
          return false;
        });
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
    Region<T> named = new Region<>(region, builder);
    return ScopedValue.where(REGION, named).call(named);
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
