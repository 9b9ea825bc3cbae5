package org.ladera.benchmarks.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.ladera.benchmarks.work.UpdateWork;

/** Copies memory: what an update, which computes little, is measured by. */
final class CopyEngine implements Engine {
  private static final String THREADS = "benchmarks.copy.threads";

  private final boolean isJava;

  private CopyEngine(boolean isJava) {
    this.isJava = isJava;
  }

  /** {@return {@link MemorySegment#copy}, by threads of Java, each a part} */
  static CopyEngine java() {
    return new CopyEngine(true);
  }

  /** {@return PyTorch's {@code copy_}} */
  static CopyEngine libtorch() {
    return new CopyEngine(false);
  }

  @Override
  public String name() {
    return isJava ? "copy-java" : "copy-libtorch";
  }

  @Override
  public List<Setting> settings(int cores) {
    if (!isJava) {
      return LibtorchParts.settings(cores);
    }
    return Setting.threads(cores).stream()
        .map(threads -> Setting.of(threads).property(THREADS, String.valueOf(threads)))
        .toList();
  }

  /** It computes no update. */
  @Override
  public boolean hasLosses() {
    return false;
  }

  @Override
  public String version() {
    return isJava ? "Java " + System.getProperty("java.version", "") : LibtorchParts.version();
  }

  @Override
  public Session openUpdate(UpdateWork work) {
    return isJava
        ? new JavaCopy(work.copied(), Integer.getInteger(THREADS, 1))
        : new LibtorchCopy(work.copied());
  }

  /** A part for each thread. */
  private static final class JavaCopy implements Session {
    private final Arena arena = Arena.ofShared();
    private final ExecutorService helpers;
    private final List<Runnable> parts = new ArrayList<>();

    JavaCopy(long count, int threads) {
      helpers = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory());
      MemorySegment from = arena.allocate(count * Float.BYTES, 64);
      MemorySegment to = arena.allocate(count * Float.BYTES, 64);
      from.fill((byte) 1);
      to.fill((byte) 2);
      for (int i = 0; i < threads; i++) {
        long begin = count * i / threads * Float.BYTES;
        long bytes = count * (i + 1) / threads * Float.BYTES - begin;
        parts.add(() -> MemorySegment.copy(from, begin, to, begin, bytes));
      }
    }

    @Override
    public double step() {
      List<Future<?>> others = new ArrayList<>();
      for (Runnable part : parts.subList(1, parts.size())) {
        others.add(helpers.submit(part));
      }
      parts.getFirst().run();
      for (Future<?> other : others) {
        await(other);
      }
      return 0;
    }

    private static void await(Future<?> future) {
      try {
        future.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a part of a copy failed", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      helpers.shutdown();
      arena.close();
    }
  }

  /** Both tensors end with this. */
  private static final class LibtorchCopy implements Session {
    private final PointerScope scope = new PointerScope();
    private final Tensor from;
    private final Tensor to;

    LibtorchCopy(long count) {
      from = LibtorchParts.floats(count);
      to = LibtorchParts.floats(count);
      UpdateData.fillParameters(LibtorchParts.address(from), count);
      UpdateData.fillGradients(LibtorchParts.address(to), count);
    }

    @Override
    public double step() {
      try (PointerScope _ = new PointerScope()) {
        to.copy_(from);
      }
      return 0;
    }

    @Override
    public void close() {
      scope.close();
    }
  }
}
