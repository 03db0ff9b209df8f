package dev.hermetic.core;

/**
 * Text in which {@code ${output_dir}} stands for the path of the output directory inside the build.
 * {@code $$} is one dollar sign; other placeholders stay as they are.
 *
 * @param text the text
 */
public record Template(String text) {
  private static final String OUTPUT_DIR = "${output_dir}";

  /** A template that yields exactly this text. */
  public static Template literal(String text) {
    return new Template(text.replace("$", "$$"));
  }

  /** The text for an output directory. */
  public String expand(String outputDir) {
    StringBuilder out = new StringBuilder(text.length() + 64);
    int i = 0;
    while (i < text.length()) {
      if (text.startsWith("$$", i)) {
        out.append('$');
        i += 2;
      } else if (text.startsWith(OUTPUT_DIR, i)) {
        out.append(outputDir);
        i += OUTPUT_DIR.length();
      } else {
        out.append(text.charAt(i++));
      }
    }
    return out.toString();
  }
}
