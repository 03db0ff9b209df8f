package dev.hermetic.cli;

import dev.hermetic.core.InputException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How environment variables are written down. */
enum EnvFormat {
  /** {@code export NAME=VALUE}, quoted for a POSIX shell; byte for byte as Hermeto writes it. */
  ENV {
    @Override
    String line(String name, String value) {
      return "export " + name + "=" + shell(value) + "\n";
    }
  },
  /** The same as {@link #ENV}. */
  SH {
    @Override
    String line(String name, String value) {
      return ENV.line(name, value);
    }
  },
  /** One line of JSON, {@code [{"name": "...", "value": "..."}]}, as Hermeto writes it. */
  JSON {
    @Override
    String line(String name, String value) {
      return "{\"name\": " + Json.quoted(name) + ", \"value\": " + Json.quoted(value) + "}";
    }

    @Override
    String render(Map<String, String> variables) {
      return variables.entrySet().stream()
          .map(variable -> line(variable.getKey(), variable.getValue()))
          .collect(Collectors.joining(", ", "[", "]\n"));
    }
  },
  /** A file for {@link java.util.Properties}. */
  PROPERTIES {
    @Override
    String line(String name, String value) {
      return name + "=" + property(value) + "\n";
    }
  },
  /** What GitHub's runner reads from the file that {@code GITHUB_ENV} names. */
  GITHUB {
    @Override
    String line(String name, String value) {
      if (value.indexOf('\n') < 0 && value.indexOf('\r') < 0) {
        return name + "=" + value + "\n";
      }
      // The delimiter must not occur as a line of the value.
      String delimiter = "HERMETIC_END";
      while (value.contains(delimiter)) {
        delimiter += "_";
      }
      return name + "<<" + delimiter + "\n" + value + "\n" + delimiter + "\n";
    }
  },
  /** {@code ENV} instructions of a Dockerfile. */
  DOCKERFILE {
    @Override
    String line(String name, String value) {
      if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
        throw InputException.of(
            "input.env-format",
            name + " has several lines, which a Dockerfile cannot hold",
            "use --format env and source the file");
      }
      String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$");
      return "ENV " + name + "=\"" + quoted + "\"\n";
    }
  };

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  /** One variable. */
  abstract String line(String name, String value);

  /** All variables, in their order. */
  String render(Map<String, String> variables) {
    return variables.entrySet().stream()
        .map(variable -> line(variable.getKey(), variable.getValue()))
        .collect(Collectors.joining());
  }

  /** The format that a file's name asks for; JSON, as Hermeto has it, when it asks for none. */
  static EnvFormat forFile(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".env")) {
      return ENV;
    }
    if (lower.endsWith(".sh")) {
      return SH;
    }
    return lower.endsWith(".properties") ? PROPERTIES : JSON;
  }

  /** The name as it is written on the command line; completion offers it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Quotes for a POSIX shell exactly as Python's {@code shlex.quote}, which Hermeto uses. */
  static String shell(String value) {
    if (PLAIN.matcher(value).matches()) {
      return value;
    }
    return "'" + value.replace("'", "'\"'\"'") + "'";
  }

  private static String property(String value) {
    StringBuilder out = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case ' ' -> out.append(i == 0 ? "\\ " : " ");
        default -> {
          if (c < 0x20 || c > 0x7e) {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.toString();
  }
}
