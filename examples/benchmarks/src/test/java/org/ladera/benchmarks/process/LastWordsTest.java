package org.ladera.benchmarks.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LastWordsTest {
  @Test
  void warningsAndMostFramesExplainNothing() {
    String printed =
        """
        WARNING: Using incubator modules: jdk.incubator.vector
        java.lang.OutOfMemoryError: Java heap space
        \tat org.ladera.A.a(A.java:1)
        \tat org.ladera.B.b(B.java:2)
        \tat org.ladera.C.c(C.java:3)
        Caused by: java.lang.IllegalStateException: no memory
        \tat org.ladera.D.d(D.java:4)
        \t... 12 more

        """;

    assertEquals(
        List.of(
            "java.lang.OutOfMemoryError: Java heap space",
            "at org.ladera.A.a(A.java:1)",
            "at org.ladera.B.b(B.java:2)",
            "Caused by: java.lang.IllegalStateException: no memory",
            "at org.ladera.D.d(D.java:4)"),
        LastWords.of(printed));
  }

  @Test
  void ofManyLinesTheLastCount() {
    String printed =
        IntStream.range(0, 100).mapToObj(String::valueOf).collect(Collectors.joining("\n"));

    assertEquals(14, LastWords.of(printed).size());
    assertEquals("99", LastWords.of(printed).getLast());
  }

  @Test
  void whoSaysNothingHasNone() {
    assertEquals(List.of(), LastWords.of("\n"));
  }
}
