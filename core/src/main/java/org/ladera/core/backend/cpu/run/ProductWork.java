package org.ladera.core.backend.cpu.run;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.cpu.blas.MatrixPlan;
import org.ladera.core.backend.cpu.lower.Place;
import org.ladera.core.backend.cpu.lower.ProductNest;
import org.ladera.core.backend.cpu.lower.Region;

/** Computes one tile of each of some products, then what follows while they are near. */
final class ProductWork extends Work {
  private static final int A = 0;
  private static final int B = 1;
  private static final int C = 2;

  private final MatrixPlan plan;
  private final int tile;
  private final long[] sizes;
  private final long[] index;
  private final long[] first = new long[3];
  private final long[] current = new long[3];
  private final long[][] steps;
  private final boolean toTile;
  private final long matrixBytes;
  private final long bytes;
  private final @Nullable Work epilogue;

  /**
   * A part of products.
   *
   * @param nest the products
   * @param plan how one is computed
   * @param tile which tile of each
   * @param matrixBytes how far the tiles lie apart in the worker's memory
   * @param epilogue what follows, or null
   */
  ProductWork(
      ProductNest nest,
      MatrixPlan plan,
      int tile,
      long matrixBytes,
      @Nullable Work epilogue,
      Addresses addresses) {
    this.plan = plan;
    this.tile = tile;
    this.sizes = nest.outer().toArray();
    this.index = new long[sizes.length];
    this.steps = new long[sizes.length][3];
    this.toTile = nest.c().buffer() == Region.TILE;
    this.matrixBytes = matrixBytes;
    this.bytes = toTile ? nest.count() * matrixBytes : 0;
    this.epilogue = epilogue;
    bind(A, nest.a(), addresses);
    bind(B, nest.b(), addresses);
    if (!toTile) {
      bind(C, nest.c(), addresses);
    }
  }

  private void bind(int operand, Place place, Addresses addresses) {
    addresses.bind(first, operand, place);
    long back = 0;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      steps[axis][operand] = place.outer().get(axis) - back;
      back += place.outer().get(axis) * (sizes[axis] - 1);
    }
  }

  @Override
  void run(Worker worker) {
    if (toTile) {
      first[C] = worker.tile;
    }
    if (sizes.length == 0) {
      plan.run(tile, first[A], first[B], first[C]);
    } else {
      multiplyAll();
    }
    if (epilogue != null) {
      epilogue.run(worker);
    }
  }

  private void multiplyAll() {
    System.arraycopy(first, 0, current, 0, 3);
    Arrays.fill(index, 0);
    while (true) {
      plan.run(tile, current[A], current[B], current[C]);
      int axis = sizes.length - 1;
      while (axis >= 0 && ++index[axis] == sizes[axis]) {
        index[axis] = 0;
        axis--;
      }
      if (axis < 0) {
        return;
      }
      current[A] += steps[axis][A];
      current[B] += steps[axis][B];
      current[C] += toTile ? matrixBytes : steps[axis][C];
    }
  }

  @Override
  void refresh() {
    if (epilogue != null) {
      epilogue.refresh();
    }
  }

  @Override
  void request() {
    if (epilogue != null) {
      epilogue.request();
    }
  }

  @Override
  boolean fearsSignals() {
    return plan.fearsSignals();
  }

  @Override
  long scratchBytes() {
    return epilogue == null ? 0 : epilogue.scratchBytes();
  }

  @Override
  long tileBytes() {
    return bytes;
  }
}
