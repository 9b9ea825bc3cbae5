package org.ladera.core.backend.cpu.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.cpu.blas.MatrixLayout;
import org.ladera.core.backend.cpu.blas.MatrixLibraries;
import org.ladera.core.backend.cpu.blas.MatrixPlan;
import org.ladera.core.backend.cpu.blas.MatrixProduct;
import org.ladera.core.backend.cpu.blas.TileGrid;
import org.ladera.core.backend.cpu.lower.Cost;
import org.ladera.core.backend.cpu.lower.GivenNumbers;
import org.ladera.core.backend.cpu.lower.Nest;
import org.ladera.core.backend.cpu.lower.ProductLowering;
import org.ladera.core.backend.cpu.lower.ProductNest;
import org.ladera.core.backend.cpu.lower.Region;
import org.ladera.core.backend.cpu.lower.RowTotals;
import org.ladera.core.backend.cpu.lower.Sharing;
import org.ladera.core.backend.cpu.tier.KernelSlot;
import org.ladera.core.backend.cpu.tier.Kernels;
import org.ladera.core.program.Loop;
import org.ladera.core.program.MatMul;
import org.ladera.core.program.Program;
import org.ladera.core.program.Storage;
import org.ladera.core.program.Stream;
import org.ladera.core.program.Value;
import org.ladera.core.type.DType;

/**
 * Makes stages of matrix products. How a product is cut into tiles depends on its shape alone, so
 * that what follows it cannot change its bits. Where threads share a product, each goes on from a
 * tile to what follows there; else that is a loop of its own.
 */
final class ProductStages {
  /** How much of a product a thread keeps, in the second cache. */
  private static final long KEPT = 512 << 10;

  private final Program program;
  private final Kernels kernels;
  private final Sharing sharing;
  private final IntFunction<DType> types;
  private final Draft draft;
  private final LoopStages loops;

  ProductStages(
      Program program,
      Equipment equipment,
      IntFunction<DType> types,
      Draft draft,
      LoopStages loops) {
    this.program = program;
    this.kernels = equipment.kernels();
    this.sharing = equipment.sharing();
    this.types = types;
    this.draft = draft;
    this.loops = loops;
  }

  /** Adds products with their epilogue. */
  void add(MatMul product) {
    MatrixPlan plan = plan(product);
    draft.note(plan::explain);
    @Nullable Loop epilogue = product.epilogue();
    boolean shared = sharing.pieces(cost(product)) > 1;
    if (epilogue == null || !shared || !join(product, epilogue, plan)) {
      apart(product, epilogue, plan);
    }
  }

  private MatrixPlan plan(MatMul product) {
    MatrixLayout a = new MatrixLayout(product.a().rowStride(), product.a().columnStride());
    MatrixLayout b = new MatrixLayout(product.b().rowStride(), product.b().columnStride());
    return MatrixPlan.of(
        MatrixProduct.of(
            product.dtype(),
            Math.toIntExact(product.m()),
            Math.toIntExact(product.n()),
            Math.toIntExact(product.k()),
            a,
            b,
            product.n()),
        MatrixLibraries.loaded());
  }

  private static double cost(MatMul product) {
    return count(product) * Cost.ofProduct(product.dtype(), product.m(), product.n(), product.k());
  }

  private static long count(MatMul product) {
    return product.batch().stream().reduce(1, (a, b) -> a * b);
  }

  /** Products first, then the epilogue. */
  private void apart(MatMul product, @Nullable Loop epilogue, MatrixPlan plan) {
    boolean tile = program.buffer(product.product()).storage() instanceof Storage.Tile;
    long size = count(product) * product.m() * product.n();
    int target = tile ? draft.extras().add(product.dtype(), size) : product.product();
    if (size > 0) {
      List<Part> parts = new ArrayList<>();
      int tiles = plan.grid().tiles();
      int chunks = sharing.pieces(cost(product));
      for (ProductNest nest :
          ProductLowering.alone(product, target).parts(most(product, tiles, chunks))) {
        for (int each = 0; each < tiles; each++) {
          int number = each;
          parts.add(addresses -> new ProductWork(nest, plan, number, 0, null, addresses));
        }
      }
      draft.stage(parts, cost(product));
    }
    if (epilogue != null) {
      loops.add(tile ? redirected(epilogue, product.product(), target) : epilogue);
    }
  }

