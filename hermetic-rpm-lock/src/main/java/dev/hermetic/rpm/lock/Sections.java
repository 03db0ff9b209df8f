package dev.hermetic.rpm.lock;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.rpm.lock.input.RepoFileFinder;
import dev.hermetic.rpm.lock.input.RepoFileReader;
import dev.hermetic.rpm.lock.input.RepoOrigin;
import dev.hermetic.rpm.lock.input.RepoSection;
import dev.hermetic.rpm.lock.input.RpmsInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the descriptions of repositories from wherever the input says they are. */
final class Sections {
  private final LockContext context;

  Sections(LockContext context) {
    this.context = context;
  }

  /** All descriptions in the order in which dnf would load them. */
  List<RepoSection> of(RpmsInput input) throws IOException, InterruptedException {
    List<RepoSection> sections = new ArrayList<>();
    for (RepoOrigin origin : input.origins()) {
      if (origin instanceof RepoOrigin.Repository repository) {
        sections.add(repository.section());
      } else if (origin instanceof RepoOrigin.File file) {
        Optional<Boolean> skip = file.skipIfUnavailable();
        for (RepoSection section : read(input.file(), file)) {
          sections.add(
              skip.isEmpty()
                  ? section
                  : section.orElse("skip_if_unavailable", skip.get() ? "1" : "0"));
        }
      } else if (origin instanceof RepoOrigin.Git git) {
        throw LockfileException.of(
            "rpm.in-unsupported",
            git.at(),
            "'giturl' is not supported: nothing here fetches from git repositories",
            "copy the .repo file into the project",
            "or name the address of the raw file under 'location'");
      }
    }
    return sections;
  }

  private List<RepoSection> read(RelPath input, RepoOrigin.File file)
      throws IOException, InterruptedException {
    Optional<SafeUri> url = file.url();
    if (url.isPresent()) {
      byte[] text = context.fetch(url.get(), RepoFileReader.MAX_BYTES);
      return RepoFileReader.parse(
          RepoFileReader.shown(url.get()), new String(text, StandardCharsets.UTF_8));
    }
    List<RepoSection> sections = new ArrayList<>();
    for (RelPath path : RepoFileFinder.find(context.source(), input, file.location())) {
      sections.addAll(RepoFileReader.read(context.source(), path));
    }
    return sections;
  }
}
