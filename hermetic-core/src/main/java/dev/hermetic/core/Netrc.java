package dev.hermetic.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Credentials from the text of a netrc file, sent as Basic authentication (RFC 7617).
 *
 * <p>A {@code machine} must be exactly the host that is asked; a port in a machine name is part of
 * the name and so never matches. The {@code default} entry counts only in {@link
 * #allowingDefault()}. Fetchers ask only about the origin of the locator itself, so that neither
 * kind of entry is ever used for the target of a redirect to another host. Macro definitions are
 * skipped. Thread-safe.
 */
public final class Netrc implements Credentials {
  private static final int MAX_CHARS = 1 << 20;

  private final Map<String, String> machines;
  private final @Nullable String fallback;
  private final boolean useFallback;

  private Netrc(Map<String, String> machines, @Nullable String fallback, boolean useFallback) {
    this.machines = machines;
    this.fallback = fallback;
    this.useFallback = useFallback;
  }

  /**
   * Parses the text of a netrc file; where a machine appears twice the first entry counts.
   *
   * @throws InputException with code {@code input.netrc} when a keyword lacks its value, a keyword
   *     is unknown, or the text has more than 1 MiB; the message never quotes the text
   */
  public static Netrc parse(String text) {
    if (text.length() > MAX_CHARS) {
      throw InputException.of("input.netrc", "netrc: more than 1 MiB of text");
    }
    return new Parser(tokens(text)).parse();
  }

  /** The same entries, the {@code default} entry included. */
  public Netrc allowingDefault() {
    return new Netrc(machines, fallback, true);
  }

  @Override
  public Map<String, String> headersFor(SafeUri uri) {
    String pair = machines.get(uri.host());
    if (pair == null && useFallback) {
      pair = fallback;
    }
    if (pair == null) {
      return Map.of();
    }
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return Map.of("Authorization", "Basic " + encoded);
  }

  /** How many entries there are; never what they hold. */
  @Override
  public String toString() {
    return "Netrc[" + machines.size() + " machines]";
  }

  private record Token(String text, int line) {}

  /** Splits at white space; honours quotes, comments and macros, which end at an empty line. */
  private static List<Token> tokens(String text) {
    Tokenizer tokenizer = new Tokenizer();
    String[] lines = text.split("\n", -1);
    boolean macro = false;
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      macro = macro && !line.isEmpty();
      if (!macro) {
        macro = tokenizer.add(line, i + 1);
      }
    }
    return tokenizer.tokens;
  }

  /** Knows whether a keyword or its value comes next: a password may begin with a hash sign. */
  private static final class Tokenizer {
    final List<Token> tokens = new ArrayList<>();
    private boolean valueNext;

    /** Adds the tokens of a line; true when the line begins a macro. */
    boolean add(String line, int number) {
      int at = 0;
      while (at < line.length()) {
        char c = line.charAt(at);
        if (Character.isWhitespace(c)) {
          at++;
          continue;
        }
        if (c == '#' && !valueNext) {
          return false;
        }
        StringBuilder text = new StringBuilder();
        at = c == '"' ? quoted(line, at, text) : bare(line, at, text);
        String token = text.toString();
        if (!valueNext && token.equals("macdef")) {
          return true;
        }
        valueNext = !valueNext && !token.equals("default");
        tokens.add(new Token(token, number));
      }
      return false;
    }
  }

  private static int bare(String line, int from, StringBuilder token) {
    int at = from;
    while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
      token.append(line.charAt(at++));
    }
    return at;
  }

  private static int quoted(String line, int from, StringBuilder token) {
    int at = from + 1;
    while (at < line.length() && line.charAt(at) != '"') {
      if (line.charAt(at) == '\\' && at + 1 < line.length()) {
        at++;
      }
      token.append(line.charAt(at++));
    }
    return at + 1;
  }

  /** Reads entries from tokens; used once. */
  private static final class Parser {
    private final List<Token> tokens;
    private final Map<String, String> machines = new TreeMap<>();
    private @Nullable String fallback;
    private @Nullable String machine;
    private boolean inEntry;
    private String login = "";
    private String password = "";
    private int next;

    Parser(List<Token> tokens) {
      this.tokens = tokens;
    }

    Netrc parse() {
      while (next < tokens.size()) {
        Token keyword = tokens.get(next++);
        switch (keyword.text()) {
          case "machine" -> begin(value(keyword).toLowerCase(Locale.ROOT));
          case "default" -> begin(null);
          case "login" -> login = value(keyword);
          case "password" -> password = value(keyword);
          case "account" -> value(keyword);
          default ->
              throw InputException.of(
                  "input.netrc",
                  "netrc:" + keyword.line() + ": a keyword was expected",
                  "write machine, login and password, each followed by its value");
        }
      }
      end();
      return new Netrc(machines, fallback, false);
    }

    private String value(Token keyword) {
      if (next >= tokens.size()) {
        throw InputException.of(
            "input.netrc", "netrc:" + keyword.line() + ": '" + keyword.text() + "' has no value");
      }
      return tokens.get(next++).text();
    }

    private void begin(@Nullable String host) {
      end();
      inEntry = true;
      machine = host;
      login = "";
      password = "";
    }

    private void end() {
      if (!inEntry || login.isEmpty() && password.isEmpty()) {
        return;
      }
      String pair = login + ":" + password;
      if (machine != null) {
        machines.putIfAbsent(machine, pair);
      } else if (fallback == null) {
        fallback = pair;
      }
    }
  }
}
