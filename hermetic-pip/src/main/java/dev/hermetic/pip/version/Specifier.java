package dev.hermetic.pip.version;

import dev.hermetic.core.InputException;
import dev.hermetic.core.PrintableText;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One comparison with a version (PEP 440, "Version specifiers"), {@code >=1.2} or {@code ==1.2.*}.
 * Equality is by meaning of the version: {@code ==1.0} equals {@code ==1}. Immutable.
 */
public final class Specifier {
  private static final String WILDCARD = ".*";

  private final Operator operator;
  private final String version;
  private final @Nullable Version parsed;
  private final VersionRanges ranges;

  private Specifier(
      Operator operator, String version, @Nullable Version parsed, VersionRanges ranges) {
    this.operator = operator;
    this.version = version;
    this.parsed = parsed;
    this.ranges = ranges;
  }

  /**
   * Reads a specifier, white space around its two parts permitted.
   *
   * @throws InputException {@code pip.specifier} when it is none
   */
  public static Specifier parse(String text) {
    return tryParse(text)
        .orElseThrow(
            () ->
                InputException.of(
                    "pip.specifier", PrintableText.quoted(text) + " is not a version specifier"));
  }

  /** Reads a specifier; empty when it is none. */
  public static Optional<Specifier> tryParse(String text) {
    String stripped = PythonText.strip(text);
    Optional<Operator> operator = Operator.at(stripped, 0);
    if (operator.isEmpty()) {
      return Optional.empty();
    }
    String version = PythonText.strip(stripped.substring(operator.get().symbol().length()));
    return Optional.ofNullable(of(operator.get(), version));
  }

  private static @Nullable Specifier of(Operator operator, String version) {
    if (operator == Operator.ARBITRARY) {
      return arbitrary(version);
    }
    boolean wildcard = version.endsWith(WILDCARD);
    String plain = wildcard ? version.substring(0, version.length() - 2) : version;
    VersionParts parts = Version.scan(plain);
    if (parts == null || !plain.equals(PythonText.strip(plain))) {
      return null;
    }
    boolean equality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
    boolean permitted =
        wildcard
            ? equality && plainRelease(plain, parts)
            : (equality || parts.local() == null)
                && (operator != Operator.COMPATIBLE || parts.release().size() > 1);
    return permitted
        ? new Specifier(operator, version, new Version(parts), ranges(operator, parts, wildcard))
        : null;
  }

  /** {@code 1.0a.*} is none: the dot would belong to the pre-release. */
  private static boolean plainRelease(String text, VersionParts parts) {
    return parts.suffix().equals(VersionParts.Suffix.NONE)
        && parts.local() == null
        && PythonText.isDigit(text.charAt(text.length() - 1));
  }

  private static @Nullable Specifier arbitrary(String version) {
    if (version.chars().anyMatch(c -> c == ';' || c == ')' || PythonText.isSpace((char) c))) {
      return null;
    }
    Version parsed = Version.tryParse(version).orElse(null);
    VersionRanges ranges = parsed == null ? VersionRanges.none() : VersionRanges.exactly(parsed);
    return new Specifier(Operator.ARBITRARY, version, parsed, ranges);
  }

  private static VersionRanges ranges(Operator operator, VersionParts v, boolean wildcard) {
    return switch (operator) {
      case EQUAL -> wildcard ? release(v) : VersionRanges.of(new Version(v));
      case NOT_EQUAL -> ranges(Operator.EQUAL, v, wildcard).complement();
      case AT_LEAST -> VersionRanges.from(Cut.before(v));
      case AT_MOST -> VersionRanges.until(Cut.behindLocals(v));
      case GREATER -> VersionRanges.from(Cut.behindPosts(v));
      case LESS -> VersionRanges.until(Cut.before(v.isPrerelease() ? v : firstDev(v)));
      case COMPATIBLE ->
          VersionRanges.between(Cut.before(v), Cut.before(v.shortened().firstOfNextRelease()));
      case ARBITRARY -> throw new IllegalArgumentException("compares texts");
    };
  }

  private static VersionRanges release(VersionParts v) {
    return VersionRanges.between(
        Cut.before(v.firstOfRelease()), Cut.before(v.firstOfNextRelease()));
  }

  /** The pre-releases of V are not less than V (PEP 440, "Exclusive ordered comparison"). */
  private static VersionParts firstDev(VersionParts v) {
    VersionParts.Suffix suffix = v.suffix();
    return v.with(new VersionParts.Suffix(suffix.phase(), suffix.pre(), suffix.post(), "0"));
  }

  /** The operator. */
  public Operator operator() {
    return operator;
  }

  /** What stands behind the operator, as written. */
  public String version() {
    return version;
  }

  /** Whether it ends in {@code .*}. */
  public boolean isPrefix() {
    return operator != Operator.ARBITRARY && version.endsWith(WILDCARD);
  }

  /**
   * Whether it names a pre-release and so lets pre-releases in that the whole set would leave out
   * (PEP 440, "Handling of pre-releases").
   */
  public boolean namesPrerelease() {
    return operator != Operator.NOT_EQUAL && parsed != null && parsed.isPrerelease();
  }

  /**
   * Whether a version satisfies it, pre-releases not excluded. {@code ===} compares with the
   * normalized form, the case of letters apart.
   */
  public boolean contains(Version candidate) {
    return operator == Operator.ARBITRARY ? same(candidate.toString()) : ranges.contains(candidate);
  }

  /**
   * The same for a text: {@code ===} compares with it as it is, and nothing else is satisfied by a
   * text that is no version.
   */
  public boolean contains(String candidate) {
    return operator == Operator.ARBITRARY
        ? same(candidate)
        : Version.tryParse(candidate).map(ranges::contains).orElse(false);
  }

  private boolean same(String candidate) {
    return candidate.toLowerCase(Locale.ROOT).equals(version.toLowerCase(Locale.ROOT));
  }

  /**
   * The versions that satisfy it. For {@code ===} the version of that text: equal versions with
   * another text are in the range and still do not satisfy it.
   */
  public VersionRanges toRanges() {
    return ranges;
  }

  private String canonical() {
    return switch (operator) {
      case ARBITRARY -> operator + version;
      // As many numbers as written decide what is compatible.
      case COMPATIBLE -> operator + String.valueOf(parsed);
      default -> operator + (parsed == null ? "" : parsed.key()) + (isPrefix() ? version : "");
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Specifier specifier && canonical().equals(specifier.canonical());
  }

  @Override
  public int hashCode() {
    return canonical().hashCode();
  }

  /** Operator and version as written, without white space. */
  @Override
  public String toString() {
    return operator + version;
  }
}
