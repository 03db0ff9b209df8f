package dev.hermetic.rpm.lock.image;

import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.core.spi.MetadataRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * An image in a registry (OCI distribution specification 1.1, pull). What a digest names is asked
 * for once and then kept; a tag is asked for each time.
 */
final class RegistrySource implements ImageSource {
  private static final String KEPT = "rpm/image/document/";

  private final ImageReference reference;
  private final LockContext context;
  private final ImageLimits limits;
  private final SafeUri repository;

  RegistrySource(ImageReference reference, LockContext context, ImageLimits limits) {
    this.reference = reference;
    this.context = context;
    this.limits = limits;
    this.repository = repository(reference, context);
  }

  private static SafeUri repository(ImageReference reference, LockContext context) {
    String base =
        context
            .registry("oci/" + reference.place())
            .map(uri -> uri.uri().toString())
            .orElse("https://" + reference.place());
    String root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    return SafeUri.parse(root + "/v2/" + reference.name() + "/");
  }

  @Override
  public byte[] top() throws IOException, InterruptedException {
    if (reference.digest().isPresent()) {
      return document("manifests/", reference.digest().get());
    }
    byte[] bytes = ask("manifests/" + reference.tag());
    // Who pins the image by the digest that was found need not ask again.
    context.keep(KEPT + ImageDigests.of(bytes, Digest.Algorithm.SHA256), bytes);
    return bytes;
  }

  @Override
  public byte[] manifest(Descriptor wanted) throws IOException, InterruptedException {
    return document("manifests/", wanted.digest());
  }

  @Override
  public byte[] config(Descriptor wanted) throws IOException, InterruptedException {
    return document("blobs/", wanted.digest());
  }

  @Override
  public InputStream layer(Descriptor wanted) throws IOException, InterruptedException {
    return context
        .pinned(
            place("blobs/" + wanted.digest()),
            ExpectedDigests.of(wanted.digest()),
            Math.max(1, Math.min(wanted.size(), limits.layerBytes())))
        .open();
  }

  private byte[] document(String kind, Digest digest) throws IOException, InterruptedException {
    String name = KEPT + digest;
    Optional<byte[]> kept =
        context
            .recall(name, limits.manifestBytes())
            .filter(bytes -> ImageDigests.of(bytes, digest.algorithm()).equals(digest));
    if (kept.isPresent()) {
      return kept.get();
    }
    byte[] bytes = ask(kind + digest);
    ImageDigests.check(bytes, digest, reference + ": " + kind + digest);
    context.keep(name, bytes);
    return bytes;
  }

  private byte[] ask(String path) throws IOException, InterruptedException {
    MetadataRequest.Builder request = MetadataRequest.builder(place(path), limits.manifestBytes());
    if (path.startsWith("manifests/")) {
      request.accept(Manifest.ACCEPT);
    }
    return context.fetch(request.build()).bytes();
  }

  private SafeUri place(String path) {
    return SafeUri.parse(repository.uri() + path);
  }
}
