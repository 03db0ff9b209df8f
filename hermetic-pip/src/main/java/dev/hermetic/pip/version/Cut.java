package dev.hermetic.pip.version;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place between versions: each version lies before it or behind it. There is one way only to name
 * a place, so that two cuts with no version between them are equal. To keep that so, a place right
 * before the least version of a kind is always named by that version: behind {@code 1.0} and all
 * its local versions is before {@code 1.0.post0.dev0}.
 *
 * @param key sorts among the keys of versions; versions with this key lie behind
 * @param shown a version to name the place by
 * @param behind whether the place is behind the shown version rather than before it
 */
record Cut(String key, VersionParts shown, boolean behind) implements Comparable<Cut> {
  /** Before all versions, of which {@code 0.dev0} is the least. */
  static final Cut START =
      before(new VersionParts("0", List.of("0"), VersionParts.Suffix.DEV0, null));

  static Cut before(VersionParts version) {
    return new Cut(version.key(), version, false);
  }

  /** Behind a version with its local versions; the local segment given is not looked at. */
  static Cut behindLocals(VersionParts version) {
    return new Cut(version.afterLocals().key(), version.withoutLocal(), true);
  }

  /** Behind exactly this version: longer local segments lie behind. */
  static Cut behindExactly(VersionParts version) {
    return new Cut(version.key() + '\0', version, true);
  }

  /** Where {@code >V} begins: behind the post releases of V, unless V itself is one. */
  static Cut behindPosts(VersionParts version) {
    VersionParts.Suffix suffix = version.suffix();
    if (suffix.dev() != null || suffix.post() != null) {
      return behindLocals(version);
    }
    String key = suffix.phase().isEmpty() ? version.keyAfterPosts() : version.nextPre().key();
    return new Cut(key, version, true);
  }

  @Override
  public int compareTo(Cut other) {
    return key.compareTo(other.key);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Cut cut && key.equals(cut.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  /** As the lower end of an interval. */
  String lower() {
    return (behind ? ">" : ">=") + shown.text();
  }

  /** As the upper end of an interval. {@code <2} already leaves out the pre-releases of 2. */
  String upper() {
    if (behind) {
      return "<=" + shown.text();
    }
    boolean wholeRelease = shown.suffix().equals(VersionParts.Suffix.DEV0);
    return "<" + (wholeRelease ? shown.with(VersionParts.Suffix.NONE) : shown).text();
  }
}
