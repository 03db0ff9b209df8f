/**
 * What people write to have packages locked: {@code rpms.in.yaml} and the files that it names. Pure
 * readers from text to records with positions; nothing here opens a connection, addresses are data.
 */
@NullMarked
package dev.hermetic.rpm.lock.input;

import org.jspecify.annotations.NullMarked;
