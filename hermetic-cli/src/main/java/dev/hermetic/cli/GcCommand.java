package dev.hermetic.cli;

import dev.hermetic.core.Digest;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.store.ContentStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hermetic gc}. */
@Command(
    name = "gc",
    description = "Remove from the store what is old or too much; check what remains.")
final class GcCommand extends Subcommand {
  private static final Duration EVER = Duration.ofDays(365_000);

  @Mixin private StoreOption store = new StoreOption();

  @Option(
      names = "--max-age",
      paramLabel = "AGE",
      description = "Remove what was not used for so long: 12h, 30d, 8w.")
  private @Nullable String maxAge;

  @Option(
      names = "--max-size",
      paramLabel = "SIZE",
      description = "Keep at most so much: 500M, 10G, 1T (powers of 1024).")
  private @Nullable String maxSize;

  @Option(
      names = "--recheck",
      description = "Hash everything; evict and name what is corrupt, then exit with 20.")
  private boolean recheck;

  @Override
  int run(Console console) throws IOException, InterruptedException {
    if (maxAge == null && maxSize == null && !recheck) {
      throw usage("give --max-age, --max-size or --recheck");
    }
    Duration age = maxAge == null ? EVER : Amounts.age(maxAge);
    long size = maxSize == null ? Long.MAX_VALUE : Amounts.bytes(maxSize);
    Map<String, Object> document = Documents.start("gc", "ok");
    List<Digest> corrupt;
    try (Prefetch prefetch =
        Prefetch.builder().discovery(false).store(store.directory(process())).build()) {
      ContentStore content = prefetch.store();
      corrupt = recheck ? content.recheck() : List.of();
      if (maxAge != null || maxSize != null) {
        cleaned(console, document, content.gc(age, size));
      }
    }
    document.put("corrupt", corrupt.stream().map(Digest::toString).toList());
    document.put("status", corrupt.isEmpty() ? "ok" : "failed");
    console.document(document);
    return rechecked(console, corrupt);
  }

  private static void cleaned(
      Console console, Map<String, Object> document, ContentStore.GcReport report) {
    console.result(
        "removed "
            + report.removed()
            + " entries, "
            + Printed.bytes(report.freedBytes())
            + "; kept "
            + Printed.bytes(report.keptBytes()));
    document.put("removed", report.removed());
    document.put("freedBytes", report.freedBytes());
    document.put("keptBytes", report.keptBytes());
  }

  private int rechecked(Console console, List<Digest> corrupt) {
    if (recheck && corrupt.isEmpty()) {
      console.result("all content is intact");
    }
    if (console.mode() != Console.Mode.JSON) {
      corrupt.forEach(digest -> console.error(digest + " was corrupt and has been evicted"));
    }
    return corrupt.isEmpty() ? ExitCode.OK : ExitCode.INTEGRITY;
  }
}
