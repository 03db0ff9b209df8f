package dev.hermetic.pip.pylock;

import java.util.Optional;

/**
 * A source tree in a version control system ({@code packages.vcs}).
 *
 * @param type the system, {@code git} for example
 * @param url the repository; empty when only a path is given
 * @param path the local repository, relative to the lock or absolute; empty when only a URL is
 *     given
 * @param requestedRevision what the user asked for, for information only
 * @param commitId what is to be installed
 * @param subdirectory where the project lies in the tree
 */
public record VcsSource(
    String type,
    Optional<String> url,
    Optional<String> path,
    Optional<String> requestedRevision,
    String commitId,
    Optional<String> subdirectory) {}
