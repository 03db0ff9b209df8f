package dev.hermetic.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The Python part of a {@link ClassDataTraining}: two wheels, one offered as HTML and one as JSON.
 */
final class PipTraining {
  private static final String TARGETS = "\"targets\": [\"cp312-linux-x86_64-glibc2.28\"]";
  private static final byte[] WHEEL_A = wheel("a", "Requires-Dist: b>=1.0; python_version>='3'\n");
  private static final byte[] WHEEL_B = wheel("b", "");

  private PipTraining() {}

  /** What the server has to have, by path. */
  static Map<String, byte[]> served() throws NoSuchAlgorithmException {
    String html =
        "<!DOCTYPE html><html><head><title>a</title></head><body>"
            + "<a href=\"../../files/a-1.0-py3-none-any.whl#sha256="
            + ClassDataTraining.sha256(WHEEL_A)
            + "\" data-requires-python=\"&gt;=3\" data-upload-time=\"2026-01-02T03:04:05.6Z\">a</a>"
            + "</body></html>";
    String json =
        "{\"meta\": {\"api-version\": \"1.1\"}, \"name\": \"b\", \"files\": [{\"filename\":"
            + " \"b-1.0-py3-none-any.whl\", \"url\": \"../../files/b-1.0-py3-none-any.whl\","
            + " \"hashes\": {\"sha256\": \""
            + ClassDataTraining.sha256(WHEEL_B)
            + "\"}, \"upload-time\": \"2026-01-02T03:04:05.6Z\"}]}";
    Map<String, byte[]> served = new TreeMap<>();
    served.put("/simple/a/", html.getBytes(StandardCharsets.UTF_8));
    served.put("/simple/b/", json.getBytes(StandardCharsets.UTF_8));
    served.put("/files/a-1.0-py3-none-any.whl", WHEEL_A);
    served.put("/files/b-1.0-py3-none-any.whl", WHEEL_B);
    return served;
  }

  /** Writes a project and gives the commands that lock and prefetch it. */
  static List<String[]> commands(Path directory, String origin)
      throws IOException, NoSuchAlgorithmException {
    Path source = Files.createDirectory(directory.resolve("python"));
    Files.writeString(source.resolve("requirements.in"), "a\n");
    Files.writeString(
        source.resolve("requirements.txt"),
        "a==1.0 --hash=sha256:"
            + ClassDataTraining.sha256(WHEEL_A)
            + "\nb==1.0 \\\n    --hash=sha256:"
            + ClassDataTraining.sha256(WHEEL_B)
            + "\n");
    String store = directory.resolve("store").toString();
    String registry = "pip=" + origin + "/simple";
    String[] lock = {
      "lock",
      source.toString(),
      "--quiet",
      "--store",
      store,
      "--registry",
      registry,
      "--type",
      "{\"type\": \"pip\", " + TARGETS + ", \"exclude-newer\": \"2026-06-01T00:00:00Z\"}"
    };
    String[] prefetch = {
      "--quiet",
      "prefetch",
      "--source",
      source.toString(),
      "--output",
      directory.resolve("python-output").toString(),
      "--store",
      store,
      "--registry",
      registry,
      "{\"type\": \"pip\", \"requirements_files\": [\"requirements.txt\"], " + TARGETS + "}"
    };
    // Again with everything stored, and the lock in place.
    return List.of(prefetch, prefetch, lock, lock);
  }

  private static byte[] wheel(String name, String needs) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name + "-1.0.dist-info/METADATA"));
      String head =
          "Metadata-Version: 2.1\nName: " + name + "\nVersion: 1.0\n" + needs + "\ntext\n";
      zip.write(head.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
