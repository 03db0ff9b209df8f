package dev.hermetic.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What others see of a module, and its packages of each other. */
final class VisibilityRules {
  private static final Set<String> OF_CORE =
      Set.of("dev.hermetic.core", "dev.hermetic.core.spi", "dev.hermetic.core.store");

  private VisibilityRules() {}

  static List<String> signatures(OwnModule module) throws IOException {
    Set<String> exported = module.exported();
    List<String> found = new ArrayList<>();
    for (JavaClass type : module.classes()) {
      if (!exported.contains(type.getPackageName()) || !seen(type)) {
        continue;
      }
      for (JavaCodeUnit method : type.getCodeUnits()) {
        if (open(method.getModifiers())) {
          types(method)
              .filter(t -> !ours(t, exported))
              .forEach(t -> found.add(method.getFullName() + " shows " + t.getName()));
        }
      }
      type.getFields().stream()
          .filter(field -> open(field.getModifiers()))
          .flatMap(field -> field.getAllInvolvedRawTypes().stream())
          .filter(t -> !ours(t, exported))
          .forEach(t -> found.add(type.getName() + " shows " + t.getName()));
    }
    return found;
  }

  private static Stream<JavaClass> types(JavaCodeUnit method) {
    Stream<JavaType> all =
        Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream());
    return Stream.concat(
        all.flatMap(type -> type.getAllInvolvedRawTypes().stream()),
        method.getExceptionTypes().stream());
  }

  private static boolean ours(JavaClass raw, Set<String> exported) {
    JavaClass type = raw.getBaseComponentType();
    return type.isPrimitive()
        || type.getPackageName().startsWith("java.")
        || (exported.contains(type.getPackageName()) || OF_CORE.contains(type.getPackageName()))
            && seen(type);
  }

  /** A type is seen when it and all that it stands in are public. */
  private static boolean seen(JavaClass type) {
    return open(type.getModifiers()) && type.getEnclosingClass().map(e -> seen(e)).orElse(true);
  }

  private static boolean open(Set<JavaModifier> modifiers) {
    return !modifiers.contains(JavaModifier.SYNTHETIC)
        && (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED));
  }

  static List<String> needed(OwnModule module) throws IOException {
    Set<String> lent = module.lent();
    Set<String> providers = module.providers();
    return module.topLevel().stream()
        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
        .filter(type -> !lent.contains(type.getPackageName()))
        .filter(type -> !providers.contains(type.getName()))
        .filter(type -> !usedElsewhere(module, type))
        .map(type -> type.getName() + " is public for nobody")
        .toList();
  }

  private static boolean usedElsewhere(OwnModule module, JavaClass type) {
    return module.classes().stream()
        .filter(other -> !other.getPackageName().equals(type.getPackageName()))
        .flatMap(other -> other.getDirectDependenciesFromSelf().stream())
        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
        .anyMatch(
            to ->
                to.getName().equals(type.getName())
                    || to.getName().startsWith(type.getName() + "$"));
  }
}
