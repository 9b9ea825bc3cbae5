package org.ladera.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LauncherTest {
  @Test
  void listSaysWhatEachExampleShows() {
    Run run = Run.of("list", "");
    assertEquals(0, run.code());
    for (String name :
        List.of(
            "optimizers",
            "quickstart",
            "iris",
            "digits",
            "linear-regression",
            "logistic-regression",
            "mnist")) {
      assertTrue(run.out().lines().anyMatch(line -> line.matches(" +" + name + " +\\S.*")), name);
    }
  }

  @Test
  void anUnknownNameSaysWhatThereIsAndSuggestsTheNearest() {
    Run run = Run.of("digit", "");
    assertEquals(2, run.code());
    assertTrue(
        run.err().startsWith("there is no example \"digit\"; did you mean \"digits\""), run.err());
    assertTrue(run.err().contains("logistic-regression"), run.err());
  }

  @Test
  void anUnknownOptionIsNamed() {
    Run run = Run.of("iris", "--epoch 3");
    assertEquals(2, run.code());
    assertTrue(run.err().startsWith("iris: Unknown option"), run.err());
    assertTrue(run.err().contains("--epochs"), run.err());
  }

  @Test
  void aBadSettingFailsWithItsNameAndNoStackTrace() {
    Run run = Run.of("iris", "--rate -1 --quiet");
    assertEquals(1, run.code());
    assertEquals(
        "iris: Adam: rate must be a number that is not negative, got -1.0", run.err().strip());
  }

  @Test
  void helpExplainsTheOptions() {
    Run run = Run.of("digits", "--help");
    assertEquals(0, run.code());
    assertTrue(run.out().contains("--batch-size"), run.out());
    assertTrue(run.out().contains("RADAM"), run.out());
  }

  @Test
  void wordsAreSplitAsAShellDoes() {
    assertEquals(
        List.of("--plot", "a b.png", "--rate", "0.1", "x'y"),
        CommandLineWords.split(" --plot 'a b.png'  --rate \"0.1\" x\"'\"y"));
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> CommandLineWords.split("--plot \"a b.png"))
            .getMessage();
    assertEquals("a quote is not closed in the options: --plot \"a b.png", message);
  }

  @Test
  void optionsThatMavenHandsOnEmptyAreNone() throws IOException, InterruptedException {
    List<String> options =
        Files.readAllLines(Path.of("pom.xml")).stream()
            .map(String::strip)
            .filter(line -> line.startsWith("<argument>-Dladera."))
            .map(line -> line.substring("<argument>".length(), line.indexOf('=') + 1))
            .toList();
    assertTrue(options.contains("-Dladera.fuel="), () -> "found " + options);
    Run run = Run.inProcess(options, Run.classPath(), "logistic-regression");
    assertEquals(0, run.code(), run.out());
  }
}
