package dev.hermetic.pip.requirements;

/**
 * Where the parts of a requirement stand in the text of its file, as offsets.
 *
 * @param start where what a rewriter replaces begins: the URL, or the whole editable option
 * @param end where it ends
 * @param named whether {@code name @} stands before it already
 * @param url the URL with its variables filled in; empty when there is none
 */
record Spans(int start, int end, boolean named, String url) {}
