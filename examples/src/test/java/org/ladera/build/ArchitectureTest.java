package org.ladera.build;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arrows point one way, between the modules and inside them. */
class ArchitectureTest {
  private static final String[] LIBRARIES =
      SourceTree.LIBRARIES.stream()
          .map(module -> "org.ladera." + module + "..")
          .toArray(String[]::new);

  /** Else a rule below could hold because nothing was found that it speaks of. */
  @Test
  void theClassesOfEveryModuleAreSeen() {
    for (String module : List.of("core", "autograd", "optim", "examples")) {
      String prefix = "org.ladera." + module;
      assertTrue(
          LaderaClasses.all().stream().anyMatch(type -> type.getPackageName().startsWith(prefix)),
          prefix);
    }
    assertTrue(LaderaClasses.all().size() > 350, () -> "only " + LaderaClasses.all().size());
  }

  @ParameterizedTest(name = "{0} does not know {1}")
  @CsvSource({
    "core, autograd",
    "core, optim",
    "core, examples",
    "autograd, optim",
    "autograd, examples",
    "optim, examples",
  })
  void aModuleDoesNotKnowThoseThatStandOnIt(String module, String above) {
    noClasses()
        .that()
        .resideInAPackage("org.ladera." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.ladera." + above + "..")
        .check(LaderaClasses.all());
  }

  @ParameterizedTest(name = "core: {0} knows no more of core than {1}")
  @CsvSource({
    "type, ''",
    "random, type",
    "memory, type",
    "io, type memory",
    "graph, type memory",
    "fn, type graph",
    "linalg, type memory graph backend.cpu.blas",
    "backend, type memory random graph",
    "function, ''",
    "program, type",
    "program.kernel, type program",
    "program.function, type program",
    "program.interpret, type program program.kernel function",
    "backend.reference, type memory random graph backend function",
    "backend.nd4j, type memory random graph backend",
    "backend.cpu.lower, type program program.kernel",
    "backend.cpu.tier, type program program.kernel program.interpret backend.cpu.vector",
    "backend.cpu.run, type memory random graph plan program program.kernel backend.cpu.lower"
        + " backend.cpu.tier backend.cpu.blas backend.cpu.pool",
    "backend.cpu, type memory graph backend plan plan.text program backend.cpu.lower"
        + " backend.cpu.tier backend.cpu.blas backend.cpu.pool backend.cpu.run",
    "plan.text, type memory graph plan program program.function",
    "rewrite, type memory graph backend rewrite.rule",
    "rewrite.rule, type memory graph backend.reference",
  })
  void aPackageOfCoreKnowsOnlyThoseBelowIt(String name, String below) {
    String[] allowed =
        Stream.concat(Stream.of(name), Arrays.stream(below.split(" ")))
            .filter(part -> !part.isEmpty())
            .map(part -> "org.ladera.core." + part)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("org.ladera.core." + name)
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.ladera.core..").and(not(resideInAnyPackage(allowed))))
        .check(LaderaClasses.all());
  }

  @Test
  void aBackendKnowsNoGradient() {
    noClasses()
        .that()
        .resideInAPackage("org.ladera.core.backend..")
        .should()
        .accessTargetWhere(
            describe(
                "it is a gradient of an op",
                access ->
                    access.getTarget().getOwner().getPackageName().equals("org.ladera.core.graph")
                        && List.of("gradient", "partial", "pull")
                            .contains(access.getTarget().getName())))
        .check(LaderaClasses.all());
  }

  @Test
  void noTwoPackagesNeedEachOther() {
    slices().matching("org.ladera.(**)").should().beFreeOfCycles().check(LaderaClasses.all());
  }

  @Test
  void everyPackageIsNullMarked() {
    List<String> unmarked =
        Stream.concat(
                Stream.of(LaderaClasses.all().getPackage("org.ladera")),
                LaderaClasses.all().getPackage("org.ladera").getSubpackagesInTree().stream())
            .filter(found -> !found.getClasses().isEmpty())
            .filter(found -> !found.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .toList();

    assertEquals(List.of(), unmarked);
  }

  @Test
  void noLibraryPrintsButTheTrainer() {
    noClasses()
        .that()
        .resideInAnyPackage(LIBRARIES)
        .and()
        .resideOutsideOfPackage("org.ladera.optim.train..")
        .should(ACCESS_STANDARD_STREAMS)
        .check(LaderaClasses.all());
  }

  @Test
  void staticFieldsOfLibrariesAreFinal() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(LIBRARIES)
        .should()
        .beFinal()
        .check(LaderaClasses.all());
  }

  @Test
  void librariesDoNotReflect() {
    noClasses()
        .that()
        .resideInAnyPackage(LIBRARIES)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.reflect..")
        .check(LaderaClasses.all());
  }
}
