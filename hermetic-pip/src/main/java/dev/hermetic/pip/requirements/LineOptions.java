package dev.hermetic.pip.requirements;

import dev.hermetic.core.PrintableText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the options of one line: {@code --name value}, {@code --name=value}, {@code -n value},
 * {@code -nvalue}, long names cut short where that is unambiguous, as Python's {@code optparse}.
 */
final class LineOptions {
  /**
   * An option with its value.
   *
   * @param option which
   * @param value its value, empty for options without one
   * @param start where it begins in the line
   * @param end where it ends
   */
  record Use(PipOption option, String value, int start, int end) {}

  private final Deque<ShellWords.Word> words;
  private final Function<String, RuntimeException> failure;
  private final List<Use> uses = new ArrayList<>();

  private LineOptions(List<ShellWords.Word> words, Function<String, RuntimeException> failure) {
    this.words = new ArrayDeque<>(words);
    this.failure = failure;
  }

  /**
   * The options of a line.
   *
   * @param line the line
   * @param from where the options begin
   * @param failure makes the exception to throw from a reason
   */
  static List<Use> read(String line, int from, Function<String, RuntimeException> failure) {
    Optional<List<ShellWords.Word>> words = ShellWords.split(line, from);
    if (words.isEmpty()) {
      throw failure.apply("a quote or backslash is left open");
    }
    LineOptions options = new LineOptions(words.get(), failure);
    while (!options.words.isEmpty()) {
      options.next(options.words.remove());
    }
    return List.copyOf(options.uses);
  }

  private void next(ShellWords.Word word) {
    String text = word.text();
    if (text.startsWith("--") && text.length() > 2) {
      longOption(word);
    } else if (text.startsWith("-") && text.length() > 1 && !text.equals("--")) {
      shortOption(word);
    } else {
      // pip drops such words silently.
      throw failure.apply("text follows the options: " + PrintableText.quoted(text));
    }
  }

  private void longOption(ShellWords.Word word) {
    int equals = word.text().indexOf('=');
    String name = equals < 0 ? word.text() : word.text().substring(0, equals);
    PipOption option = PipOption.ofLong(name).orElseThrow(() -> unknown(name));
    if (equals < 0) {
      take(option, word);
    } else if (option.takesValue()) {
      use(option, word.text().substring(equals + 1), word.start(), word.end());
    } else {
      throw failure.apply(option.longName() + " takes no value");
    }
  }

  private void shortOption(ShellWords.Word word) {
    String name = word.text().substring(0, 2);
    PipOption option = PipOption.ofShort(name).orElseThrow(() -> unknown(name));
    if (word.text().length() > 2) {
      use(option, word.text().substring(2), word.start(), word.end());
    } else {
      take(option, word);
    }
  }

  /** The value of an option is the next word, whatever it looks like. */
  private void take(PipOption option, ShellWords.Word word) {
    if (!option.takesValue()) {
      uses.add(new Use(option, "", word.start(), word.end()));
      return;
    }
    ShellWords.Word value = words.poll();
    if (value == null) {
      throw failure.apply(option.longName() + " needs a value");
    }
    use(option, value.text(), word.start(), value.end());
  }

  private void use(PipOption option, String value, int start, int end) {
    if (value.isEmpty()) {
      throw failure.apply(option.longName() + " has an empty value");
    }
    uses.add(new Use(option, value, start, end));
  }

  private RuntimeException unknown(String name) {
    return failure.apply("there is no option " + PrintableText.quoted(name));
  }
}
