package dev.hermetic.rpm.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.rpm.fixtures.RpmTools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Order and overlap of versions against rpm itself, many random pairs in one process. */
@Tag("native-client")
final class RpmOracleTest {
  private static final int PAIRS = 20_000;
  private static final String CHARS = "0019ab.~^+-_Z";
  private static final String ORDER =
      """
      import rpm, sys
      for line in sys.stdin:
          l, r = line.rstrip('\\n').split(' ')
          print(rpm.labelCompare(('0', l, None), ('0', r, None)))
      """;
  private static final String OVERLAP =
      """
      import rpm, sys
      for line in sys.stdin:
          a, l, b, r = line.rstrip('\\n').split(' ')
          one = rpm.ds(('x', int(a), l), rpm.RPMTAG_PROVIDENAME)
          print(int(one.Compare(rpm.ds(('x', int(b), r), rpm.RPMTAG_REQUIRENAME))))
      """;

  @TempDir static Path home;
  private final Random random = new Random(4);

  @BeforeAll
  static void needRpm() {
    RpmTools.needPython();
  }

  @Test
  void ordersAsRpmDoes() throws Exception {
    List<String> lines = new ArrayList<>();
    List<Integer> ours = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      String left = text(CHARS);
      String right = random.nextInt(3) == 0 ? left + text(CHARS) : text(CHARS);
      lines.add(left + " " + right);
      ours.add(Integer.signum(VersionOrder.INSTANCE.compare(left, right)));
    }
    assertSame(ORDER, lines, ours);
  }

  @Test
  void overlapsWhereRpmSaysSo() throws Exception {
    int[] flags = {2, 4, 8, 10, 12};
    List<String> lines = new ArrayList<>();
    List<Integer> ours = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      int a = flags[random.nextInt(flags.length)];
      int b = flags[random.nextInt(flags.length)];
      String left = evr();
      String right = evr();
      lines.add(a + " " + left + " " + b + " " + right);
      boolean overlap =
          Relation.ofFlags(a).overlaps(Evr.parse(left), Relation.ofFlags(b), Evr.parse(right));
      ours.add(overlap ? 1 : 0);
    }
    assertSame(OVERLAP, lines, ours);
  }

  private static void assertSame(String script, List<String> lines, List<Integer> ours)
      throws Exception {
    String printed =
        new RpmTools(home)
            .run(home, String.join("\n", lines) + "\n", "/usr/bin/python3", "-c", script);
    List<String> theirs = printed.lines().toList();
    assertThat(theirs).hasSameSizeAs(lines);
    List<String> different = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (Integer.parseInt(theirs.get(i)) != ours.get(i)) {
        different.add(lines.get(i) + ": rpm " + theirs.get(i) + ", we " + ours.get(i));
      }
    }
    assertThat(different).isEmpty();
  }

  private String evr() {
    String version = "" + (1 + random.nextInt(2)) + (random.nextBoolean() ? "" : "~a");
    String epoch = random.nextInt(3) == 0 ? random.nextInt(2) + ":" : "";
    return epoch + version + (random.nextBoolean() ? "" : "-" + (1 + random.nextInt(2)));
  }

  private String text(String chars) {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      text.append(chars.charAt(random.nextInt(chars.length())));
    }
    return text.toString();
  }
}
