package dev.hermetic.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The command is a user of the library like any other, though its class path holds all modules. */
@AnalyzeClasses(packages = "dev.hermetic.cli", importOptions = ImportOption.DoNotIncludeTests.class)
final class PublishedInterfaceTest {
  private static final String CLI = "dev.hermetic.cli..";

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
              "dev.hermetic.generic..",
              "dev.hermetic.npm..",
              "dev.hermetic.pip..",
              "dev.hermetic.rpm..",
              "dev.hermetic.testkit..");
}
