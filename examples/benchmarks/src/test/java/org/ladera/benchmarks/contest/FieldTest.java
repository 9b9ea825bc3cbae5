package org.ladera.benchmarks.contest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ladera.benchmarks.engine.Engine;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.engine.LackingException;
import org.ladera.benchmarks.engine.Setting;
import org.ladera.benchmarks.process.EngineProcess;
import org.ladera.benchmarks.report.Outcome;
import org.ladera.benchmarks.work.OpKind;
import org.ladera.benchmarks.work.OpWork;
import org.ladera.benchmarks.work.Task;

class FieldTest {
  private static final OpWork WORK = new OpWork(OpKind.ADD, 12);
  private static final Pace PACE =
      new Pace(0, 0, new Pace.Span(0, 1), 0, new Pace.Span(0.001, 1), 3);
  private static final Setting SOUND = new Setting("sound", 1, List.of(), Map.of());
  private static final Setting BROKEN =
      new Setting("broken", 1, List.of("-XX:NoSuchFlag=1"), Map.of());

  private final StringWriter log = new StringWriter();

  /** Ladera's processes, at other settings. */
  private record Other(String name, List<Setting> all) implements Engine {
    @Override
    public List<Setting> settings(int cores) {
      return all;
    }

    @Override
    public String version() {
      return Engines.named(name).version();
    }
  }

  /** Nothing is compared. */
  private static double trust(Engine engine, EngineProcess process, Task task) {
    return 0;
  }

  private Field<OpWork> field(Check<Task> check, Field.Stay stay, Engine... engines) {
    return new Field<>(
        OpWork.KIND, List.of(engines), check, PACE, stay, new PrintWriter(log, true));
  }

  private static Outcome.Timed timed(Outcome outcome) {
    return assertInstanceOf(Outcome.Timed.class, outcome);
  }

  @Test
  void whoDiesIsLeftOutWithItsLastWordsAndTheOthersGoOn() {
    try (Field<OpWork> field =
        field(
            FieldTest::trust,
            Field.Stay.FOR_ONE_WORK,
            new Other("ladera-nd4j", List.of(BROKEN)),
            new Other("ladera", List.of(BROKEN, SOUND)))) {
      List<Outcome> outcomes = field.run(WORK, begun());

      Outcome.LeftOut out = assertInstanceOf(Outcome.LeftOut.class, outcomes.getFirst());
      assertEquals("ladera-nd4j", out.engine());
      assertTrue(out.why().contains("Unrecognized VM option 'NoSuchFlag=1'"), out::why);
      assertTrue(
          log.toString().contains("ladera-nd4j: the process of broken ended"), log::toString);
      assertEquals("sound", timed(outcomes.getLast()).setting().label());
      assertEquals(3, timed(outcomes.getLast()).micros().length);
    }
  }

  @Test
  void whoComputesSomethingElseAtOneSettingIsLeftOut() {
    Setting other = new Setting("other", 1, List.of(), Map.of());
    Check<Task> check =
        new Check<>() {
          private int asked;

          @Override
          public double difference(Engine engine, EngineProcess process, Task task)
              throws LackingException {
            if (++asked == 2) {
              throw new LackingException("computes something else");
            }
            return 0;
          }
        };
    try (Field<OpWork> field =
        field(check, Field.Stay.FOR_ALL, new Other("ladera", List.of(SOUND, other)))) {
      assertEquals(
          List.of(new Outcome.LeftOut("ladera", "computes something else")),
          field.run(WORK, new Budget(1, 1)));
    }
  }

  @Test
  void aWorkThatHasHadItsTimeHasTwoRounds() {
    try (Field<OpWork> field =
        field(FieldTest::trust, Field.Stay.FOR_ALL, new Other("ladera", List.of(SOUND)))) {
      Budget over = new Budget(1e-9, 1);

      assertEquals(2, timed(field.run(WORK, over).getFirst()).micros().length);
      field.renew();
      assertEquals(3, timed(field.run(WORK, begun()).getFirst()).micros().length);
    }
  }

  private Budget begun() {
    Budget budget = new Budget(1, 1);
    assertTrue(budget.begin("add", new PrintWriter(log, true)));
    return budget;
  }

  @Test
  void aPilotTellsTheTimeOfTheFastestSetting() {
    try (Field<OpWork> field =
        field(new ArrayCheck(1, 0), Field.Stay.FOR_ONE_WORK, new Other("ladera", List.of(SOUND)))) {
      Outcome.Timed timed = timed(field.pilot(WORK).getFirst());

      assertEquals(1, timed.micros().length);
      assertEquals(0, timed.difference());
    }
  }
}
