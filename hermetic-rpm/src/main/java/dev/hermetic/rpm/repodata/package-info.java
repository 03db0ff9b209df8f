/**
 * Repository metadata of RPM: {@code repomd.xml}, {@code primary}, {@code filelists}, {@code
 * other}, {@code modules}, {@code comps} and {@code updateinfo}, written as createrepo_c does and
 * read as hostile input.
 */
@NullMarked
package dev.hermetic.rpm.repodata;

import org.jspecify.annotations.NullMarked;
