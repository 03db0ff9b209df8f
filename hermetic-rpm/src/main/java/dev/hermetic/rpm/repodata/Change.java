package dev.hermetic.rpm.repodata;

/**
 * One entry of a changelog.
 *
 * @param author who, usually with the version
 * @param date seconds since 1970-01-01T00:00Z
 * @param text what
 */
public record Change(String author, long date, String text) {}
