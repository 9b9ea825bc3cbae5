package org.ladera.core.backend.cpu.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.ladera.core.type.DType;

class LapackTest {
  @Test
  void withoutOpenBlasTheErrorSaysWhoNeedsItAndWhatToInstall() {
    Lapack.Attempt none =
        Lapack.Attempt.of(
            () -> {
              throw new UnsatisfiedLinkError("no natives of it for linux-armhf");
            });

    assertEquals(
        "solve: the LAPACK of OpenBLAS is needed, which is not there (no natives of it for"
            + " linux-armhf); put org.bytedeco:openblas with the natives of this platform on the"
            + " class path, as org.bytedeco:openblas-platform does",
        assertThrows(IllegalStateException.class, () -> none.get("solve", DType.FLOAT32))
            .getMessage());
  }
}
