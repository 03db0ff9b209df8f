package dev.hermetic.core;

/**
 * What a package is called below its type.
 *
 * @param namespace the segments joined by {@code /}, empty for none
 * @param name the name, which may hold slashes
 */
record PurlName(String namespace, String name) {
  /** Both joined by {@code /}, as people write the package. */
  String full() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }
}
