package org.ladera.core.backend.cpu;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ladera.core.backend.Backend;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.Executable;
import org.ladera.core.backend.cpu.CpuSettings.Tiers;
import org.ladera.core.backend.cpu.blas.MatrixLibraries;
import org.ladera.core.backend.cpu.lower.Sharing;
import org.ladera.core.backend.cpu.pool.Pool;
import org.ladera.core.backend.cpu.run.Equipment;
import org.ladera.core.backend.cpu.run.Peaks;
import org.ladera.core.backend.cpu.tier.Kernels;
import org.ladera.core.memory.NativeBudget;
import org.ladera.core.plan.Plan;
import org.ladera.core.plan.Planner;

/**
 * Compiles a computation to one program for the processor. What explain() says of a program is the
 * same on every machine, but for the lines that begin with {@code here:}. With {@code
 * -Dladera.profile=true} steps are measured, and these lines have how long each took, and how near
 * that is to the best that the machine can do.
 */
public final class CpuBackend implements Backend {
  private static final String MEASURED = "ladera.profile";

  private final CpuSettings settings;
  private final Equipment equipment;
  private final AtomicBoolean loading = new AtomicBoolean();

  /** For {@link java.util.ServiceLoader}: with {@link CpuSettings#ofProperties}. */
  public CpuBackend() {
    this(CpuSettings.ofProperties());
  }

  /**
   * A backend.
   *
   * @param settings how it works
   */
  public CpuBackend(CpuSettings settings) {
    this.settings = settings;
    Pool pool = Pool.shared(settings.threads());
    this.equipment =
        new Equipment(
            new Kernels(settings.tiers() != Tiers.VECTOR, settings.tiers() != Tiers.INTERPRETED),
            pool,
            settings.sharesAll() ? Sharing.always() : Sharing.usual(),
            NativeBudget.shared(),
            Boolean.getBoolean(MEASURED) ? new Peaks(pool) : null);
  }

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public int preference() {
    return 200;
  }

  @Override
  public Optional<String> obstacle() {
    return Optional.empty();
  }

  @Override
  public Executable compile(Computation computation) {
    if (loading.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("ladera-libraries").start(CpuBackend::load);
    }
    return compile(Planner.plan(computation, settings.options()), Signature.of(computation));
  }

  /** Loads the libraries for matrix products, which takes as long as planning does. */
  private static void load() {
    try {
      MatrixLibraries.loaded();
    } catch (LinkageError failure) {
      // Who needs them gets the same error.
      System.getLogger(CpuBackend.class.getName())
          .log(System.Logger.Level.DEBUG, "no libraries for matrix products", failure);
    }
  }

  /** The program of a plan. */
  CpuExecutable compile(Plan plan, Signature signature) {
    return new CpuExecutable(plan, signature, equipment);
  }
}
