package org.ladera.core.backend.nd4j;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/** Finds out whether ND4J can run here, before it prints stack traces of its own about it. */
final class Availability {
  private static final String CPU = "org/nd4j/linalg/cpu/nativecpu/CpuBackend.class";
  private static final String CUDA = "org/nd4j/linalg/jcublas/JCublasBackend.class";

  private Availability() {}

  static Optional<String> obstacle() {
    boolean cpu = isOnClassPath(CPU);
    if (!cpu && !isOnClassPath(CUDA)) {
      return Optional.of(
          "ND4J has no native backend on the class path; add org.nd4j:nd4j-native with the natives"
              + " of this platform");
    }
    if (!cpu && !hasDriver()) {
      return Optional.of("ND4J's CUDA backend found no NVIDIA driver (" + driver() + ")");
    }
    try {
      OpExecutioner executioner = Nd4j.getExecutioner();
      return executioner == null ? Optional.of("ND4J did not start") : Optional.empty();
    } catch (LinkageError | RuntimeException failure) {
      return Optional.of("ND4J's natives did not load: " + cause(failure));
    }
  }

  private static boolean isOnClassPath(String resource) {
    return Availability.class.getClassLoader().getResource(resource) != null;
  }

  @SuppressWarnings("restricted")
  private static boolean hasDriver() {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup.libraryLookup(driver(), arena);
      return true;
    } catch (IllegalArgumentException absent) {
      return false;
    }
  }

  private static String driver() {
    return System.getProperty("os.name", "").startsWith("Windows") ? "nvcuda.dll" : "libcuda.so.1";
  }

  /** The innermost cause, on one line. */
  private static String cause(Throwable failure) {
    Throwable cause = failure;
    @Nullable Throwable next = failure.getCause();
    while (next != null) {
      cause = next;
      next = next.getCause();
    }
    @Nullable String message = cause.getMessage();
    String kind = cause.getClass().getSimpleName();
    return message == null ? kind : kind + ": " + message.lines().findFirst().orElse("");
  }
}
