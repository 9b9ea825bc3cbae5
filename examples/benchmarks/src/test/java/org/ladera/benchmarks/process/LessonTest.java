package org.ladera.benchmarks.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.benchmarks.engine.Learner;
import org.ladera.benchmarks.work.ActivationKind;
import org.ladera.benchmarks.work.Digits;
import org.ladera.benchmarks.work.LossKind;
import org.ladera.benchmarks.work.OptimizerKind;
import org.ladera.benchmarks.work.StepWork;

class LessonTest {
  private static final int IMAGES = 40;
  private static final int BATCH = 5;

  /** Answers rightly from some step on, and notes what it is taught. */
  private static final class Pupil implements Learner {
    private final int from;
    private final List<Float> seen = new ArrayList<>();
    private int steps;

    Pupil(int from) {
      this.from = from;
    }

    @Override
    public void learn(float[] features, int[] classes) {
      steps++;
      for (int row = 0; row < classes.length; row++) {
        seen.add(features[row * features.length / classes.length]);
      }
    }

    @Override
    public float[] scores(float[] features, int rows) {
      float[] scores = new float[10 * rows];
      for (int row = 0; row < rows; row++) {
        scores[10 * row + (steps >= from ? 3 : 4)] = 1;
      }
      return scores;
    }
  }

  /** All images show a 3, and their first pixels differ. */
  private static Digits images() {
    byte[] pixels = new byte[IMAGES * Digits.PIXELS];
    byte[] labels = new byte[IMAGES];
    for (int i = 0; i < IMAGES; i++) {
      pixels[i * Digits.PIXELS] = (byte) i;
      labels[i] = 3;
    }
    return new Digits(pixels, labels);
  }

  private static Lesson taught(Pupil pupil, int epochs) {
    StepWork work =
        new StepWork(
            List.of(Digits.PIXELS, 10),
            BATCH,
            ActivationKind.RELU,
            LossKind.SOFTMAX,
            OptimizerKind.ADAM,
            StepWork.Moments.ZERO,
            StepWork.Root.OUTSIDE);
    return Lesson.of(pupil, work, images(), images(), 0.97, epochs);
  }

  @Test
  void teachingEndsAtTheExaminationThatIsPassed() {
    assertEquals(new Lesson(1, 6), taught(new Pupil(5), 3));
  }

  @Test
  void itEndsUnpassedAfterTheLastEpoch() {
    assertEquals(new Lesson(0, 16), taught(new Pupil(1000), 2));
  }

  @Test
  void everyEpochShowsEveryImageOnce() {
    Pupil pupil = new Pupil(1000);

    taught(pupil, 1);

    assertEquals(IMAGES, new HashSet<>(pupil.seen).size());
    assertEquals(IMAGES, pupil.seen.size());
  }

  @Test
  void aLessonComesBackFromItsLine() {
    Lesson lesson = new Lesson(0.9712, 936);

    assertEquals(lesson, Lesson.decode(lesson.encode()));
  }
}
