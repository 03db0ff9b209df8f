package dev.hermetic.core.architecture;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Prints what a package offers its users, one line a member, sorted, so that a change to it shows
 * in review.
 */
final class ApiText {
  private ApiText() {}

  static String of(List<Class<?>> classes) {
    return classes.stream()
        .filter(ApiText::isExported)
        .sorted((a, b) -> a.getName().compareTo(b.getName()))
        .map(ApiText::describe)
        .collect(Collectors.joining("\n"));
  }

  private static boolean isExported(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
      if (!isApi(at.getModifiers())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isApi(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static String describe(Class<?> type) {
    TreeSet<String> members = new TreeSet<>();
    for (Field field : type.getDeclaredFields()) {
      if (isApi(field.getModifiers()) && !field.isSynthetic()) {
        members.add(
            modifiers(field.getModifiers()) + name(field.getGenericType()) + " " + field.getName());
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isApi(constructor.getModifiers()) && !constructor.isSynthetic()) {
        members.add(
            modifiers(constructor.getModifiers())
                + "new("
                + names(constructor.getGenericParameterTypes())
                + ")"
                + thrown(constructor.getGenericExceptionTypes()));
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (isApi(method.getModifiers()) && !method.isSynthetic() && !isObjectMethod(method)) {
        String kind = method.isDefault() ? "default " : modifiers(method.getModifiers());
        members.add(
            kind
                + name(method.getGenericReturnType())
                + " "
                + method.getName()
                + "("
                + names(method.getGenericParameterTypes())
                + ")"
                + thrown(method.getGenericExceptionTypes()));
      }
    }
    StringBuilder text = new StringBuilder(header(type)).append('\n');
    members.forEach(member -> text.append("  ").append(member).append('\n'));
    return text.toString();
  }

  private static boolean isObjectMethod(Method method) {
    String signature = method.getName() + Arrays.toString(method.getParameterTypes());
    return List.of("hashCode[]", "toString[]", "equals[class java.lang.Object]")
        .contains(signature);
  }

  private static String header(Class<?> type) {
    List<String> parts = new ArrayList<>();
    parts.add(
        modifiers(
                type.getModifiers()
                    & ~Modifier.INTERFACE
                    & ~(type.isInterface() ? Modifier.ABSTRACT : 0))
            .strip());
    parts.add(type.isSealed() ? "sealed" : "");
    parts.add(
        type.isRecord()
            ? "record"
            : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class");
    parts.add(type.getName());
    if (!type.isInterface()
        && type.getSuperclass() != null
        && type.getSuperclass() != Object.class
        && !type.isRecord()
        && !type.isEnum()) {
      parts.add("extends " + type.getSuperclass().getName());
    }
    if (type.getInterfaces().length > 0) {
      parts.add("implements " + names(type.getGenericInterfaces()));
    }
    return parts.stream().filter(p -> !p.isEmpty()).collect(Collectors.joining(" "));
  }

  private static String modifiers(int modifiers) {
    int shown =
        modifiers
            & (Modifier.PUBLIC
                | Modifier.PROTECTED
                | Modifier.STATIC
                | Modifier.FINAL
                | Modifier.ABSTRACT);
    String text = Modifier.toString(shown).toLowerCase(Locale.ROOT);
    return text.isEmpty() ? "" : text + " ";
  }

  private static String thrown(Type[] types) {
    return types.length == 0 ? "" : " throws " + names(types);
  }

  private static String names(Type[] types) {
    return Arrays.stream(types).map(ApiText::name).collect(Collectors.joining(", "));
  }

  private static String name(Type type) {
    return type.getTypeName();
  }
}
