/**
 * For authors of ecosystem plugins: a contract to extend, a registry to fetch from, a fetcher that
 * records, and real clients to prove the output with.
 */
@NullMarked
package dev.hermetic.testkit;

import org.jspecify.annotations.NullMarked;
