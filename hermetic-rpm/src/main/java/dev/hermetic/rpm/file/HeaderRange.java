package dev.hermetic.rpm.file;

/**
 * Where the header lies in the file of a package; {@code rpm:header-range} of {@code primary.xml}.
 *
 * @param start of its magic
 * @param end behind it, where the payload begins
 */
public record HeaderRange(long start, long end) {}
