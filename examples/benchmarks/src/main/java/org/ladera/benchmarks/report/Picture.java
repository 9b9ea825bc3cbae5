package org.ladera.benchmarks.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A picture of what is known so far. */
public interface Picture {
  /**
   * Writes the picture, as PNG, if it shows anything.
   *
   * @param file the picture
   */
  void save(Path file);

  /**
   * Writes an image, as PNG.
   *
   * @param image the image
   * @param file the file
   */
  static void write(BufferedImage image, Path file) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    WholeFile.write(file, bytes.toByteArray());
  }
}
