package dev.hermetic.core.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.Set;

@AnalyzeClasses(
    packages = "dev.hermetic.core",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String INTERNAL = "dev.hermetic.core.internal..";

  /** Besides those of io and store; why these: ADR 0005. */
  private static final String WRITERS_OF_THE_OUTPUT =
      "dev\\.hermetic\\.core\\.internal\\.output\\."
          + "(AtomicText|OutputDirectory|OutputLock|StagedOutput)(\\$.*)?";

  private static final Set<String> WRITES =
      Set.of(
          "write",
          "writeString",
          "newOutputStream",
          "newBufferedWriter",
          "newByteChannel",
          "move",
          "copy",
          "delete",
          "deleteIfExists",
          "createFile",
          "createDirectory",
          "createDirectories",
          "createTempFile",
          "createTempDirectory",
          "createLink",
          "createSymbolicLink",
          "setPosixFilePermissions",
          "setLastModifiedTime",
          "setOwner",
          "setAttribute");

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

  @ArchTest
  static final ArchRule filesAreWrittenInFewPlaces =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.hermetic.core.internal.io..", "dev.hermetic.core.store..")
          .and()
          .haveNameNotMatching(WRITERS_OF_THE_OUTPUT)
          .should()
          .callMethodWhere(
              new DescribedPredicate<JavaCall<?>>("writes files") {
                @Override
                public boolean test(JavaCall<?> call) {
                  return writes(call.getTargetOwner(), call.getName());
                }
              })
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("com.google.common.io.MoreFiles")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.FileOutputStream")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.RandomAccessFile")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.FileWriter");

  private static boolean writes(JavaClass owner, String method) {
    return owner.isEquivalentTo(Files.class) && WRITES.contains(method)
        || owner.isEquivalentTo(FileChannel.class) && method.equals("open")
        || owner.isEquivalentTo(File.class)
            && method.matches("create.*|delete.*|mkdirs?|renameTo|set.*");
  }

  @ArchTest
  static final ArchRule aLibraryNeverPrintsExitsOrReadsTheEnvironment =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getProperty", String.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.util.logging..");

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

  @ArchTest
  static final ArchRule packagesAreNullMarked =
      classes()
          .that()
          .haveSimpleName("package-info")
          .should()
          .beAnnotatedWith("org.jspecify.annotations.NullMarked");
}
