package dev.hermetic.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How much a reader has to keep in mind at once. */
final class SizeRules {
  private static final int PARAMETERS = 5;
  private static final int METHOD_LINES = 50;
  private static final int FILE_LINES = 400;

  private SizeRules() {}

  static List<String> parameters(OwnModule module) {
    List<String> found = new ArrayList<>();
    for (JavaClass type : module.classes()) {
      for (JavaCodeUnit method : type.getCodeUnits()) {
        int count = method.getRawParameterTypes().size() - hidden(method);
        if (count > PARAMETERS && !generated(method)) {
          found.add(method.getFullName() + " has " + count + " parameters");
        }
      }
    }
    return found;
  }

  /** What the compiler passes: an enum's name and ordinal, the object around. */
  private static int hidden(JavaCodeUnit method) {
    JavaClass type = method.getOwner();
    if (!(method instanceof JavaConstructor)) {
      return 0;
    }
    if (type.isEnum()) {
      return 2;
    }
    boolean inner = type.getEnclosingClass().isPresent();
    return inner && !type.getModifiers().contains(JavaModifier.STATIC) ? 1 : 0;
  }

  /** A record's components are named where they are read; captured variables are no parameters. */
  private static boolean generated(JavaCodeUnit method) {
    return method.getModifiers().contains(JavaModifier.SYNTHETIC)
        || method.getName().startsWith("lambda$")
        || method instanceof JavaConstructor
            && (method.getOwner().isRecord() || method.getOwner().isAnonymousClass());
  }

  static List<String> methods(OwnModule module) throws IOException {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, Integer> method : Bytecode.methodLines(module).entrySet()) {
      if (method.getValue() > METHOD_LINES) {
        found.add(method.getKey() + " has " + method.getValue() + " lines");
      }
    }
    return found;
  }

  static List<String> files(OwnModule module) throws IOException {
    List<String> found = new ArrayList<>();
    module
        .sources()
        .forEach(
            (file, lines) -> {
              if (lines.size() > FILE_LINES) {
                found.add(file + " has " + lines.size() + " lines");
              }
            });
    return found;
  }
}
