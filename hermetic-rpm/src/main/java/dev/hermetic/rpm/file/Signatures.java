package dev.hermetic.rpm.file;

import dev.hermetic.rpm.file.RpmSignature.Scope;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Finds the signatures in a signature header. */
final class Signatures {
  private static final int MAX = 32;

  private Signatures() {}

  static List<RpmSignature> of(Header header) throws MalformedHeader {
    List<RpmSignature> found = new ArrayList<>();
    header.expect(Tag.SIG_OPENPGP, HeaderType.STRING_ARRAY);
    if (header.count(Tag.SIG_OPENPGP) > MAX) {
      throw new MalformedHeader("has " + header.count(Tag.SIG_OPENPGP) + " signatures");
    }
    for (String text : header.texts(Tag.SIG_OPENPGP)) {
      found.add(new RpmSignature(Scope.HEADER, Tag.SIG_OPENPGP, decoded(text)));
    }
    add(header, Tag.SIG_RSA_HEADER, Scope.HEADER, found);
    add(header, Tag.SIG_DSA_HEADER, Scope.HEADER, found);
    add(header, Tag.SIG_PGP, Scope.HEADER_AND_PAYLOAD, found);
    add(header, Tag.SIG_GPG, Scope.HEADER_AND_PAYLOAD, found);
    return found;
  }

  private static void add(Header header, int tag, Scope scope, List<RpmSignature> found)
      throws MalformedHeader {
    header.expect(tag, HeaderType.BINARY);
    if (header.has(tag)) {
      found.add(new RpmSignature(scope, tag, header.binary(tag)));
    }
  }

  private static byte[] decoded(String text) throws MalformedHeader {
    try {
      return Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException noBase64) {
      throw new MalformedHeader("has a signature that is not Base64");
    }
  }
}
