package dev.hermetic.rpm.lock.input;

import java.util.Optional;

/**
 * How the choice is made; what the file does not say has the value that dnf's library has without a
 * configuration.
 *
 * @param allowErasing whether installed packages may go
 * @param sources whether source packages are locked, too: not {@code noSources}
 * @param weakDependencies {@code installWeakDeps}, true by default
 * @param best ours: whether only the newest version of what is asked for will do; false by default
 * @param strict ours: whether everything asked for must be installable; true by default
 * @param multilibAll ours, {@code multilibPolicy: all}: whether packages are installed for every
 *     compatible architecture; false ({@code best}) by default
 * @param modulePlatformId ours: the platform of modules, {@code platform:el9} for example
 * @param releasever ours: the value of {@code $releasever}
 */
public record InputSettings(
    boolean allowErasing,
    boolean sources,
    boolean weakDependencies,
    boolean best,
    boolean strict,
    boolean multilibAll,
    Optional<String> modulePlatformId,
    Optional<String> releasever) {}
