package dev.hermetic.pip.pylock;

import java.util.Optional;

/**
 * A local directory ({@code packages.directory}).
 *
 * @param path the directory, relative to the lock or absolute
 * @param editable whether it was an editable install when it was locked; empty when not said
 * @param subdirectory where the project lies in it
 */
public record DirectorySource(
    String path, Optional<Boolean> editable, Optional<String> subdirectory) {}
