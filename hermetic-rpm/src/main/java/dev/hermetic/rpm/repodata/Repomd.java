package dev.hermetic.rpm.repodata;

import java.util.List;
import java.util.Optional;

/**
 * The index of a repository's metadata.
 *
 * @param revision what the repository calls its state, empty where it does not say
 * @param records its files, in order; types may be unknown to us
 */
public record Repomd(String revision, List<RepomdRecord> records) {
  /** Copies the list. */
  public Repomd {
    records = List.copyOf(records);
  }

  /** The first record of a type. */
  public Optional<RepomdRecord> record(String type) {
    return records.stream().filter(r -> r.type().equals(type)).findFirst();
  }
}
