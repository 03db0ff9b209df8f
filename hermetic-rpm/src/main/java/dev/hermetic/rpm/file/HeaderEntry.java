package dev.hermetic.rpm.file;

/**
 * One entry of a header's index, checked against the data.
 *
 * @param offset where its data begins
 * @param end behind its data
 */
record HeaderEntry(int tag, HeaderType type, int offset, int count, int end) {}
