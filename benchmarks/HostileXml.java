package dev.hermetic.rpm.repodata;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Documents that nobody should send, and what becomes of them. */
final class HostileXml {
  private static final long ENDLESS = 1L << 30;
  private static final long PATIENCE = 20_000_000_000L;

  static void all(String contestant) {
    for (Map.Entry<String, InputStream> document : documents().entrySet()) {
      long start = System.nanoTime();
      String outcome;
      try {
        PackageTable table = XmlSpeed.table(contestant, document.getValue());
        outcome = "READ " + (table.size() == 0 ? "no package" : quoted(table.text(0, PackageField.NAME)));
      } catch (OutOfMemoryError | StackOverflowError failed) {
        outcome = failed.getClass().getSimpleName();
      } catch (Exception refused) {
        outcome = "refused, " + refused.getClass().getSimpleName() + ": " + quoted(refused.getMessage());
      }
      System.out.printf(
          Locale.ROOT, "%-8s %-28s %6d ms  %s%n",
          contestant, document.getKey(), (System.nanoTime() - start) / 1_000_000, outcome);
    }
  }

  private static String quoted(String text) {
    String line = String.valueOf(text).replaceAll("[^ -~]", "?");
    return line.length() > 90 ? line.substring(0, 90) + "…" : line;
  }

  private static InputStream bytes(String latin1) {
    return new ByteArrayInputStream(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String list(String inside) {
    return "<metadata>" + inside + "</metadata>";
  }

  private static String named(String name) {
    return list("<package><name>" + name + "</name><arch>a</arch></package>");
  }

  private static String described(String description) {
    return list("<package><name>n</name><arch>a</arch><description>" + description + "</description></package>");
  }

  private static String required(String attributes) {
    return list(
        "<package><name>n</name><arch>a</arch><format><requires><entry " + attributes
            + "/></requires></format></package>");
  }

  private static InputStream endless(String start) {
    return endless(start, "x".repeat(1 << 16), ENDLESS);
  }

  private static InputStream endless(String start, String again, long bytes) {
    List<InputStream> pieces = new ArrayList<>();
    pieces.add(bytes(start));
    byte[] repeated = again.getBytes(StandardCharsets.ISO_8859_1);
    for (long i = 0; i < bytes; i += repeated.length) {
      pieces.add(new ByteArrayInputStream(repeated));
    }
    return new Impatient(new SequenceInputStream(Collections.enumeration(pieces)));
  }

  /** Ends the reading of what takes too long. */
  private static final class Impatient extends BufferedInputStream {
    private long began;

    Impatient(InputStream in) {
      super(in, 1 << 16);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      long now = System.nanoTime();
      began = began == 0 ? now : began;
      if (now - began > PATIENCE) {
        throw new IOException("TOO SLOW");
      }
      return super.read(bytes, from, length);
    }
  }

  private static Map<String, InputStream> documents() {
    Map<String, InputStream> all = new LinkedHashMap<>();
    entities(all);
    sizes(all);
    characters(all);
    form(all);
    return all;
  }

  private static void entities(Map<String, InputStream> all) {
    all.put("plain", bytes(named("plain")));
    all.put("DOCTYPE", bytes("<!DOCTYPE metadata>" + named("n")));
    all.put("internal entity", bytes("<!DOCTYPE metadata [<!ENTITY e 'told'>]>" + named("&e;")));
    StringBuilder laughs = new StringBuilder("<!DOCTYPE metadata [<!ENTITY e0 'ha'>");
    for (int i = 1; i <= 30; i++) {
      laughs.append("<!ENTITY e" + i + " '" + ("&e" + (i - 1) + ";").repeat(10) + "'>");
    }
    all.put("billion laughs", bytes(laughs + "]>" + named("&e30;")));
    all.put("external entity", bytes("<!DOCTYPE metadata [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>" + named("&e;")));
    all.put("undeclared entity", bytes(named("&nothing;")));
    all.put("endless DOCTYPE", endless("<!DOCTYPE metadata [<!--"));
  }

  private static void sizes(Map<String, InputStream> all) {
    all.put("a million levels", endless("<metadata>", "<a>".repeat(10_000), 30_000_000));
    all.put("endless text, read", endless("<metadata><package><name>"));
    all.put("endless text, not read", endless("<metadata><package><description>"));
    all.put("endless attribute, read", endless("<metadata><package><version ver='"));
    all.put("endless attribute, not read", endless("<metadata><package><x y='"));
    all.put("endless attributes", endless("<metadata><package><version ", manyAttributes(), 100_000_000));
    all.put("endless name", endless("<metadata><"));
    all.put("endless names", endless("<metadata>", manyNames(), 60_000_000));
    all.put("endless comment", endless("<metadata><!--"));
  }

  private static String manyAttributes() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      many.append('a').append(i).append("='' ");
    }
    return many.toString();
  }

  /** More names than a table of names ought to keep. */
  private static String manyNames() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      many.append("<some-name-").append(i).append("/>");
    }
    return many.toString();
  }

  private static void characters(Map<String, InputStream> all) {
    all.put("byte FF, read", bytes(named("a\u00ffb")));
    all.put("byte FF, not read", bytes(described("a\u00ffb")));
    all.put("overlong C0 80, read", bytes(named("a\u00c0\u0080b")));
    all.put("surrogate ED A0 80, read", bytes(named("a\u00ed\u00a0\u0080b")));
    all.put("cut sequence, read", bytes(named("a\u00e6\u00bc")));
    all.put("NUL in text", bytes(described("a\0b")));
    all.put("NUL in attribute", bytes(required("name='a\0b'")));
    all.put("byte 01 in text", bytes(described("a\u0001b")));
    all.put("&#0; read", bytes(named("a&#0;b")));
    all.put("&#0; not read", bytes(described("a&#0;b")));
    all.put("U+FFFF read", bytes(named("a\u00ef\u00bf\u00bfb")));
    all.put("declared ISO-8859-1", bytes("<?xml version='1.0' encoding='ISO-8859-1'?>" + named("\u00fc")));
    all.put("UTF-16", new ByteArrayInputStream(named("wide").getBytes(StandardCharsets.UTF_16)));
  }

  private static void form(Map<String, InputStream> all) {
    all.put("empty", bytes(""));
    all.put("cut in a text", bytes("<metadata><package><name>ab"));
    all.put("cut in a tag", bytes("<metadata><package><name"));
    all.put("cut between packages", bytes(named("n").replace("</metadata>", "")));
    all.put("wrong end tag", bytes(list("<package><name>n</arch></package>")));
    all.put("second root", bytes(named("n") + named("m")));
    all.put("text behind the root", bytes(named("n") + "x"));
    all.put("attribute twice, read", bytes(required("name='a' name='b'")));
    all.put("attribute twice, unknown", bytes(required("name='a' z='1' z='2'")));
    all.put("< in attribute", bytes(required("name='a<b'")));
    all.put("prefix without namespace", bytes(list("<package><name>n</name><arch>a</arch><rpm:x/></package>")));
    all.put("name begins with a digit", bytes(list("<package><name>n</name><arch>a</arch><1x/></package>")));
    all.put("]]> in a text", bytes(described("a]]>b")));
    all.put("-- in a comment", bytes(described("<!-- a -- b -->")));
  }
}
