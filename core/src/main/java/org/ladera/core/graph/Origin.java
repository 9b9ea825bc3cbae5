package org.ladera.core.graph;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
    private final boolean closed;
    private final Supplier<T> builder;

    /** The region that asked for this one, if no code of the user stands between. */
    private final @Nullable Region<?> around;

    /** Where the region itself was asked for, once a node needs it. */
    private @Nullable Origin origin;

    /** The constants that closed code has written here, each once. */
    private final Map<Constants, Node> constants;

    Region(String name, boolean closed, Supplier<T> builder) {
      this.name = name;
      this.closed = closed;
      this.builder = builder;
      this.around = REGION.isBound() && REGION.get().closed ? REGION.get() : null;
      this.constants = around == null ? new HashMap<>() : around.constants;
    }

    @Override
    public T call() {
      return builder.get();
    }

    Origin origin() {
      @Nullable Origin known = origin;
      if (known == null) {
        known = new Origin(name, around == null ? userLine() : around.origin().line);
        origin = known;
      }
      return known;
    }
  }

  /** An op of constants alone. */
  private record Constants(Op op, List<Node> inputs) {}

  /**
   * A node of constants alone, such as a repeated number. Within a closed region, whose nodes no
   * user has in hand, there is one node for all that are equal.
   */
  static Node constant(Op op, List<Node> inputs) {
    if (!REGION.isBound() || !REGION.get().closed) {
      return new Node(op, inputs);
    }
    Map<Constants, Node> known = REGION.get().constants;
    Constants key = new Constants(op, inputs);
    @Nullable Node node = known.get(key);
    if (node == null) {
      node = new Node(op, inputs);
      known.put(key, node);
    }
    return node;
  }

  static Origin current() {
    if (INHERITED.isBound()) {
      return INHERITED.get();
    }
    if (!REGION.isBound()) {
      return new Origin("", userLine());
    }
    Region<?> region = REGION.get();
    return region.closed || isLibraryAlone()
        ? region.origin()
        : new Origin(region.name, userLine());
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
    return run(new Region<>(region, false, builder));
  }

  /**
   * Runs a builder whose nodes belong to a named part of what somebody wrote. If that is Ladera,
   * all of them come from where the part was asked for, and nobody looks at the stack for each:
   * what the user may have written must then be called by {@link #opened}.
   *
   * @param <T> what the builder returns
   * @param region the name, as the user knows it
   * @param author an object of the class that the builder's code belongs to
   * @param builder builds nodes
   * @return what the builder returns
   */
  public static <T extends @Nullable Object> T region(
      String region, Object author, Supplier<T> builder) {
    return run(new Region<>(region, isLibrary(author.getClass().getName()), builder));
  }

  /**
   * Runs a builder that the user may have written, from code of Ladera's own: its nodes come from
   * the user's lines.
   *
   * @param <T> what the builder returns
   * @param builder builds nodes
   * @return what the builder returns
   */
  public static <T extends @Nullable Object> T opened(Supplier<T> builder) {
    return REGION.isBound() && REGION.get().closed
        ? run(new Region<>(REGION.get().name, false, builder))
        : builder.get();
  }

  private static <T extends @Nullable Object> T run(Region<T> region) {
    return ScopedValue.where(REGION, region).call(region);
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
