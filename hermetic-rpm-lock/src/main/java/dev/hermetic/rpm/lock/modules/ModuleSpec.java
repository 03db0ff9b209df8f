package dev.hermetic.rpm.lock.modules;

import dev.hermetic.rpm.lock.solve.request.Glob;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code name[:stream[:version[:context]]][::arch][/profile]}; each may be a shell pattern, empty
 * for any.
 */
record ModuleSpec(
    String name, String stream, String version, String context, String arch, String profile) {
  private static final String PART = "([-A-Za-z0-9._+*?\\[\\]!]+)";
  private static final Pattern FORM =
      Pattern.compile(
          PART + "(?::" + PART + "(?::([0-9]+))?)?(?:::" + PART + ")?(?:/" + PART + "?)?");
  private static final Pattern WITH_CONTEXT =
      Pattern.compile(
          PART + ":" + PART + ":([0-9]+):" + PART + "(?:::?" + PART + ")?(?:/" + PART + "?)?");

  /** What a text says, null when it cannot name a module. */
  static @Nullable ModuleSpec parse(String text) {
    Matcher full = WITH_CONTEXT.matcher(text);
    if (full.matches()) {
      return new ModuleSpec(
          full.group(1), full.group(2), full.group(3), full.group(4), part(full, 5), part(full, 6));
    }
    Matcher plain = FORM.matcher(text);
    return plain.matches()
        ? new ModuleSpec(
            plain.group(1), part(plain, 2), part(plain, 3), "", part(plain, 4), part(plain, 5))
        : null;
  }

  private static String part(Matcher matcher, int group) {
    String part = matcher.group(group);
    return part == null ? "" : part;
  }

  boolean means(Build build) {
    return Glob.of(name).matches(build.name())
        && matches(stream, build.stream())
        && (version.isEmpty() || version.equals(Long.toUnsignedString(build.version())))
        && matches(context, build.metadata().context())
        && matches(arch, build.arch());
  }

  private static boolean matches(String pattern, String text) {
    return pattern.isEmpty() || Glob.of(pattern).matches(text);
  }
}
