/**
 * One artifact's way into the store: store hit or attempts, resumption, digests, verifiers,
 * publication.
 */
@NullMarked
package dev.hermetic.core.internal.fetch;

import org.jspecify.annotations.NullMarked;
