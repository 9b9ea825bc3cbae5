package org.ladera.benchmarks.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumbersTest {
  @Test
  void numbersComeBackFromTheirFile(@TempDir Path folder) {
    float[] values = {1, -0.0f, Float.NaN, Float.MIN_VALUE, Float.NEGATIVE_INFINITY};
    Path file = folder.resolve("numbers");

    Numbers.write(file, values);

    assertArrayEquals(values, Numbers.read(file));
  }
}
