package dev.hermetic.rpm.origin;

import java.util.List;

/**
 * Where a repository is to be had; variables are replaced.
 *
 * @param id its name
 * @param baseurls its addresses, in order
 * @param metalink the address of its metalink document, empty for none
 * @param mirrorlist the address of its list of mirrors, empty for none
 */
public record Origin(String id, List<String> baseurls, String metalink, String mirrorlist) {
  /** Copies the list. */
  public Origin {
    baseurls = List.copyOf(baseurls);
  }

  /** A repository by its addresses. */
  public static Origin at(String id, String... baseurls) {
    return new Origin(id, List.of(baseurls), "", "");
  }
}