  /** How many products one work takes, so that there are enough works. */
  private static long most(MatMul product, int tiles, int chunks) {
    return Math.max(1, Math.ceilDiv(count(product) * tiles, chunks));
  }

  private static Loop redirected(Loop loop, int from, int to) {
    List<Stream> streams =
        loop.streams().stream()
            .map(
                stream ->
                    stream.buffer() == from
                        ? new Stream(to, stream.offset(), stream.strides())
                        : stream)
            .toList();
    return new Loop(
        loop.header(),
        loop.extents(),
        loop.rowAxes(),
        loop.totalAxes(),
        streams,
        loop.body(),
        loop.finish());
  }

  /** Each tile of a product with what follows there, or false if that cannot be. */
  private boolean join(MatMul product, Loop epilogue, MatrixPlan plan) {
    long size = count(product) * product.m() * product.n();
    TileGrid grid = plan.grid();
    int chunks = sharing.pieces(cost(product));
    if (size == 0 || grid.tiles() * count(product) == 1) {
      return false;
    }
    boolean tiled = program.buffer(product.product()).storage() instanceof Storage.Tile;
    int target = tiled ? Region.TILE : product.product();
    RowTotals rows =
        RowTotals.of(
            GivenNumbers.inMemory(
                tiled ? redirected(epilogue, product.product(), Region.TILE) : epilogue,
                draft.extras()),
            buffer -> buffer == Region.TILE ? product.dtype() : types.apply(buffer),
            draft.extras());
    Optional<ProductLowering.Joined> joined =
        ProductLowering.joined(product, rows.loop(), target, types);
    if (joined.isEmpty() || !fits(rows.loop(), grid, joined.get().nest())) {
      return false;
    }
    ProductNest whole = joined.get().nest();
    Nest calls = whole.epilogue();
    if (calls == null) {
      throw new IllegalStateException("no epilogue");
    }
    KernelSlot slot = LoopStages.slot(kernels, calls);
    long bytes = (long) grid.tileRows() * grid.tileColumns() * product.dtype().size();
    long most = Math.clamp(KEPT / Math.max(1, bytes), 1, most(product, grid.tiles(), chunks));
    MatrixPlan own = tiled ? plan.compact() : plan;
    List<Part> parts = new ArrayList<>();
    for (ProductNest nest : whole.parts(most)) {
      // Column by column: a thread then keeps columns of the weights, forward and in their update.
      for (int column = 0; column < grid.across(); column++) {
        for (int row = 0; row < grid.down(); row++) {
          parts.add(part(nest, own, row * grid.across() + column, slot, product.dtype()));
        }
      }
    }
    draft.note(
        () -> LoopStages.describe(slot, calls, parts.size()) + ", tile by tile after the product");
    draft.stage(parts, cost(product) + Cost.of(calls));
    loops.add(joined.get().combines());
    loops.add(rows.combines());
    epilogue.finish().forEach(loops::add);
    return true;
  }

  /** Whether each tile has all that the epilogue needs to run there. */
  private static boolean fits(Loop epilogue, TileGrid grid, ProductNest nest) {
    boolean reduces = epilogue.body().values().stream().anyMatch(Value.Reduce.class::isInstance);
    boolean blocked = nest.epilogue() != null && nest.epilogue().blocked();
    return (grid.across() == 1 || !reduces)
        && (grid.down() == 1 || !blocked || grid.tileRows() % Nest.BLOCK == 0);
  }

  private static Part part(
      ProductNest nest, MatrixPlan plan, int tile, KernelSlot slot, DType dtype) {
    TileGrid grid = plan.grid();
    long pitch = (long) grid.tileColumns() * dtype.size();
    long rows = grid.rows(tile);
    ProductNest there =
        nest.tile(
            grid.firstRow(tile),
            rows,
            grid.firstColumn(tile),
            grid.columns(tile),
            pitch,
            dtype.size());
    Nest calls = there.epilogue();
    if (calls == null) {
      throw new IllegalStateException("no epilogue");
    }
    return addresses ->
        new ProductWork(
            there, plan, tile, rows * pitch, new LoopWork(calls, slot, addresses), addresses);
  }
}
