package dev.hermetic.rpm.file;

/**
 * An entry of the changelog.
 *
 * @param time seconds since 1970
 * @param author with address and version, as packagers write them
 * @param text the lines below
 */
public record ChangelogEntry(long time, String author, String text) {}
