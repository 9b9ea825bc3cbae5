package org.ladera.optim.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.ladera.optim.data.DatasetTest.refused;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

class MnistTest {
  /** Sizes and labels from the page of the MNIST database and its files' own counts. */
  @Test
  void theFourFilesBecomeTrainingAndTestImages() {
    assumeTrue(
        DataDirectory.find("mnist", "train-images-idx3-ubyte").isPresent(),
        "MNIST is not in the data directory");
    Split mnist = Datasets.mnist();
    assertArrayEquals(new long[] {60_000, 784}, mnist.train().features().shape());
    assertArrayEquals(new long[] {10_000, 784}, mnist.test().features().shape());
    assertEquals(DataType.FLOAT, mnist.test().features().dataType());
    assertEquals(DataType.INT32, mnist.test().labels().dataType());
    assertEquals(10, mnist.train().classNames().size());
    float[] pixels = mnist.test().features().data().asFloat();
    double sum = 0;
    float largest = 0;
    for (float pixel : pixels) {
      sum += pixel;
      largest = Math.max(largest, pixel);
    }
    assertEquals(1, largest);
    // The mean brightness of the test images, as commonly used to standardize them.
    assertEquals(0.1325, sum / pixels.length, 5e-5);
    assertArrayEquals(
        new int[] {7, 2, 1, 0, 4, 1, 4, 9, 5, 9},
        Arrays.copyOf(mnist.test().labels().toIntVector(), 10));
    assertArrayEquals(
        new int[] {5, 0, 4, 1, 9, 2, 1, 3, 1, 4},
        Arrays.copyOf(mnist.train().labels().toIntVector(), 10));
  }

  @Test
  void aMissingFileIsNamed(@TempDir Path folder) {
    refused(
        "MNIST: train-images-idx3-ubyte(.gz) was not found in "
            + folder
            + "; download it from one of (Yann LeCun's MNIST page, any mirror of its four IDX"
            + " files) into this folder or its subfolder mnist, or set -Dladera.data=DIR",
        () -> Mnist.read(folder));
  }

  @Test
  void aTruncatedFileIsNamedWithBothSizes(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("train-images-idx3-ubyte");
    Files.write(file, Arrays.copyOf(images(), 1000));
    refused(
        "train-images-idx3-ubyte: 47040016 bytes are expected for ubyte[60000, 28, 28], found 1000;"
            + " the file is truncated, get it again",
        () -> Mnist.read(folder));
  }

  /** The checksum of 60,000 black images was computed by sha256sum. */
  @Test
  void aFileOfOtherContentIsRefused(@TempDir Path folder) throws IOException {
    Path file =
        Files.createDirectory(folder.resolve("mnist")).resolve("train-images-idx3-ubyte.gz");
    Files.write(file, IdxTest.pack(images()));
    refused(
        "MNIST: "
            + file
            + " is damaged or another file: the SHA-256 of its content must be"
            + " ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db, got"
            + " ba2048faa0242d852ccfba31d5efa227046ebcc173e3a4951fb9c906fb61ebdb; download it"
            + " again",
        () -> Mnist.read(folder));
  }

  private static byte[] images() {
    return ByteBuffer.allocate(16 + 60_000 * 28 * 28)
        .putInt(0x803)
        .putInt(60_000)
        .putInt(28)
        .putInt(28)
        .array();
  }
}
