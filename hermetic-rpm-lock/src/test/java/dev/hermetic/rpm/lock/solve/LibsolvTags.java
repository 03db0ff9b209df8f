package dev.hermetic.rpm.lock.solve;

import dev.hermetic.rpm.file.DependencyKind;
import java.util.Map;

/** Reads packages in libsolv's test format, as far as rpm has what it says. */
final class LibsolvTags {
  private static final Map<String, DependencyKind> KINDS =
      Map.of(
          "Prv", DependencyKind.PROVIDES,
          "Req", DependencyKind.REQUIRES,
          "Con", DependencyKind.CONFLICTS,
          "Obs", DependencyKind.OBSOLETES,
          "Rec", DependencyKind.RECOMMENDS,
          "Sug", DependencyKind.SUGGESTS,
          "Sup", DependencyKind.SUPPLEMENTS,
          "Enh", DependencyKind.ENHANCES);

  private LibsolvTags() {}

  /** Reads a line: a package, or something about the last one. */
  static void read(MadeRepository to, String line) {
    if (line.startsWith("=Pkg:")) {
      String[] words = line.substring(5).strip().split("\\s+");
      if (words.length < 4) {
        throw new LibsolvCase.Unsupported(line);
      }
      to.packages.add(new MadePackage(words[0], words[1] + "-" + words[2], words[3]));
    } else if (line.startsWith("=Fls:") && !to.packages.isEmpty()) {
      to.packages.get(to.packages.size() - 1).files.add(line.substring(5).strip());
    } else if (line.length() > 5 && KINDS.containsKey(line.substring(1, 4))) {
      MadePackage last = to.packages.get(to.packages.size() - 1);
      last.with(KINDS.get(line.substring(1, 4)), dependency(line.substring(5).strip()));
    } else if (!line.isEmpty() && line.startsWith("=") && !line.startsWith("=Ver:")) {
      throw new LibsolvCase.Unsupported(line);
    }
  }

  /** From libsolv's operators to rpm's. */
  private static String dependency(String text) {
    if (text.contains("namespace:") || text.contains("<NAMESPACE>") || text.contains("<ARCH>")) {
      throw new LibsolvCase.Unsupported(text);
    }
    String words =
        text.replace(" & ", " and ")
            .replace(" | ", " or ")
            .replace(" + ", " with ")
            .replace(" <IF> ", " if ")
            .replace(" <ELSE> ", " else ")
            .replace(" <UNLESS> ", " unless ");
    if (words.contains(" <") && words.matches(".* <[A-Z].*")) {
      throw new LibsolvCase.Unsupported(text);
    }
    return words.equals(text) || words.startsWith("(") && words.endsWith(")")
        ? words
        : "(" + words + ")";
  }
}
