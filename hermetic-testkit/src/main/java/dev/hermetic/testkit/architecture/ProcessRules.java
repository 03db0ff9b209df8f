package dev.hermetic.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What touches the machine outside of the JVM. */
final class ProcessRules {
  private static final String FILE_CHANGES =
      "write.*|newOutputStream|newBufferedWriter|newByteChannel|move|copy|delete.*|create.*|set.*";

  private static final Map<String, String> WRITES =
      Map.of(
          "java.nio.file.Files", FILE_CHANGES,
          "java.nio.channels.FileChannel", "open",
          "java.nio.channels.AsynchronousFileChannel", "open",
          "java.io.File", "create.*|delete.*|mkdirs?|renameTo|set.*",
          "com.google.common.io.MoreFiles", ".*",
          "java.io.FileOutputStream", ".*",
          "java.io.RandomAccessFile", ".*",
          "java.io.FileWriter", ".*");

  private static final Map<String, String> PROCESS =
      Map.of(
          "java.lang.System",
          "in|out|err|set(In|Out|Err)|exit|getenv|getPropert.*|(set|clear)Propert.*",
          "java.lang.Runtime",
          "exit|halt",
          "java.lang.Integer",
          "getInteger",
          "java.lang.Long",
          "getLong",
          "java.lang.Boolean",
          "getBoolean");

  private static final Map<String, String> PROGRAMS =
      Map.of("java.lang.ProcessBuilder", "<init>", "java.lang.Runtime", "exec");

  private ProcessRules() {}

  static List<String> writes(OwnModule module) {
    return accesses(module, WRITES);
  }

  static List<String> process(OwnModule module) {
    return accesses(module, PROCESS);
  }

  static List<String> programs(OwnModule module) {
    return accesses(module, PROGRAMS);
  }

  private static List<String> accesses(OwnModule module, Map<String, String> forbidden) {
    return module.classes().stream()
        .flatMap(ProcessRules::all)
        .filter(
            access -> {
              String names = forbidden.get(access.getTargetOwner().getName());
              return names != null && access.getTarget().getName().matches(names);
            })
        .map(access -> text(access))
        .toList();
  }

  private static Stream<JavaAccess<?>> all(JavaClass type) {
    return Stream.concat(
        type.getAccessesFromSelf().stream(),
        Stream.concat(
            type.getMethodReferencesFromSelf().stream(),
            type.getConstructorReferencesFromSelf().stream()));
  }

  private static String text(JavaAccess<?> access) {
    return access.getOriginOwner().getName()
        + " uses "
        + access.getTargetOwner().getSimpleName()
        + "."
        + access.getTarget().getName();
  }
}
