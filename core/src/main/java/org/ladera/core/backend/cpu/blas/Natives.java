package org.ladera.core.backend.cpu.blas;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.net.URL;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/**
 * The functions of a native library on the class path.
 *
 * <p>They are called through {@code java.lang.foreign}, which takes addresses as they are and needs
 * no object for them: an empty critical call costs 5 ns, another one some 4 ns more, JavaCPP's 10
 * ns more. On Linux the library is opened by itself too: 15 ms for OpenBLAS and 55 ms for oneDNN,
 * where JavaCPP's own loading, with its bindings and what they want, takes 260 and 190 ms.
 * Elsewhere JavaCPP loads it.
 */
@SuppressWarnings("restricted")
final class Natives {
  private static final Linker LINKER = Linker.nativeLinker();

  private final SymbolLookup symbols;

  private Natives(SymbolLookup symbols) {
    this.symbols = symbols;
  }

  /**
   * Opens a library.
   *
   * @param bindings JavaCPP's class of the library
   * @param folder where the natives' jar holds it, such as {@code /org/bytedeco/openblas/}
   * @param name its file on Linux
   * @param needs the files on Linux that lie beside it and that it needs
   * @throws UnsatisfiedLinkError if it is not there or does not load
   */
  static Natives open(Class<?> bindings, String folder, String name, String... needs) {
    String platform = Loader.getPlatform();
    if (!platform.startsWith("linux")) {
      Loader.load(bindings);
      return new Natives(Natives::global);
    }
    String place = folder + platform + "/";
    for (String need : needs) {
      // Not every platform's jar has them all, and the system may have them as well.
      unpacked(bindings, place + need);
    }
    File file =
        unpacked(bindings, place + name)
            .orElseThrow(() -> new UnsatisfiedLinkError("no natives of it for " + platform));
    try {
      return new Natives(SymbolLookup.libraryLookup(file.toPath(), Arena.global()));
    } catch (IllegalArgumentException e) {
      throw failed(file + " does not load", e);
    }
  }

  private static Optional<File> unpacked(Class<?> bindings, String resource) {
    URL packed = bindings.getResource(resource);
    if (packed == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Loader.cacheResource(packed));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack " + resource, e);
    }
  }

  private static Optional<MemorySegment> global(String symbol) {
    Pointer address = Loader.addressof(symbol);
    return address == null
        ? Optional.empty()
        : Optional.of(MemorySegment.ofAddress(address.address()));
  }

  /** A function that returns within microseconds: the collector waits for it. */
  MethodHandle quick(String symbol, FunctionDescriptor signature) {
    return LINKER.downcallHandle(address(symbol), signature, Linker.Option.critical(false));
  }

  /** A function that may take its time. */
  MethodHandle slow(String symbol, FunctionDescriptor signature) {
    return LINKER.downcallHandle(address(symbol), signature);
  }

  private MemorySegment address(String symbol) {
    return symbols
        .find(symbol)
        .orElseThrow(() -> new UnsatisfiedLinkError("it has no function " + symbol));
  }

  /**
   * This library, and where it has not a function itself the first of these that has: on Windows a
   * library does not answer for those that it needs.
   */
  Natives orIn(String... others) {
    return new Natives(
        symbol -> {
          Optional<MemorySegment> found = symbols.find(symbol);
          for (int i = 0; found.isEmpty() && i < others.length; i++) {
            found = find(others[i], symbol);
          }
          return found;
        });
  }

  private static Optional<MemorySegment> find(String library, String symbol) {
    try {
      return SymbolLookup.libraryLookup(library, Arena.global()).find(symbol);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What a call of a native function throws: nothing that a caller could cause. */
  static RuntimeException unexpected(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return new IllegalStateException("A call of a native function failed.", thrown);
  }

  private static UnsatisfiedLinkError failed(String message, Throwable cause) {
    UnsatisfiedLinkError error = new UnsatisfiedLinkError(message);
    error.initCause(cause);
    return error;
  }
}
