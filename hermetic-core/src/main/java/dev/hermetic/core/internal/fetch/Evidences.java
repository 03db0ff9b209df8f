package dev.hermetic.core.internal.fetch;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Digest;
import dev.hermetic.core.FetchException;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.Policy;
import dev.hermetic.core.PolicyException;
import dev.hermetic.core.PrefetchReport.Evidence;
import dev.hermetic.core.ProviderException;
import dev.hermetic.core.spi.StagedContent;
import dev.hermetic.core.spi.Verdict;
import dev.hermetic.core.spi.Verifier;
import dev.hermetic.core.spi.VerifyContext;
import dev.hermetic.core.store.ContentStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What vouches for bytes: their pin, and the verifiers that have something to say. Thread-safe. */
final class Evidences {
  /** Says nothing about the bytes, only about this run. */
  private static final Verdict UNREACHABLE =
      new Verdict.Unverifiable("the evidence cannot be fetched offline");

  private final List<Verifier> verifiers;
  private final Verdicts verdicts;

  Evidences(List<Verifier> verifiers, ContentStore store) {
    this.verifiers = List.copyOf(verifiers);
    this.verdicts = new Verdicts(store);
  }

  /**
   * The strength of a pin.
   *
   * @throws PolicyException when policy asks for more; planning has refused it before
   */
  static Evidence of(Artifact artifact, Policy policy) {
    if (artifact.expected().hasStrong()) {
      return Evidence.STRONG_DIGEST;
    }
    boolean none = artifact.expected().isEmpty();
    if (none ? !policy.allowUnpinned() : !policy.allowWeakDigests()) {
      throw PolicyException.builder(none ? "policy.unpinned" : "policy.weak-digest")
          .subject(artifact.display())
          .message(artifact + (none ? " has no digest" : " is pinned by MD5 or SHA-1 only"))
          .hints("have the lockfile record a SHA-256 or stronger digest")
          .build();
    }
    return none ? Evidence.NONE : Evidence.WEAK_DIGEST;
  }

  /**
   * What is judged.
   *
   * @param seen what verifiers saw of the content while it arrived
   */
  record Exhibit(Artifact artifact, StagedContent content, PassingBytes seen) {}

  /** Shows the bytes of an artifact, while they arrive, to the verifiers that apply. */
  PassingBytes passing(Artifact artifact) {
    return new PassingBytes(
        verifiers.stream().filter(verifier -> applies(verifier, artifact)).toList(),
        verifier -> verifier.begin(artifact));
  }

  /**
   * Asks the verifiers that apply.
   *
   * @param accepted receives the ids of those that accept, with what they say
   * @param findings receives what could not be judged
   * @throws IntegrityException with code {@code integrity.signature} when one rejects the bytes
   */
  void judge(
      Exhibit exhibit, VerifyContext context, List<String> accepted, List<Diagnostic> findings)
      throws IOException, InterruptedException {
    Artifact artifact = exhibit.artifact();
    for (Verifier verifier : verifiers) {
      if (!applies(verifier, artifact)) {
        continue;
      }
      Verdict verdict = verdict(verifier, exhibit, context);
      if (verdict instanceof Verdict.Verified yes) {
        accepted.add(verifier.id() + (yes.detail().isEmpty() ? "" : ": " + yes.detail()));
      } else if (verdict instanceof Verdict.Unverifiable unknown) {
        findings.add(
            Diagnostic.warning(
                "verify.unverifiable", artifact + ": " + verifier.id() + ": " + unknown.reason()));
      } else if (verdict instanceof Verdict.Rejected no) {
        throw rejected(artifact, verifier, no.reason());
      } else {
        // Silence of a plugin must never count as consent.
        throw broken(artifact, verifier, "gave no verdict", null);
      }
    }
  }

  /** The verdict that an earlier run came to on the same basis, else a new one. */
  private Verdict verdict(Verifier verifier, Exhibit exhibit, VerifyContext context)
      throws IOException, InterruptedException {
    Digest sha256 = exhibit.content().sha256();
    Optional<String> name = name(verifier, exhibit.artifact(), sha256);
    Optional<Verdict> known =
        name.isEmpty() ? Optional.empty() : verdicts.recall(name.get(), sha256);
    if (known.isPresent()) {
      return known.get();
    }
    Verdict verdict = ask(verifier, exhibit, context);
    if (name.isPresent() && verdict != UNREACHABLE) {
      verdicts.remember(name.get(), sha256, verdict);
    }
    return verdict;
  }

  private static Optional<String> name(Verifier verifier, Artifact artifact, Digest sha256) {
    try {
      return Verdicts.name(verifier, artifact, sha256);
    } catch (HermeticException known) {
      throw known;
    } catch (RuntimeException bug) {
      throw broken(artifact, verifier, "failed: " + bug, bug);
    }
  }

  private static boolean applies(Verifier verifier, Artifact artifact) {
    try {
      return verifier.appliesTo(artifact);
    } catch (RuntimeException bug) {
      throw broken(artifact, verifier, "failed: " + bug, bug);
    }
  }

  private static Verdict ask(Verifier verifier, Exhibit exhibit, VerifyContext context)
      throws InterruptedException {
    Artifact artifact = exhibit.artifact();
    try {
      StagedContent content = exhibit.content();
      Optional<Verifier.Check> check = exhibit.seen().check(verifier, content.size());
      return check.isPresent()
          ? check.get().finish(context)
          : verifier.verify(artifact, content, context);
    } catch (FetchException failed) {
      if (failed.code().equals("fetch.offline")) {
        return UNREACHABLE;
      }
      throw FetchException.builder(failed.code())
          .subject(artifact.display())
          .message(artifact + ": " + verifier.id() + ": " + failed.getMessage())
          .status(failed.status())
          .retryable(failed.retryable())
          .cause(failed)
          .hints(failed.hints().toArray(String[]::new))
          .build();
    } catch (HermeticException known) {
      throw known;
    } catch (RuntimeException bug) {
      throw broken(artifact, verifier, "failed: " + bug, bug);
    } catch (IOException unreadable) {
      throw FetchException.builder("fetch.evidence")
          .subject(artifact.display())
          .message(
              artifact
                  + ": "
                  + verifier.id()
                  + ": the evidence cannot be read: "
                  + unreadable.getMessage())
          .retryable(true)
          .cause(unreadable)
          .build();
    }
  }

  private static ProviderException broken(
      Artifact artifact, Verifier verifier, String problem, @Nullable RuntimeException cause) {
    String name = verifier.getClass().getName();
    return ProviderException.builder("provider.failed")
        .subject(name)
        .message(artifact + ": the verifier " + name + " " + problem)
        .cause(cause)
        .build();
  }

  private static IntegrityException rejected(Artifact artifact, Verifier verifier, String reason) {
    return IntegrityException.builder("integrity.signature")
        .subject(artifact.display())
        .message(artifact + ": " + verifier.id() + " rejects the bytes: " + reason)
        .expected("evidence of " + verifier.id())
        .actual(reason)
        .build();
  }
}
