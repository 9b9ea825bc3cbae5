package org.ladera.core.graph;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The variables that a program assigns, which a run has alone, and those that it only reads, which
 * it shares with other runs that only read them: runs that change a variable follow each other, and
 * who reads variables sees all that one run assigned to them, or nothing of it.
 *
 * <p>A run that an op of a user's own starts within a run takes its locks besides those of the
 * outer one. Of two threads whose outer runs have what the other's inner run needs, the second one
 * fails.
 */
public final class VariableLocks {
  private final String program;
  private final List<VariableLock> assigned;
  private final List<VariableLock> read;
  private volatile Held current;

  /** What a run has until it releases it. Nothing is made for a run. */
  public static final class Held {
    private final String program;

    /** Locks that no other replaced when this was made, in their order. */
    private final VariableLock[] locks;

    /** Whether the lock at this place is had alone. */
    private final boolean[] alone;

    private Held(String program, List<VariableLock> assigned, List<VariableLock> read) {
      Set<VariableLock> writing =
          assigned.stream().map(VariableLock::root).collect(Collectors.toSet());
      Set<VariableLock> all = read.stream().map(VariableLock::root).collect(Collectors.toSet());
      all.addAll(writing);
      this.program = program;
      locks = all.stream().sorted(VariableLock.ORDER).toArray(VariableLock[]::new);
      alone = new boolean[locks.length];
      for (int i = 0; i < locks.length; i++) {
        alone[i] = writing.contains(locks[i]);
      }
    }

    /** All of these locks alone. */
    static Held alone(String program, List<VariableLock> locks) {
      return new Held(program, locks, List.of());
    }

    /** Which program runs. */
    String program() {
      return program;
    }

    /** The number of locks. */
    int size() {
      return locks.length;
    }

    VariableLock lock(int index) {
      return locks[index];
    }

    boolean isAlone(int index) {
      return alone[index];
    }

    /** Lets others have what the run had. The thread that took it says so. */
    public void release() {
      Holdings.mine().release(this);
    }
  }

  /**
   * The locks of some variables.
   *
   * @param program who needs them, for people
   * @param assigned the variables that are assigned
   * @param read the variables that are read; they may be among those
   */
  public VariableLocks(
      String program,
      Collection<? extends Variable> assigned,
      Collection<? extends Variable> read) {
    this(
        program,
        assigned.stream().map(Variable::lock).toList(),
        read.stream().map(Variable::lock).toList());
  }

  private VariableLocks(String program, List<VariableLock> assigned, List<VariableLock> read) {
    this.program = program;
    this.assigned = assigned;
    this.read = read;
    this.current = new Held(program, assigned, read);
  }

  /**
   * {@return what one thread at a time has while it makes programs: a thread that makes one may
   * wait for variables, and a run that has some may make one}
   *
   * @param program the program
   */
  public static VariableLocks ofMaker(String program) {
    return new VariableLocks(
        program, List.of(new VariableLock("the compiler of " + program)), List.of());
  }

  /**
   * Makes few locks of many, for a program that will run often: those of the variables assigned
   * become one, and those of the variables read as far as no other program knows them.
   *
   * @throws IllegalStateException if it would wait for ever, for runs that wait for this thread
   */
  public void join() {
    VariableLock.join(program, assigned);
    VariableLock.joinUnknown(program, read);
    current = new Held(program, assigned, read);
  }

  /**
   * Waits for the variables.
   *
   * @return what the caller releases after the run
   * @throws IllegalStateException if a run of this thread reads what this one assigns, or if it
   *     would wait for ever, for runs that wait for this thread
   */
  public Held acquire() {
    Held held = current;
    while (!Holdings.mine().take(held)) {
      held = new Held(program, assigned, read);
      current = held;
    }
    return held;
  }
}
