package org.ladera.autograd.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Checks one random program after another. */
final class Fuzzer {
  private static final int DRAWN = 3;
  private static final int PROGRAMS_BEFORE_COLLECTION = 50;

  private final Bias bias;
  private final Variant base;
  private final List<Variant> others;
  private final Coverage coverage = new Coverage();
  private final Tally tally = new Tally();
  private final Oracle oracle = new Oracle(tally);
  private int count;

  /**
   * A fuzzer of a family.
   *
   * @param base what is compared with the reference
   * @param others what is compared with it, three of them drawn for each program
   */
  Fuzzer(Variant base, List<Variant> others) {
    this(Bias.NONE, base, others);
  }

  /**
   * A fuzzer of a family, with programs that are drawn for something.
   *
   * @param bias what for
   * @param base what is compared with the reference
   * @param others what is compared with it
   */
  Fuzzer(Bias bias, Variant base, List<Variant> others) {
    this.bias = bias;
    this.base = base;
    this.others = List.copyOf(others);
  }

  /**
   * Checks the programs of successive seeds until one fails.
   *
   * @param seed the seed of the first
   * @param most how many programs at most
   * @param limit how long at most
   * @return the first failure, as it was found
   */
  Optional<Failure> search(long seed, int most, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    for (int i = 0; i < most && System.nanoTime() < end; i++) {
      Optional<Failure> failure = check(seed + i);
      if (failure.isPresent()) {
        return failure;
      }
    }
    return Optional.empty();
  }

  /** Checks the program of one seed. */
  Optional<Failure> check(long seed) {
    FuzzProgram program = Generator.program(seed, bias);
    coverage.count(program);
    count++;
    if (count % PROGRAMS_BEFORE_COLLECTION == 0) {
      // Arrays are small objects before the collector, which does not see their native memory.
      System.gc();
    }
    return oracle
        .check(program, family(seed))
        .map(
            f -> new Failure(f.kind(), f.variant(), f.program(), "seed " + seed + ", " + f.text()));
  }

  private List<Variant> family(long seed) {
    SplittableRandom random = new SplittableRandom(~seed);
    List<Variant> left = new ArrayList<>(others);
    List<Variant> family = new ArrayList<>(List.of(base));
    while (!left.isEmpty() && family.size() <= DRAWN) {
      family.add(left.remove(random.nextInt(left.size())));
    }
    return family;
  }

  /** How many programs were checked. */
  int count() {
    return count;
  }

  /** What they were made of. */
  Coverage coverage() {
    return coverage;
  }

  /** How sharp the comparisons were. */
  Tally tally() {
    return tally;
  }
}
