///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//DEPS dev.hermetic:hermetic-core:0.1.0-SNAPSHOT
//DEPS dev.hermetic:hermetic-npm:0.1.0-SNAPSHOT
//DEPS dev.hermetic:hermetic-generic:0.1.0-SNAPSHOT
//DEPS org.slf4j:slf4j-nop:2.0.20

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.HostContext;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.PrefetchReport;
import dev.hermetic.core.PrefetchRequest;
import dev.hermetic.core.SafeUri;
import java.nio.file.Path;

/** Prefetches what a directory pins for npm and generic files: SOURCE OUTPUT [NPM-REGISTRY-URL]. */
class prefetch {
  public static void main(String... args) throws InterruptedException {
    if (args.length < 2 || args.length > 3) {
      System.err.println("usage: prefetch.java SOURCE OUTPUT [NPM-REGISTRY-URL]");
      System.exit(2);
    }
    Path source = Path.of(args[0]);
    Path output = Path.of(args[1]);
    HostContext host =
        HostContext.builder(Path.of("")).variables(System.getenv()).askInstalledClients(true).build();
    Prefetch.Builder builder =
        Prefetch.builder()
            .store(Path.of(System.getProperty("user.home"), ".cache", "hermetic"))
            .host(host);
    if (args.length == 3) {
      builder.registry("npm", SafeUri.parse(args[2]));
    }
    try (Prefetch prefetch = builder.build()) {
      PrefetchRequest request =
          PrefetchRequest.builder(source, output).detected(prefetch).build();
      PrefetchReport report = prefetch.run(request);
      System.out.println(report.summary());
    } catch (HermeticException failure) {
      System.err.println(failure.getMessage());
      failure.hints().forEach(hint -> System.err.println("  hint: " + hint));
      System.exit(1);
    }
  }
}
