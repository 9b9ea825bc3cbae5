package org.ladera.optim.plan;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts that someone has looked at and accepted: {@code plans/*.txt} of the test resources. With
 * {@code -Dladera.accept=true} they are written anew instead of compared.
 */
final class AcceptedText {
  private static final String SWITCH = "ladera.accept";
  private static final String FOLDER = "plans";

  private AcceptedText() {}

  static void assertAccepted(String name, String text) {
    String file = FOLDER + "/" + name + ".txt";
    try {
      if (Boolean.getBoolean(SWITCH)) {
        Files.writeString(Files.createDirectories(resources()).resolve(name + ".txt"), text);
        return;
      }
      @Nullable String accepted = read(file);
      if (accepted == null) {
        fail("there is no " + file + "; " + howToAccept());
      } else if (!accepted.equals(text)) {
        fail(file + " says otherwise; " + howToAccept() + "\n" + difference(accepted, text));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String howToAccept() {
    return "if the new text is as it should be, run this test with -D" + SWITCH + "=true";
  }

  private static @Nullable String read(String file) throws IOException {
    try (InputStream in = AcceptedText.class.getResourceAsStream("/" + file)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** From the folder of the module, or from that of the project. */
  private static Path resources() {
    Path module = Path.of("src", "test", "resources");
    Path base = Files.isDirectory(module) ? module : Path.of("optim").resolve(module);
    return base.resolve(FOLDER);
  }

  /** The lines that are in one text only, each with its sign, in the order of both. */
  static String difference(String before, String after) {
    List<String> old = before.lines().toList();
    List<String> now = after.lines().toList();
    int[][] common = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(now.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<String> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
        i++;
        j++;
      } else if (j == now.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add("- " + old.get(i++));
      } else {
        lines.add("+ " + now.get(j++));
      }
    }
    return String.join("\n", lines);
  }
}
