package dev.hermetic.pip.requirements;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Requirements files, right and wrong; the same ones for the same seed. */
final class RandomRequirements {
  private static final String HEX = "0123456789abcdef".repeat(4);
  private static final List<String> SPECIFIED =
      List.of(
          "foo==1.0",
          "foo",
          "Foo_Bar>=1,<2",
          "bar[a,B_c]===1.0",
          "bar ==2.*",
          "foo==1.0;python_version>'3'",
          "foo == 1.0 ; sys_platform == 'linux' and python_version >= \"3.8\"",
          "bar; os_name=='nt'",
          "foo @ https://files.example/foo-1.0.tar.gz",
          "foo@https://files.example/foo-1.0-py3-none-any.whl",
          "foo[a] @ https://files.example/x.zip#subdirectory=sub ; os_name == 'posix'",
          "https://files.example/foo-1.0-py3-none-any.whl",
          "https://files.example/foo-1.0.tar.gz#egg=foo",
          "https://files.example/bar.zip#egg=bar&subdirectory=x; python_version > '2'",
          "HTTPS://files.example/foo-1.0-py3-none-any.whl",
          "git+https://git.example/foo.git@" + HEX.substring(0, 40) + "#egg=foo",
          "foo @ git+https://git.example/foo.git@main",
          "git+ssh://git@git.example/group/foo@v1.0#egg=foo&subdirectory=pkg",
          "hg+https://hg.example/foo#egg=foo",
          "./local",
          "./local[a] ; python_version < '3'",
          "local",
          "./wheels/foo-1.0-py3-none-any.whl",
          "wheels/foo-1.0.tar.gz",
          "file:///srv/foo-1.0-py3-none-any.whl");
  private static final List<String> GLOBAL =
      List.of(
          "-i https://one.example/simple",
          "--index-url=https://two.example/simple",
          "--index-u https://two.example/simple",
          "--pypi-url https://two.example/simple",
          "--extra-index-url https://three.example/simple",
          "--extra-index-url 'https://four.example/simple'",
          "--no-index",
          "--no-binary :all:",
          "--no-binary=foo,Bar",
          "--only-binary :none:",
          "--only-binary bar,:all:,foo",
          "--prefer-binary",
          "--require-hashes",
          "--pre",
          "--trusted-host h.example",
          "-r more.txt",
          "--requirement sub/nested.txt",
          "-c limits.txt",
          "-rmore.txt",
          "-e ./local",
          "-e local[a]",
          "--editable git+https://git.example/foo#egg=foo",
          "-e 'foo @ git+https://git.example/foo ; os_name == \"posix\"'",
          "--pr",
          "--no",
          "--unknown",
          "-x",
          "--index-url",
          "--no-index=yes");
  private static final List<String> NOISE =
      List.of(" ", "#", " #", "\\", "\\\n", "\n", "-", "--", ";", "\"", "'", "\t", "=", "@", "é");

  private final Random random;

  RandomRequirements(long seed) {
    this.random = new Random(seed);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** The files of a project by path; what they may include is among them. */
  Map<String, String> project() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("requirements.txt", noisy(file(4)));
    files.put("more.txt", file(2).replace("-r more.txt", "").replace("-rmore.txt", ""));
    files.put("limits.txt", pick(List.of("foo<2\n", "bar==1 ; os_name=='nt'\n", "-c more.txt\n")));
    files.put("sub/nested.txt", pick(List.of("foo==1\n", "-r ../more.txt\n", "-r deep.txt\n")));
    files.put("sub/deep.txt", "bar==1 # deep\n");
    files.put("local/pyproject.toml", "[project]\nname='local'\n");
    files.put("wheels/foo-1.0-py3-none-any.whl", "");
    files.put("wheels/foo-1.0.tar.gz", "");
    return files;
  }

  private String file(int lines) {
    StringBuilder out = new StringBuilder();
    String end = pick(List.of("\n", "\n", "\n", "\r\n", "\r"));
    for (int i = 0; i < lines; i++) {
      if (chance(80)) {
        out.append(chance(65) ? requirement(end) : pick(GLOBAL));
      }
      out.append(chance(15) ? pick(List.of(" # why", "\t# x \\", " #", "# not a comment")) : "");
      out.append(i < lines - 1 || chance(70) ? end : "");
    }
    return out.toString();
  }

  private String requirement(String end) {
    StringBuilder out = new StringBuilder(pick(SPECIFIED));
    for (int i = 0; chance(40) && i < 3; i++) {
      out.append(pick(List.of(" \\" + end + "    ", " ", "  ")));
      out.append(pick(List.of("--hash=", "--hash ", "--has="))).append(hash());
    }
    if (chance(8)) {
      out.append(pick(List.of(" --config-settings k=v", " -C \"k=a b\"", " -Ck=v", " -C k")));
    }
    return out.toString();
  }

  private String hash() {
    return pick(
        List.of(
            "sha256:" + HEX,
            "sha256:" + HEX.replace('0', 'f'),
            "sha512:" + HEX + HEX,
            "md5:" + HEX,
            "SHA256:" + HEX,
            "sha256"));
  }

  private String noisy(String text) {
    StringBuilder out = new StringBuilder(text);
    while (chance(20)) {
      int at = random.nextInt(out.length() + 1);
      if (chance(60)) {
        out.insert(at, pick(NOISE));
      } else if (at < out.length()) {
        out.deleteCharAt(at);
      }
    }
    return out.toString();
  }
}
