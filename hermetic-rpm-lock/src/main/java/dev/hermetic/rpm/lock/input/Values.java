package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import dev.hermetic.formats.yaml.Fields;
import dev.hermetic.formats.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values of the kinds that several keys have. */
final class Values {
  private Values() {}

  /** One text or a list of texts; empty when the key is absent. */
  static List<LocatedText> texts(RelPath file, Fields fields, String key) {
    Optional<YamlNode> node = fields.node(key);
    if (node.isEmpty()) {
      return List.of();
    }
    if (node.get() instanceof YamlNode.Scalar) {
      return List.of(text(file, node.get(), key));
    }
    List<LocatedText> texts = new ArrayList<>();
    for (YamlNode item : fields.listing(key)) {
      texts.add(text(file, item, key));
    }
    return texts;
  }

  /** A text that is not empty. */
  static LocatedText text(RelPath file, YamlNode node, String key) {
    Location at = new Location(file, node.line());
    if (node instanceof YamlNode.Scalar scalar && !scalar.text().isEmpty()) {
      return new LocatedText(at, scalar.text());
    }
    throw LockfileException.of(
        "lockfile.type", at, "'" + key + "' must hold text, but here is " + node.kind());
  }

  /** A required text. */
  static LocatedText required(Fields fields, String key) {
    return new LocatedText(fields.at(key), fields.required(key));
  }

  /** A text that may be absent. */
  static Optional<LocatedText> optional(Fields fields, String key) {
    return fields.optional(key).map(text -> new LocatedText(fields.at(key), text));
  }

  /** An absolute URL. */
  static SafeUri url(LocatedText text) {
    try {
      return SafeUri.parse(text.text());
    } catch (InputException malformed) {
      throw LockfileException.of(
          "rpm.in-value", text.at(), String.valueOf(malformed.getMessage()), malformed);
    }
  }
}
