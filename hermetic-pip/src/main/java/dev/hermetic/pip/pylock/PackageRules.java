package dev.hermetic.pip.pylock;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.PrintableText;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.version.Version;
import dev.hermetic.pip.wheel.SdistName;
import dev.hermetic.pip.wheel.WheelName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules for one package of a lock, apart from the kinds of its values: one source and no other,
 * and files that are what they are listed as.
 */
final class PackageRules {
  /** Older sdists of other kinds cannot be locked; no installer accepts them. */
  private static final List<String> SDIST_ENDINGS = List.of(".tar.gz", ".zip");

  private final LockedPackage locked;

  private PackageRules(LockedPackage locked) {
    this.locked = locked;
  }

  /**
   * Checks a package.
   *
   * @throws InputException with code {@code pip.source}, {@code pip.file-name}, {@code pip.pylock}
   *     or those of {@link FileRules}
   */
  static void check(LockedPackage locked) {
    new PackageRules(locked).check();
  }

  private void check() {
    checkSources();
    locked.vcs().ifPresent(this::checkVcs);
    locked.archive().ifPresent(file -> FileRules.check(file, locked + " archive"));
    for (int i = 0; i < locked.wheels().size(); i++) {
      checkWheel(locked.wheels().get(i), locked + " wheels[" + i + "]");
    }
    locked.sdist().ifPresent(file -> checkSdist(file, locked + " sdist"));
    for (Map<String, Object> identity : locked.attestationIdentities().orElseGet(List::of)) {
      if (!(identity.get("kind") instanceof String)) {
        throw problem(
            locked.location(), "pip.pylock", locked + " has an attestation identity of no kind");
      }
    }
  }

  private void checkSources() {
    boolean files = locked.sdist().isPresent() || !locked.wheels().isEmpty();
    int direct = 0;
    direct += locked.vcs().isPresent() ? 1 : 0;
    direct += locked.directory().isPresent() ? 1 : 0;
    direct += locked.archive().isPresent() ? 1 : 0;
    if (direct > 1 || files && direct > 0) {
      throw problem(
          locked.location(),
          "pip.source",
          locked + " has several sources: one of vcs, directory, archive, or sdist and wheels");
    }
    if (!files && direct == 0) {
      throw problem(
          locked.location(),
          "pip.source",
          locked + " has no source: neither wheels, sdist, archive, directory nor vcs");
    }
  }

  private void checkVcs(VcsSource vcs) {
    if (vcs.url().orElse("").isEmpty() && vcs.path().orElse("").isEmpty()) {
      throw problem(locked.location(), "pip.source", locked + " vcs has neither a url nor a path");
    }
  }

  private void checkWheel(LockedFile file, String label) {
    FileRules.check(file, label);
    WheelName name;
    try {
      name = WheelName.parse(file.fileName());
    } catch (InputException malformed) {
      throw misnamed(file, label, "is not a wheel: " + malformed.getMessage());
    }
    checkIdentity(file, label, name.name(), name.version());
  }

  private void checkSdist(LockedFile file, String label) {
    FileRules.check(file, label);
    if (SDIST_ENDINGS.stream().noneMatch(file.fileName()::endsWith)) {
      throw misnamed(
          file, label, "is neither .tar.gz nor .zip: " + PrintableText.quoted(file.fileName()));
    }
    SdistName name;
    try {
      name = SdistName.parse(file.fileName());
    } catch (InputException malformed) {
      throw misnamed(file, label, "is not an sdist: " + malformed.getMessage());
    }
    checkIdentity(file, label, name.name(), name.version());
  }

  private void checkIdentity(LockedFile file, String label, PackageName name, Version version) {
    if (!name.equals(locked.name())) {
      throw misnamed(
          file, label, "is of another package: " + PrintableText.quoted(file.fileName()));
    }
    if (locked.version().isPresent() && !locked.version().get().equals(version)) {
      throw misnamed(
          file, label, "is of another version: " + PrintableText.quoted(file.fileName()));
    }
  }

  private static InputException misnamed(LockedFile file, String label, String message) {
    return problem(file.location(), "pip.file-name", label + " " + message);
  }

  private static InputException problem(Optional<Location> at, String code, String message) {
    return LockProblem.of(at, code, message, "lock the project again");
  }
}
