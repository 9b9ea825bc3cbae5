package org.ladera.core.program;

import static org.ladera.core.program.Verification.NO_STEP;

import java.util.ArrayList;
import java.util.List;

/** Of one buffer: written where it may be, once, and before it is read. */
final class WritingRules {
  private final Verification verification;
  private final Buffer buffer;
  private final List<Access> accesses;

  /** Takes the accesses of the buffer in their order; in a unit, reads come first. */
  WritingRules(Verification verification, Buffer buffer, List<Access> accesses) {
    this.verification = verification;
    this.buffer = buffer;
    this.accesses = accesses;
  }

  void verify() {
    switch (buffer.storage()) {
      case Storage.Input _, Storage.Constant _ -> verifyNeverWritten("is not ours to write");
      case Storage.State _ -> verifyState();
      case Storage.Tile _ -> verifyTile();
      case Storage.Arena _ -> {
        if (!verification.isFlag(buffer.id())) {
          verifyWrittenOnce();
          verifyWrittenFirst(
              verification.isSource(buffer.id()) ? "is what a variable becomes" : "");
        }
      }
      case Storage.Output _ -> {
        verifyWrittenOnce();
        verifyWrittenFirst("is a result");
      }
    }
  }

  private void verifyNeverWritten(String why) {
    for (Access access : accesses) {
      verification.require(!access.writes(), access.step(), buffer.id(), why);
    }
  }

  private void verifyState() {
    if (!verification.isInPlace(buffer.id())) {
      verifyNeverWritten("is a variable that no commit says is written in place");
      return;
    }
    verification.require(
        buffer.shape().size() == 0 || isWhole(accesses.stream().filter(Access::writes).toList()),
        NO_STEP,
        buffer.id(),
        "is committed in place, but is not written as a whole");
    verifyWrittenOnce();
  }

  private void verifyTile() {
    int products = 0;
    for (Access access : accesses) {
      products += access.writes() ? 1 : 0;
      verification.require(
          access.writes() && access.loop() == null && products == 1,
          access.step(),
          buffer.id(),
          "is a tile, which only its product and epilogue know");
    }
  }

  private void verifyWrittenOnce() {
    List<Region> all = new ArrayList<>();
    List<Region> ofUnit = new ArrayList<>();
    int unit = -1;
    int step = -1;
    boolean inOneStep = true;
    for (Access access : accesses) {
      if (access.writes()) {
        if (access.unit() != unit) {
          verifyDisjoint(ofUnit, step, "is stored to twice in the same places");
          ofUnit.clear();
        }
        ofUnit.add(access.region());
        all.add(access.region());
        inOneStep &= step == -1 || step == access.step();
        unit = access.unit();
        step = access.step();
      }
    }
    verifyDisjoint(ofUnit, step, "is stored to twice in the same places");
    if (!inOneStep) {
      verifyDisjoint(all, step, "was written by an earlier step in the same places");
    }
  }

  private void verifyDisjoint(List<Region> regions, int step, String otherwise) {
    verification.require(Region.areDisjoint(regions), step, buffer.id(), otherwise);
  }

  /**
   * Complains if something is read before it is written.
   *
   * @param atLast why the whole must be written in the end, or "" if it need not be
   */
  private void verifyWrittenFirst(String atLast) {
    List<Access> written = new ArrayList<>();
    int judged = 0;
    boolean whole = buffer.shape().size() == 0;
    for (Access access : accesses) {
      if (access.writes()) {
        written.add(access);
        continue;
      }
      if (!whole && written.size() > judged) {
        judged = written.size();
        whole = isWhole(written);
      }
      verification.require(
          whole || written.stream().anyMatch(write -> covers(write.region(), access.region())),
          access.step(),
          buffer.id(),
          "is read before it is written");
    }
    verification.require(
        atLast.isEmpty() || whole || isWhole(written),
        NO_STEP,
        buffer.id(),
        atLast + ", but is not written as a whole");
  }

  private static boolean covers(Region written, Region read) {
    return written.isSolid() && written.first() <= read.first() && read.last() <= written.last();
  }

  private boolean isWhole(List<Access> writes) {
    long size = buffer.shape().size();
    long sum = 0;
    for (Access write : writes) {
      long count = write.region().count();
      if (count == size) {
        return true;
      }
      sum += count;
    }
    return sum == size && Region.areDisjoint(writes.stream().map(Access::region).toList());
  }
}
