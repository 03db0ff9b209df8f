package dev.hermetic.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the command may touch, and what it alone may; its class path holds all other modules. */
@AnalyzeClasses(packages = "dev.hermetic", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String CLI = "dev.hermetic.cli..";

  /** It runs the real clients in the tests of plugins. */
  private static final String TESTKIT = "dev.hermetic.testkit..";

  @ArchTest
  static final ArchRule theCommandUsesThePublishedInterfaceOnly =
      noClasses()
          .that()
          .resideInAPackage(CLI)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.hermetic.core.internal..", "dev.hermetic.core.spi..");

  @ArchTest
  static final ArchRule ecosystemsAreFoundAtRunTime =
      noClasses()
          .that()
          .resideInAPackage(CLI)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.hermetic.formats..",
              "dev.hermetic.generic..",
              "dev.hermetic.npm..",
              "dev.hermetic.pip..",
              "dev.hermetic.rpm..",
              TESTKIT);

  @ArchTest
  static final ArchRule onlyTheCommandTouchesTheProcess =
      noClasses()
          .that()
          .resideOutsideOfPackages(CLI, TESTKIT)
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getProperty", String.class)
          .orShould()
          .callMethod(System.class, "getProperty", String.class, String.class)
          .orShould()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  /** An ecosystem depends on core and formats, what locks it on the ecosystem as well. */
  @ArchTest
  static final ArchRule noEcosystemUsesAnother =
      slices().matching("dev.hermetic.(generic|npm|pip|rpm)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule prefetchingNeedsNothingThatLocks =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.hermetic.pip.lock..", "dev.hermetic.rpm.lock..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.hermetic.pip.lock..", "dev.hermetic.rpm.lock..");

  @ArchTest
  static final ArchRule onlyOneClassStartsPrograms =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.hermetic.core.internal.host..", TESTKIT)
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.lang.ProcessBuilder");

  /** So that tests can run commands side by side, and nothing depends on who started it. */
  @ArchTest
  static final ArchRule onlyItsEntryPointTouchesTheProcess =
      noClasses()
          .that()
          .resideInAPackage(CLI)
          .and()
          .doNotHaveFullyQualifiedName("dev.hermetic.cli.Main")
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getProperty", String.class)
          .orShould()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");
}
