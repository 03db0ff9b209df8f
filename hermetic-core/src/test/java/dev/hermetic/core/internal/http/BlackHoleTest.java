package dev.hermetic.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An address that swallows everything, in a network namespace of its own. */
@Timeout(120)
final class BlackHoleTest {
  private static final int NO_NAMESPACE = 77;

  /** A pair of interfaces of which one has no address: whatever goes to its neighbour is gone. */
  private static final String NETWORK =
      "{ ip link set lo up && ip link add v0 type veth peer name v1"
          + " && ip addr add 2001:db8::1/64 dev v0 nodad && ip addr add 192.0.2.1/24 dev v0"
          + " && ip link set v0 up && ip link set v1 up"
          + " && ip neigh add 2001:db8::2 lladdr 02:00:00:00:00:01 dev v0"
          + " && ip neigh add 192.0.2.2 lladdr 02:00:00:00:00:01 dev v0; } || exit "
          + NO_NAMESPACE
          + "; exec \"$@\"";

  @Test
  void overIpv6IsPassedByTheNextAddress() throws Exception {
    assertThat(fetched("2001:db8::2")).isZero();
  }

  @Test
  void overIpv4IsPassedByTheNextAddress() throws Exception {
    assertThat(fetched("192.0.2.2")).isZero();
  }

  private static int fetched(String hole) throws Exception {
    try {
      int code =
          new ProcessBuilder(
                  "unshare",
                  "-n",
                  "sh",
                  "-c",
                  NETWORK,
                  "sh",
                  java(),
                  "-Xmx64m",
                  "-cp",
                  classPath(),
                  BlackHoleProcess.class.getName(),
                  hole)
              .inheritIO()
              .start()
              .waitFor();
      return code == NO_NAMESPACE ? unavailable() : code;
    } catch (IOException noSuchProgram) {
      return unavailable();
    }
  }

  private static int unavailable() {
    if ("required".equals(System.getProperty("hermetic.clients"))) {
      Assertions.fail("cannot make a network namespace");
    }
    return Assumptions.abort("cannot make a network namespace");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The class and module path together, whichever this test runs on. */
  private static String classPath() throws Exception {
    Set<String> roots = new LinkedHashSet<>();
    for (Class<?> type : new Class<?>[] {BlackHoleTest.class, HttpFetcher.class}) {
      roots.add(
          Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    for (String property :
        new String[] {"surefire.test.class.path", "java.class.path", "jdk.module.path"}) {
      roots.add(System.getProperty(property, ""));
    }
    roots.remove("");
    return String.join(File.pathSeparator, roots);
  }
}
