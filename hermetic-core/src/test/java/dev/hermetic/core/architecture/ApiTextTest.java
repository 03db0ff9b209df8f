package dev.hermetic.core.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiTextTest {
  private static final Path COMMITTED = Path.of("api", "hermetic-core.api");
  private static final Set<String> EXPORTED =
      Set.of("dev.hermetic.core", "dev.hermetic.core.spi", "dev.hermetic.core.store");

  @Test
  void theExportedApiIsTheCommittedOne() throws IOException {
    String actual = ApiText.of(exportedClasses());
    if (Boolean.getBoolean("hermetic.accept")) {
      Files.createDirectories(COMMITTED.getParent());
      Files.writeString(COMMITTED, actual);
    }
    assertThat(actual)
        .as(
            "the public API changed; if that is meant, run the test with -Dhermetic.accept=true and commit %s",
            COMMITTED)
        .isEqualTo(Files.readString(COMMITTED));
  }

  @Test
  void publicSignaturesUseTypesOfTheJdkOnly() {
    assertThat(ApiText.of(exportedClasses()))
        .doesNotContain(
            "com.google",
            "tools.jackson",
            "org.apache",
            "com.github",
            "dev.hermetic.core.internal");
  }

  private static List<Class<?>> exportedClasses() {
    List<Class<?>> classes = new ArrayList<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.hermetic.core")) {
      if (EXPORTED.contains(type.getPackageName())
          && !type.getSimpleName().equals("package-info")) {
        classes.add(type.reflect());
      }
    }
    return classes;
  }
}
