package dev.hermetic.core.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What holds in core alone; what holds in every module its contract shows, from the testkit. */
@AnalyzeClasses(
    packages = "dev.hermetic.core",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String INTERNAL = "dev.hermetic.core.internal..";

  @ArchTest
  static final ArchRule theModelKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage("dev.hermetic.core")
          .and()
          .haveNameNotMatching("dev\\.hermetic\\.core\\.Prefetch(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.hermetic.core.spi..", "dev.hermetic.core.store..", INTERNAL);

  @ArchTest
  static final ArchRule pluginInterfacesKnowOnlyTheModel =
      noClasses()
          .that()
          .resideInAPackage("dev.hermetic.core.spi..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.hermetic.core.store..", INTERNAL);

  @ArchTest
  static final ArchRule internalPackagesAreFreeOfCycles =
      slices().matching("dev.hermetic.core.internal.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheHttpPackageSpeaksHttp =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.hermetic.core.internal.http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.hc..", "java.net.http..", "javax.net.ssl..");

  @ArchTest
  static final ArchRule librariesStayOutOfPublicPackages =
      noClasses()
          .that()
          .resideInAnyPackage("dev.hermetic.core.spi..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.google..", "tools.jackson..", "org.apache..");

  /** Logging is {@code System.Logger}'s. */
  @ArchTest
  static final ArchRule nobodyUsesAnotherLogging =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.hermetic.core.internal.http.UnboundLogging")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.logging..", "org.slf4j..");

  @ArchTest
  static final ArchRule noEcosystemIsNamedInCore =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.hermetic.formats..",
              "dev.hermetic.generic..",
              "dev.hermetic.npm..",
              "dev.hermetic.pip..",
              "dev.hermetic.rpm..",
              "dev.hermetic.cli..");
}
