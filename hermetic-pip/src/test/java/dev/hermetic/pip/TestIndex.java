package dev.hermetic.pip;

import dev.hermetic.testkit.FakeRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A package index on the loopback interface, as HTML. */
final class TestIndex implements AutoCloseable {
  private final FakeRegistry registry;
  private final Map<String, StringBuilder> pages = new TreeMap<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  private TestIndex(FakeRegistry registry) {
    this.registry = registry;
  }

  static TestIndex start() throws IOException {
    return new TestIndex(FakeRegistry.start());
  }

  String url() {
    return registry.url("/simple").uri().toString();
  }

  String fileUrl(String filename) {
    return registry.url("/files/" + filename).uri().toString();
  }

  /** Offers a wheel. */
  TestIndex wheel(String name, String version, String tag, String... requires) {
    String filename = name + "-" + version + "-" + tag + ".whl";
    return file(name, filename, TestWheel.wheel(name, version, tag, requires), "");
  }

  /** Offers an sdist. */
  TestIndex sdist(String name, String version, String pyproject) {
    return file(
        name, name + "-" + version + ".tar.gz", TestWheel.sdist(name, version, pyproject), "");
  }

  /** Offers a file, with more attributes for its anchor. */
  TestIndex file(String name, String filename, byte[] bytes, String attributes) {
    String anchor =
        "<a href=\"../../files/%s#sha256=%s\" %s>%s</a>\n"
            .formatted(filename, TestWheel.sha256(bytes), attributes, filename);
    page(name).append(anchor);
    return serve(name, filename, bytes);
  }

  /** Offers a file without saying its hash. */
  TestIndex unhashed(String name, String filename, byte[] bytes) {
    page(name).append("<a href=\"../../files/%s\">%s</a>\n".formatted(filename, filename));
    return serve(name, filename, bytes);
  }

  private StringBuilder page(String name) {
    return pages.computeIfAbsent(name.replace('_', '-'), n -> new StringBuilder());
  }

  private TestIndex serve(String name, String filename, byte[] bytes) {
    files.put(filename, bytes);
    registry.serve("/files/" + filename, bytes);
    String page = page(name).toString();
    registry.serve(
        "/simple/" + name.replace('_', '-') + "/", page.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Serves other bytes under the name of a file. */
  void tamper(String filename, byte[] bytes) {
    registry.serve("/files/" + filename, bytes);
  }

  byte[] bytes(String filename) {
    byte[] bytes = files.get(filename);
    if (bytes == null) {
      throw new IllegalArgumentException(filename);
    }
    return bytes;
  }

  /** {@code --hash=sha256:…} of a file. */
  String hash(String filename) {
    return "--hash=sha256:" + TestWheel.sha256(bytes(filename));
  }

  int requests(String path) {
    return registry.requests(path);
  }

  @Override
  public void close() {
    registry.close();
  }
}
