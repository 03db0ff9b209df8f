package dev.hermetic.rpm.lock.origin;

import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.FetchException;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.PolicyException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.rpm.lock.input.RepoAddress;
import dev.hermetic.rpm.repodata.PackageTable;
import dev.hermetic.rpm.repodata.Repomd;
import dev.hermetic.rpm.repodata.RepomdReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads repositories. Lists of packages that several architectures have in common are read once, as
 * long as memory lasts. Thread-safe.
 */
public final class RepositoryReader {
  private static final long MAX_REPOMD = 4 << 20;
  private static final int MOST_TRIED = 10;

  private final LockContext context;
  private final ConcurrentMap<String, Shared> tables = new ConcurrentHashMap<>();

  /** A reader for one run. */
  public RepositoryReader(LockContext context) {
    this.context = context;
  }

  /**
   * Reads the index of a repository, from the first of its addresses that has a right one.
   *
   * @param id its name: letters, digits, {@code .}, {@code _} and {@code -}
   * @throws FetchException when no address has one, with what the first said
   * @throws IntegrityException with code {@code rpm.repodata-digest} when it is not the one that
   *     the metalink document names
   * @throws IOException when reading fails
   * @throws InterruptedException when the run is cancelled
   */
  public RemoteRepository open(String id, RepoAddress address)
      throws IOException, InterruptedException {
    Addresses addresses = Addresses.of(id, address, context);
    HermeticException first = null;
    int most = Math.min(MOST_TRIED, addresses.bases().size());
    for (int i = 0; i < most; i++) {
      try {
        return open(id, addresses, i);
      } catch (FetchException | IntegrityException failed) {
        first = first == null ? failed : first;
      } catch (PolicyException refused) {
        // A mirror that may not be asked is no reason to fail while others may be.
        first = first == null ? refused : first;
      }
    }
    throw first == null ? new IllegalStateException("no address") : first;
  }

  private RemoteRepository open(String id, Addresses addresses, int index)
      throws IOException, InterruptedException {
    List<String> bases = new ArrayList<>(addresses.bases());
    bases.add(0, bases.remove(index));
    SafeUri uri = Addresses.uri(bases.get(0) + "/repodata/repomd.xml");
    byte[] document = context.fetch(uri, MAX_REPOMD);
    check(uri, document, addresses.expected());
    RelPath name = RelPath.of(id + "/repodata/repomd.xml");
    Repomd repomd = RepomdReader.read(new ByteArrayInputStream(document), name);
    return new RemoteRepository(id, bases, repomd, context);
  }

  private static void check(SafeUri uri, byte[] document, List<ExpectedDigests> alternatives) {
    if (alternatives.isEmpty()
        || alternatives.stream()
            .anyMatch(one -> one.mismatches(digests(document, one)).isEmpty())) {
      return;
    }
    ExpectedDigests wanted = alternatives.get(0);
    String expected = String.valueOf(wanted.strongest().map(Digest::toString).orElse(""));
    String actual = digests(document, wanted).toString();
    throw IntegrityException.builder("rpm.repodata-digest")
        .subject(uri.toString())
        .message(uri + " is not the index that the metalink document names: expected " + expected)
        .expected(expected)
        .actual(actual)
        .build();
  }

  private static Map<Digest.Algorithm, Digest> digests(byte[] document, ExpectedDigests wanted) {
    Map<Digest.Algorithm, Digest> digests = new EnumMap<>(Digest.Algorithm.class);
    for (Digest.Algorithm algorithm : wanted.algorithms()) {
      try {
        byte[] value = MessageDigest.getInstance(algorithm.jcaName()).digest(document);
        digests.put(algorithm, Digest.of(algorithm, value));
      } catch (NoSuchAlgorithmException everyJdkHasIt) {
        throw new IllegalStateException(everyJdkHasIt);
      }
    }
    return digests;
  }

  /**
   * The packages of a repository.
   *
   * @throws HermeticException when they cannot be had or are not what the index says
   * @throws IOException when reading fails
   * @throws InterruptedException when the run is cancelled
   */
  public PackageTable packages(RemoteRepository repository)
      throws IOException, InterruptedException {
    return tables.computeIfAbsent(repository.key(), key -> new Shared()).get(repository);
  }

  /** One list; who comes second waits for the first. */
  private static final class Shared {
    private @Nullable SoftReference<PackageTable> table;

    synchronized PackageTable get(RemoteRepository repository)
        throws IOException, InterruptedException {
      PackageTable known = table == null ? null : table.get();
      if (known == null) {
        known = repository.primary();
        table = new SoftReference<>(known);
      }
      return known;
    }
  }
}
