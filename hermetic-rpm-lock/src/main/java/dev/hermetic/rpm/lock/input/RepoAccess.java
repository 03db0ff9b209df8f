package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.SafeUri;
import java.util.Optional;

/**
 * How the server of a repository is spoken to. Paths are as written: they may lie outside of the
 * source tree, and nothing here opens them.
 *
 * @param verify {@code sslverify}: false when the certificate of the server is not to be checked
 * @param clientCertificate {@code sslclientcert}: a file with a certificate
 * @param clientKey {@code sslclientkey}: a file with its key
 * @param authorities {@code sslcacert}: a file with authorities
 * @param login {@code username} and {@code password}
 * @param proxy {@code proxy}: the address of a proxy; empty for none, or when it is not said
 */
record RepoAccess(
    boolean verify,
    Optional<LocatedText> clientCertificate,
    Optional<LocatedText> clientKey,
    Optional<LocatedText> authorities,
    Optional<RepoLogin> login,
    Optional<SafeUri> proxy) {}
