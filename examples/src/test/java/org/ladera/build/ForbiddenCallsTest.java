package org.ladera.build;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What nobody may call of ND4J 1.0.0-M2.1, because it was seen to overwrite its inputs, to crash
 * the JVM or to be wrong without a word.
 */
class ForbiddenCallsTest {
  /** Namespaces ({@code Nd4j.math()}, {@code Nd4j.nn()}, ...) overwrite their inputs. */
  private static final String NAMESPACES = "org.nd4j.linalg.factory.ops";

  /** Races on repeated indices. */
  private static final String SCATTER = "org.nd4j.linalg.api.ops.impl.scatter";

  /** Several updaters are wrong, and ours are graphs. */
  private static final String LEARNING = "org.nd4j.linalg.learning";

  /** Several disagree with finite differences; and gradients are nodes. */
  private static final Pattern BACKWARD =
      Pattern.compile("org\\.nd4j\\.linalg\\.api\\.ops\\..*(Bp|Derivative|Grad|LogSoftMax)");

  /** Ops named in a string: the same races, backward ops that are wrong, and one that crashes. */
  private static final Pattern OP_NAMES =
      Pattern.compile("\"(scatter_[a-z_]+|[a-z0-9_]+_bp|log_softmax)\"");

  private static final ArchRule RULE =
      noClasses()
          .should()
          .accessTargetWhere(
              describe("it is on the list of what not to call", ForbiddenCallsTest::isForbidden));

  private static boolean isForbidden(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getFullName();
    String name = access.getTarget().getName();
    return owner.startsWith(NAMESPACES + ".")
        || owner.startsWith(SCATTER + ".")
        || owner.startsWith(LEARNING + ".")
        || BACKWARD.matcher(owner).matches()
        || (owner.equals("org.nd4j.linalg.factory.Nd4j")
            && Set.of("math", "nn", "where", "scatterUpdate").contains(name))
        || (owner.equals("org.nd4j.linalg.api.ndarray.INDArray")
            && Set.of("cumsum", "cumsumi").contains(name))
        || (owner.startsWith("org.nd4j.linalg.factory.")
            && owner.endsWith("BlasWrapper")
            && name.equals("dot"));
  }

  @Test
  void nobodyCallsWhatCorruptsOrLies() {
    RULE.check(LaderaClasses.all());
  }

  @Test
  void nobodyNamesAnOpThatCorruptsOrLies() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : SourceTree.librarySources()) {
      Matcher matcher = OP_NAMES.matcher(Files.readString(file));
      while (matcher.find()) {
        found.add(file.getFileName() + ": " + matcher.group());
      }
    }

    assertEquals(List.of(), found);
  }

  @Test
  void everyForbiddenCallWouldBeSeen() {
    List<String> seen =
        RULE.evaluate(new ClassFileImporter().importClasses(ForbiddenCalls.class))
            .getFailureReport()
            .getDetails();

    for (String method :
        List.of("math", "neural", "where", "cumulative", "dot", "scatter", "updater", "backward")) {
      assertTrue(
          seen.stream().anyMatch(line -> line.contains("ForbiddenCalls." + method + "(")),
          () -> method + " was not seen in " + seen);
    }
  }
}
