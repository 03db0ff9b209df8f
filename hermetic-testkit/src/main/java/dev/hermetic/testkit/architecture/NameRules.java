package dev.hermetic.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What things are called, and marked with. */
final class NameRules {
  private static final String NULL_MARKED = "org.jspecify.annotations.NullMarked";
  private static final String ROOT = "dev.hermetic.core.HermeticException";

  private NameRules() {}

  static List<String> nullMarked(OwnModule module) {
    Set<String> unmarked = new TreeSet<>();
    module.topLevel().forEach(type -> unmarked.add(type.getPackageName()));
    module.classes().stream()
        .filter(type -> type.getSimpleName().equals("package-info"))
        .filter(type -> type.isAnnotatedWith(NULL_MARKED))
        .forEach(type -> unmarked.remove(type.getPackageName()));
    return unmarked.stream().map(name -> name + " is not @NullMarked").toList();
  }

  static List<String> unique(OwnModule module) {
    Map<String, String> first = new TreeMap<>();
    List<String> found = new ArrayList<>();
    for (JavaClass type : module.topLevel()) {
      String other = first.putIfAbsent(type.getSimpleName(), type.getPackageName());
      if (other != null) {
        found.add(type.getSimpleName() + " is in more than one package");
      }
    }
    return found;
  }

  static List<String> telling(OwnModule module) {
    return module.classes().stream()
        .map(JavaClass::getSimpleName)
        .filter(name -> name.matches(".*(Utils?|Helper|Manager|Impl)"))
        .map(name -> name + " says nothing")
        .toList();
  }

  static List<String> failures(OwnModule module) {
    return module.classes().stream()
        .filter(type -> type.isAssignableTo(Throwable.class))
        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
        .filter(type -> !type.isAssignableTo(ROOT))
        .map(type -> type.getName() + " is not a HermeticException")
        .toList();
  }
}
