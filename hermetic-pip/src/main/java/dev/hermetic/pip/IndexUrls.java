package dev.hermetic.pip;

import dev.hermetic.core.InputException;
import dev.hermetic.core.spi.RegistryAnswer;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.pip.requirements.PipOption;
import dev.hermetic.pip.requirements.Requirements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which indexes stand behind a requirements file: what the file itself says wins, then the options
 * of the input, then the operator's configuration. No index is known by name.
 */
final class IndexUrls {
  /** The operator's index; further ones are {@code pip/extra-1} and so on. */
  static final String REGISTRY = "pip";

  private static final int MAX_EXTRA = 100;

  private final PipOptions.Indexes options;

  IndexUrls(PipOptions.Indexes options) {
    this.options = options;
  }

  /**
   * The lookup for a requirements file.
   *
   * @throws InputException with code {@code pip.no-index} when something has to be looked up and
   *     nothing says where
   */
  IndexLookup lookup(ResolveContext context, Requirements requirements)
      throws InterruptedException {
    List<String> urls = requirements.indexes(defaults(context));
    if (urls.isEmpty() && !requirements.has(PipOption.NO_INDEX)) {
      RegistryAnswer answer = context.askRegistry(REGISTRY);
      if (answer.uri().isPresent()) {
        return new IndexLookup(
            context, List.of(answer.uri().get().uri().toString()), options.all());
      }
      throw InputException.of(
          "pip.no-index",
          requirements.files().get(0).path()
              + ": no package index is configured"
              + answer.problem().map(problem -> "; " + problem).orElse(""),
          "configure the registry 'pip'",
          "or give the option 'index-url' of this input",
          "or write --index-url URL into the file");
    }
    return new IndexLookup(context, urls, options.all());
  }

  private List<String> defaults(ResolveContext context) {
    List<String> urls = new ArrayList<>();
    options.url().or(() -> operator(context, REGISTRY)).ifPresent(urls::add);
    urls.addAll(options.extraUrls());
    for (int i = 1; i <= MAX_EXTRA && options.url().isEmpty(); i++) {
      Optional<String> extra = operator(context, REGISTRY + "/extra-" + i);
      if (extra.isEmpty()) {
        break;
      }
      urls.add(extra.get());
    }
    return urls;
  }

  private static Optional<String> operator(ResolveContext context, String name) {
    return context.registry(name).map(uri -> uri.uri().toString());
  }

  /** The index that the file itself names, for the package URLs of what comes from there. */
  Optional<String> foreign(Requirements requirements) {
    List<String> own = requirements.indexes(List.of());
    return requirements.has(PipOption.INDEX_URL) && !own.isEmpty()
        ? Optional.of(own.get(0))
        : options.url();
  }
}
