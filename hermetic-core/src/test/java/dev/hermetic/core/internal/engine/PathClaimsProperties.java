package dev.hermetic.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.LayoutException;
import dev.hermetic.core.RelPath;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PathClaimsProperties {
  @Provide
  Arbitrary<List<RelPath>> paths() {
    return Arbitraries.of("a", "A", "b", "ss", "ß", "é", "e\u0301")
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(segments -> new RelPath(String.join("/", segments)))
        .list()
        .ofMaxSize(6);
  }

  @Property
  void acceptsExactlyThePathsOfWhichNoneMeetOrNest(@ForAll("paths") List<RelPath> paths) {
    PathClaims<String> claims = new PathClaims<>("x");
    boolean refused = false;
    try {
      for (int i = 0; i < paths.size(); i++) {
        refused |= claims.claim(paths.get(i), "owner " + i) != null;
      }
    } catch (LayoutException conflict) {
      refused = true;
    }
    assertThat(refused).isEqualTo(conflicts(paths));
  }

  private static boolean conflicts(List<RelPath> paths) {
    for (int i = 0; i < paths.size(); i++) {
      for (int j = 0; j < paths.size(); j++) {
        String a = paths.get(i).foldedKey();
        String b = paths.get(j).foldedKey();
        if (i != j && (a.equals(b) || a.startsWith(b + "/"))) {
          return true;
        }
      }
    }
    return false;
  }
}
