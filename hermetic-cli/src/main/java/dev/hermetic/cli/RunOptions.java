package dev.hermetic.cli;

import dev.hermetic.core.LinkMode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What everything that resolves or fetches can be told. */
final class RunOptions {
  @Mixin StoreOption store = new StoreOption();
  @Mixin NetworkOptions network = new NetworkOptions();
  @Mixin PolicyOptions policy = new PolicyOptions();

  /** How files get from the store into the output. */
  enum Link {
    auto(LinkMode.AUTO),
    hardlink(LinkMode.HARD_LINK),
    reflink(LinkMode.REFLINK),
    copy(LinkMode.COPY);

    private final LinkMode mode;

    Link(LinkMode mode) {
      this.mode = mode;
    }
  }

  @Option(
      names = "--link-mode",
      paramLabel = "MODE",
      defaultValue = "auto",
      description = "auto, hardlink, reflink or copy (default: auto).")
  private Link link = Link.auto;

  LinkMode linkMode() {
    return link.mode;
  }
}
