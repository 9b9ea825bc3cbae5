package org.ladera.core.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackendsTest {
  private record Elsewhere() implements Backend {
    @Override
    public String name() {
      return "elsewhere";
    }

    @Override
    public int preference() {
      return 7;
    }

    @Override
    public Optional<String> obstacle() {
      return Optional.empty();
    }

    @Override
    public Executable compile(Computation computation) {
      throw new IllegalStateException("not in this test");
    }
  }

  private static String reportUsing(Backend backend) {
    return Backends.using(backend, Backends::report);
  }

  @Test
  void theReportSaysWhichIsInUse() {
    assertEquals(
        """
        cpu: usable, choose it with -Dladera.backend=cpu
        nd4j: usable, choose it with -Dladera.backend=nd4j
        reference: in use
        """,
        reportUsing(Backends.named("reference")));
    assertEquals(
        """
        elsewhere: in use, chosen in code
        cpu: usable, choose it with -Dladera.backend=cpu
        nd4j: usable, choose it with -Dladera.backend=nd4j
        reference: usable, choose it with -Dladera.backend=reference
        """,
        reportUsing(new Elsewhere()));
  }

  @Test
  void usingEndsWithItsAction() {
    Backend before = Backends.current();
    assertEquals(
        "reference", Backends.using(Backends.named("reference"), Backends::current).name());
    assertEquals(before, Backends.current());
  }

  @Test
  void anUnknownNameSaysWhatThereIs() {
    assertEquals(
        "there is no backend \"cuda\"; usable here: cpu, nd4j, reference",
        assertThrows(IllegalArgumentException.class, () -> Backends.named("cuda")).getMessage());
  }
}
