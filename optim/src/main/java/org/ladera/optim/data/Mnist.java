package org.ladera.optim.data;

import com.google.common.collect.ImmutableMap;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/** The four files of MNIST, held to the SHA-256 of their content, which no mirror changes. */
final class Mnist {
  private static final float BRIGHTEST = 255;
  private static final List<String> DIGITS =
      IntStream.range(0, 10).mapToObj(Integer::toString).toList();

  private Mnist() {}

  /** The training and the test images, from the files of a folder or its subfolder mnist. */
  static Split read(Path directory) {
    return new Split(
        part(
            directory,
            new Part(
                "train-images-idx3-ubyte",
                "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
            new Part(
                "train-labels-idx1-ubyte",
                "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5")),
        part(
            directory,
            new Part(
                "t10k-images-idx3-ubyte",
                "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
            new Part(
                "t10k-labels-idx1-ubyte",
                "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")));
  }

  private record Part(String name, String sha256) {}

  private static Dataset part(Path directory, Part images, Part labels) {
    HostArray features = pixels(verified(directory, images));
    HostArray classes = Idx.values(verified(directory, labels));
    return Dataset.ofHostArrays(
        ImmutableMap.of("features", features, "labels", classes), List.of(), DIGITS);
  }

  private static IdxFile verified(Path directory, Part part) {
    Path file =
        DataDirectory.find(directory, "mnist", part.name())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "MNIST: "
                            + part.name()
                            + "(.gz) was not found in "
                            + directory
                            + "; download it from one of (Yann LeCun's MNIST page, any mirror of"
                            + " its four IDX files) into this folder or its subfolder mnist, or set"
                            + " -Dladera.data=DIR"));
    IdxFile content = IdxFile.read(file);
    String found = content.sha256();
    if (!found.equals(part.sha256())) {
      throw new IllegalArgumentException(
          "MNIST: "
              + file
              + " is damaged or another file: the SHA-256 of its content must be "
              + part.sha256()
              + ", got "
              + found
              + "; download it again");
    }
    return content;
  }

  private static HostArray pixels(IdxFile images) {
    int[] shape = images.shape();
    HostArray values =
        HostArray.zeros(new TensorType(DType.FLOAT32, Shape.of(shape[0], shape[1] * shape[2])));
    ByteBuffer bytes = images.entries();
    for (long i = 0; i < values.size(); i++) {
      values.setDouble(i, (bytes.get() & 0xff) / BRIGHTEST);
    }
    return values;
  }
}
