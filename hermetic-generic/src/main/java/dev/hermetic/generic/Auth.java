package dev.hermetic.generic;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;

/** How a request proves who asks, with variables not yet expanded (lockfile version 2.0). */
sealed interface Auth {
  /** Where it stands. */
  Location at();

  /** The name of the header field. */
  String header();

  /**
   * The value of the header field.
   *
   * @throws LockfileException when it cannot be built
   */
  String value(UnaryOperator<String> expand);

  /** User name and password (RFC 7617). */
  record Basic(Location at, String username, String password) implements Auth {
    @Override
    public String header() {
      return "Authorization";
    }

    @Override
    public String value(UnaryOperator<String> expand) {
      String user = expand.apply(username);
      if (user.contains(":")) {
        throw LockfileException.of(
            "generic.auth", at, "the user name has a colon, which RFC 7617 cannot express");
      }
      String pair = user + ":" + expand.apply(password);
      byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(bytes);
    }

    /** Without the password. */
    @Override
    public String toString() {
      return at + ": basic";
    }
  }

  /** A header field with a fixed value; nothing is put before the value. */
  record Bearer(Location at, String header, String text) implements Auth {
    @Override
    public String value(UnaryOperator<String> expand) {
      return expand.apply(text);
    }

    /** Without the value. */
    @Override
    public String toString() {
      return at + ": " + header;
    }
  }
}
