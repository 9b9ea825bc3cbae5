package org.ladera.core.backend.cpu.blas;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Methods with vectors are too long to be inlined and short enough to be compiled. */
class InliningTest {
  /** {@code -XX:FreqInlineSize} of HotSpot, and {@code HugeMethodLimit}. */
  private static final int INLINED = 325;

  private static final int NEVER_COMPILED = 8000;

  @ParameterizedTest
  @CsvSource({"VectorTiles, tall", "VectorTiles, wide", "Squares, transpose16"})
  void methodsWithVectorsAreCompiledByThemselves(String type, String method) throws IOException {
    int length = length(type, method);

    assertTrue(length > INLINED && length < NEVER_COMPILED, method + ": " + length);
  }

  @Test
  void whatCallsThemIsShorter() throws IOException {
    assertTrue(length("VectorTiles", "multiply") <= INLINED);
  }

  private static int length(String type, String method) throws IOException {
    try (InputStream in = InliningTest.class.getResourceAsStream(type + ".class")) {
      for (MethodModel each : ClassFile.of().parse(in.readAllBytes()).methods()) {
        if (each.methodName().equalsString(method)) {
          return ((CodeAttribute) each.code().orElseThrow()).codeLength();
        }
      }
    }
    throw new AssertionError(type + " has no method " + method);
  }
}
