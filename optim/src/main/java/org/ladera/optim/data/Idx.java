package org.ladera.optim.data;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads IDX files, the format of MNIST and of the sets made in its likeness. */
public final class Idx {
  private Idx() {}

  /**
   * {@return the array of a file, packed by gzip or not} Bytes, signed or not, shorts and ints
   * become INT; floats and doubles keep their type.
   *
   * @param file the file
   * @throws IllegalArgumentException if there is no such file, or it is not a whole IDX file; the
   *     message names the file and the sizes expected and found
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static INDArray read(Path file) {
    return values(IdxFile.read(file)).toINDArray();
  }

  static HostArray values(IdxFile file) {
    DType dtype =
        switch (file.entry()) {
          case UBYTE, BYTE, SHORT, INT -> DType.INT32;
          case FLOAT -> DType.FLOAT32;
          case DOUBLE -> DType.FLOAT64;
        };
    HostArray values = HostArray.zeros(new TensorType(dtype, Shape.of(file.shape())));
    ByteBuffer entries = file.entries();
    for (long i = 0; i < values.size(); i++) {
      switch (file.entry()) {
        case UBYTE -> values.setLong(i, entries.get() & 0xff);
        case BYTE -> values.setLong(i, entries.get());
        case SHORT -> values.setLong(i, entries.getShort());
        case INT -> values.setLong(i, entries.getInt());
        case FLOAT -> values.setDouble(i, entries.getFloat());
        case DOUBLE -> values.setDouble(i, entries.getDouble());
      }
    }
    return values;
  }
}
