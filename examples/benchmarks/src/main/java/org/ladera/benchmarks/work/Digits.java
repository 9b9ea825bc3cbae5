package org.ladera.benchmarks.work;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.ladera.optim.data.DataDirectory;

/**
 * Images of digits and what they show: a part of MNIST, read by bytes, so that every engine pays
 * the same for it.
 */
public final class Digits {
  /** How many numbers an image has. */
  public static final int PIXELS = 28 * 28;

  private static final String SET = "mnist";
  private static final int IMAGES_HEAD = 16;
  private static final int LABELS_HEAD = 8;
  private static final float BRIGHTEST = 255;

  private final byte[] pixels;
  private final byte[] labels;

  /**
   * Takes images.
   *
   * @param pixels 784 bytes an image
   * @param labels a byte an image
   */
  public Digits(byte[] pixels, byte[] labels) {
    if (pixels.length != Math.multiplyExact(PIXELS, labels.length)) {
      throw new IllegalArgumentException(
          "MNIST: "
              + labels.length
              + " labels need "
              + PIXELS
              + " pixels each, got "
              + pixels.length
              + " in all");
    }
    this.pixels = pixels.clone();
    this.labels = labels.clone();
  }

  /** {@return the 60,000 images to learn from, or nothing where the files are not there} */
  public static Optional<Digits> training() {
    return read("train");
  }

  /** {@return the 10,000 images to be judged by, or nothing where the files are not there} */
  public static Optional<Digits> test() {
    return read("t10k");
  }

  private static Optional<Digits> read(String part) {
    return DataDirectory.find(SET, part + "-images-idx3-ubyte")
        .flatMap(
            images ->
                DataDirectory.find(SET, part + "-labels-idx1-ubyte")
                    .map(
                        labels ->
                            new Digits(
                                content(images, IMAGES_HEAD), content(labels, LABELS_HEAD))));
  }

  private static byte[] content(Path file, int head) {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      in.skipNBytes(head);
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return how many images there are} */
  public int size() {
    return labels.length;
  }

  /**
   * Copies an image, in numbers of 0..1.
   *
   * @param image its index
   * @param to where its 784 numbers go
   * @param at the first place there
   */
  public void copy(int image, float[] to, int at) {
    for (int i = 0; i < PIXELS; i++) {
      to[at + i] = (pixels[PIXELS * image + i] & 0xFF) / BRIGHTEST;
    }
  }

  /**
   * {@return what an image shows}
   *
   * @param image its index
   */
  public int label(int image) {
    return labels[image];
  }

  /**
   * {@return which part of the images is told rightly}
   *
   * @param scores ten numbers an image, the highest of which is its answer
   */
  public double accuracy(float... scores) {
    int outputs = scores.length / size();
    int right = 0;
    for (int image = 0; image < size(); image++) {
      int best = 0;
      for (int i = 1; i < outputs; i++) {
        best = scores[image * outputs + i] > scores[image * outputs + best] ? i : best;
      }
      right += best == label(image) ? 1 : 0;
    }
    return (double) right / size();
  }
}
