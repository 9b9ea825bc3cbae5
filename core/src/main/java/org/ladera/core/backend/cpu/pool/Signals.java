package org.ladera.core.backend.cpu.pool;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/**
 * Holds signals back while oneDNN may multiply on a thread.
 *
 * <p>On x86-64 the matrix kernels of oneDNN up to 3.11 point the stack register into the heap (its
 * issue 4845, mended after that version by its pull request 4855). The handler of a signal that
 * arrives just then writes its frame over what lies there, and the process dies: within a second
 * under Java Flight Recorder, as under any profiler that samples by signals. Held signals arrive
 * afterwards; those that a thread causes itself, such as by a null pointer, are not held.
 *
 * <p>It takes two calls of the system, 0.2 us together on most machines and 2 us on some virtual
 * ones. So a thread of the pool holds them for life, and one that calls for the length of a run.
 */
@SuppressWarnings("restricted")
public final class Signals {
  /** As large as any system's set of signals. */
  private static final long SET_BYTES = 128;

  private static final boolean LINUX = named("os.name", "linux");
  private static final boolean MAC = named("os.name", "mac");
  private static final boolean X86 = named("os.arch", "amd64") || named("os.arch", "x86_64");
  private static final int BLOCK = MAC ? 1 : 0;
  private static final int REPLACE = MAC ? 3 : 2;

  /** Illegal instruction, trap, abort, floating point, bus, memory. */
  private static final int[] CAUSED_BY_THREAD = {4, 5, 6, 8, MAC ? 10 : 7, 11};

  private static final MethodHandle MASK =
      function("pthread_sigmask", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
  private static final MemorySegment HELD = held();

  private final MemorySegment before;

  /**
   * For one thread at a time.
   *
   * @param arena how long it will be used
   */
  public Signals(Arena arena) {
    this.before = arena.allocate(SET_BYTES, Long.BYTES);
  }

  /** {@return whether signals can do harm on this machine} */
  public static boolean harm() {
    return X86 && (LINUX || MAC);
  }

  /** Holds them back for as long as the thread lives. */
  static void holdForLife() {
    if (harm()) {
      mask(BLOCK, HELD, MemorySegment.NULL);
    }
  }

  /** Holds them back; only where they can do {@link #harm}. */
  public void hold() {
    mask(BLOCK, HELD, before);
  }

  /** Lets them through again, as before {@link #hold}. */
  public void release() {
    mask(REPLACE, before, MemorySegment.NULL);
  }

  private static void mask(int how, MemorySegment set, MemorySegment old) {
    int status;
    try {
      status = (int) MASK.invokeExact(how, set, old);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
    if (status != 0) {
      throw new IllegalStateException("pthread_sigmask: status " + status);
    }
  }

  private static MemorySegment held() {
    MemorySegment set = Arena.global().allocate(SET_BYTES, Long.BYTES);
    MethodHandle fill = function("sigfillset", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    MethodHandle remove = function("sigdelset", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    int status;
    try {
      status = (int) fill.invokeExact(set);
      for (int signal : CAUSED_BY_THREAD) {
        status |= (int) remove.invokeExact(set, signal);
      }
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
    if (status != 0) {
      throw new IllegalStateException("sigfillset, sigdelset: status " + status);
    }
    return set;
  }

  private static MethodHandle function(String name, FunctionDescriptor signature) {
    Linker linker = Linker.nativeLinker();
    MemorySegment address =
        linker
            .defaultLookup()
            .find(name)
            .orElseThrow(() -> new UnsatisfiedLinkError("the system has no function " + name));
    return linker.downcallHandle(address, signature, Linker.Option.critical(false));
  }

  private static IllegalStateException unexpected(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return new IllegalStateException("A call of the system failed.", thrown);
  }

  private static boolean named(String property, String part) {
    return System.getProperty(property, "").toLowerCase(Locale.ROOT).contains(part);
  }
}
