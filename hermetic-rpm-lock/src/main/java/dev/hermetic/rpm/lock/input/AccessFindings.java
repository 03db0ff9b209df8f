package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.Diagnostic;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Says which options of enabled repositories tell how their servers are spoken to. A file of the
 * project does not decide about credentials, nor that certificates are not checked.
 */
final class AccessFindings {
  private AccessFindings() {}

  /** One finding for all of them, since such files often name the same certificate a lot. */
  static Optional<Diagnostic> of(List<RepoSettings> repositories) {
    TreeSet<String> options = new TreeSet<>();
    TreeSet<String> concerned = new TreeSet<>();
    for (RepoSettings repository : repositories) {
      List<String> of = options(repository.access());
      if (!of.isEmpty()) {
        options.addAll(of);
        concerned.add(repository.id());
      }
    }
    return repositories.stream()
        .filter(repository -> concerned.contains(repository.id()))
        .findFirst()
        .map(
            first ->
                Diagnostic.warning(
                        "rpm.repo-access",
                        String.join(" and ", options)
                            + " of the repositories "
                            + String.join(", ", concerned)
                            + " are not used: how servers are spoken to is a setting of the run",
                        "give credentials, certificates and proxies for the hosts to the run")
                    .at(first.at()));
  }

  private static List<String> options(RepoAccess access) {
    TreeSet<String> options = new TreeSet<>();
    if (!access.verify()) {
      options.add("sslverify=0");
    }
    access.clientCertificate().ifPresent(path -> options.add("sslclientcert"));
    access.clientKey().ifPresent(path -> options.add("sslclientkey"));
    access.authorities().ifPresent(path -> options.add("sslcacert"));
    access.login().ifPresent(login -> options.add("username"));
    access.proxy().ifPresent(proxy -> options.add("proxy"));
    return List.copyOf(options);
  }
}
