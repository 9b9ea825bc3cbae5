package org.ladera.core.backend.cpu.blas;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What there is to compute matrix products with on this machine, and why not more.
 *
 * <p>{@code -Dladera.blas=} restricts it to {@code openblas} or {@code onednn}, each with Java for
 * what it does not take, or to {@code java} alone.
 */
public final class MatrixLibraries {
  private static final String SWITCH = "ladera.blas";
  private static final List<String> CHOICES = List.of("openblas", "onednn", "java");

  final JavaProducts java = new JavaProducts();
  final @Nullable OpenBlas openBlas;
  final @Nullable OneDnn oneDnn;

  /** The columns that Java's vectors hold, 0 if Java is not to compete with libraries. */
  final int lanes;

  private final String description;

  private MatrixLibraries(String only) {
    Attempt<OpenBlas> openBlasFound = attempt("OpenBLAS", "openblas", only, OpenBlas::load);
    Attempt<OneDnn> oneDnnFound = attempt("oneDNN", "onednn", only, OneDnn::load);
    this.openBlas = openBlasFound.library;
    this.oneDnn = oneDnnFound.library;
    this.lanes = only.isEmpty() ? JavaProducts.lanes() : 0;
    this.description =
        openBlasFound.told
            + (openBlas == null ? "" : " for " + openBlas.core())
            + "; "
            + oneDnnFound.told;
  }

  private static final class Loaded {
    static final MatrixLibraries ONCE = restrictedTo(System.getProperty(SWITCH, ""));
  }

  /**
   * {@return the libraries of this process, loaded by the first call: 100 ms, and 70 ms for
   * oneDNN's first product}
   *
   * @throws IllegalArgumentException if {@code -Dladera.blas=} names none of the choices
   */
  public static MatrixLibraries loaded() {
    return Loaded.ONCE;
  }

  /** Those that {@code -Dladera.blas=} of this value leaves; empty leaves all. */
  static MatrixLibraries restrictedTo(String value) {
    String only = value.strip().toLowerCase(Locale.ROOT);
    if (!only.isEmpty() && !CHOICES.contains(only)) {
      throw new IllegalArgumentException(
          "-D%s= takes one of %s, or nothing to use what fits best; given '%s'."
              .formatted(SWITCH, String.join(", ", CHOICES), value));
    }
    return new MatrixLibraries(only);
  }

  /**
   * {@return what was found and what was not, and why, such as {@code OpenBLAS for Cooperlake; no
   * oneDNN: no natives of it for linux-armhf}}
   */
  public String describe() {
    return description;
  }

  private record Attempt<T>(@Nullable T library, String told) {}

  private static <T> Attempt<T> attempt(
      String label, String choice, String only, Supplier<T> load) {
    if (!only.isEmpty() && !only.equals(choice)) {
      return new Attempt<>(null, "no %s: -D%s=%s leaves it out".formatted(label, SWITCH, only));
    }
    try {
      return new Attempt<>(load.get(), label);
    } catch (LinkageError | RuntimeException e) {
      return new Attempt<>(null, "no %s: %s".formatted(label, reason(e)));
    }
  }

  /** The cause at the bottom says what is missing. */
  static String reason(Throwable thrown) {
    Throwable bottom = thrown;
    while (bottom.getCause() != null) {
      bottom = bottom.getCause();
    }
    return bottom instanceof UnsatisfiedLinkError
        ? String.valueOf(bottom.getMessage())
        : bottom.toString();
  }
}
