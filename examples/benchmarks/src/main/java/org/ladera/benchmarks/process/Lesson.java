package org.ladera.benchmarks.process;

import java.util.SplittableRandom;
import org.ladera.benchmarks.engine.Learner;
import org.ladera.benchmarks.work.Digits;
import org.ladera.benchmarks.work.StepWork;

/**
 * How well a network was taught, in as many steps as it took, or as were allowed.
 *
 * @param accuracy on images it did not learn from
 * @param steps how many it took
 */
public record Lesson(double accuracy, int steps) {
  private static final long SEED = 12;
  private static final int EXAMINATIONS_AN_EPOCH = 4;

  /**
   * {@return what came of teaching; the order of images is the same for all}
   *
   * @param learner the pupil
   * @param work the size of its batches
   * @param training what it learns from
   * @param test what it is asked, four times an epoch
   * @param accuracy how much suffices
   * @param epochs how often it sees all images, at most
   */
  static Lesson of(
      Learner learner, StepWork work, Digits training, Digits test, double accuracy, int epochs) {
    int batch = work.batch();
    int batches = training.size() / batch;
    float[] questions = all(test);
    SplittableRandom random = new SplittableRandom(SEED);
    int[] order = new int[training.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    float[] features = new float[batch * Digits.PIXELS];
    int[] classes = new int[batch];
    int every = Math.max(1, batches / EXAMINATIONS_AN_EPOCH);
    double reached = 0;
    int steps = 0;
    for (int epoch = 0; epoch < epochs; epoch++) {
      shuffle(order, random);
      for (int each = 0; each < batches; each++) {
        for (int row = 0; row < batch; row++) {
          int image = order[each * batch + row];
          training.copy(image, features, row * Digits.PIXELS);
          classes[row] = training.label(image);
        }
        learner.learn(features, classes);
        steps++;
        if (steps % every == 0) {
          reached = test.accuracy(learner.scores(questions, test.size()));
          if (reached >= accuracy) {
            return new Lesson(reached, steps);
          }
        }
      }
    }
    return new Lesson(reached, steps);
  }

  /** {@return what is wrong where images are not found} */
  static IllegalStateException noImages() {
    return new IllegalStateException("the images are not there");
  }

  private static float[] all(Digits digits) {
    float[] features = new float[digits.size() * Digits.PIXELS];
    for (int image = 0; image < digits.size(); image++) {
      digits.copy(image, features, image * Digits.PIXELS);
    }
    return features;
  }

  private static void shuffle(int[] order, SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
  }

  /** {@return this as one line, for {@link #decode}} */
  String encode() {
    return accuracy + " " + steps;
  }

  /**
   * {@return the lesson of a line}
   *
   * @param line what {@link #encode} made
   */
  static Lesson decode(String line) {
    String[] parts = line.split(" ", -1);
    return new Lesson(Double.parseDouble(parts[0]), Integer.parseInt(parts[1]));
  }
}
