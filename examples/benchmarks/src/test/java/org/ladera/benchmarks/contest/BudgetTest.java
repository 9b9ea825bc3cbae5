package org.ladera.benchmarks.contest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final long SECOND = 1_000_000_000;

  private final AtomicLong now = new AtomicLong(-5 * SECOND);
  private final StringWriter heard = new StringWriter();
  private final PrintWriter log = new PrintWriter(heard, true);

  private void pass(int seconds) {
    now.addAndGet(seconds * SECOND);
  }

  @Test
  void whatIsLeftIsSharedByTheWorksThatAreLeft() {
    Budget budget = new Budget(2, 3, now::get);

    assertTrue(budget.begin("first", log));
    pass(39);
    assertFalse(budget.isShareSpent());
    pass(1);
    assertTrue(budget.isShareSpent());

    pass(50);
    assertTrue(budget.begin("second", log));
    pass(14);
    assertFalse(budget.isShareSpent());
    pass(1);
    assertTrue(budget.isShareSpent());
  }

  @Test
  void noWorkBeginsOnceItIsOverByATenthAndThatIsSaid() {
    Budget budget = new Budget(2, 4, now::get);
    assertTrue(budget.begin("first", log));
    assertEquals("", budget.omitted());

    pass(131);
    assertTrue(budget.begin("second", log));
    assertTrue(budget.isShareSpent());
    pass(1);

    assertFalse(budget.begin("third", log));
    assertFalse(budget.begin("fourth", log));
    assertEquals(
        "\n- left out, as 2 minutes (--minutes) were over: third; fourth\n", budget.omitted());
  }

  @Test
  void eachWorkIsToldWithWhatTheRestWillTake() {
    Budget budget = new Budget(20, 4, now::get);
    budget.announce(400, log);
    budget.begin("first", log);
    pass(100);
    budget.begin("second", log);

    assertEquals(
        """
        works: 4; expected to take 7 minutes at least, and at most some 20 minutes (--minutes)
        first (1 of 4)
        second (2 of 4, 5 minutes left)
        """,
        heard.toString().replace(System.lineSeparator(), "\n"));
  }

  @Test
  void aRunTakesSomeTime() {
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> new Budget(0, 1));

    assertEquals("--minutes: a run takes more than 0 minutes, got 0.0", failure.getMessage());
  }
}
