package dev.hermetic.rpm.repodata;

import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads comps.xml; names and descriptions in other languages are passed over. */
public final class CompsReader {
  private final StaxReader xml;

  private CompsReader(StaxReader xml) {
    this.xml = xml;
  }

  /**
   * Reads comps.xml.
   *
   * @param unpacked the document, no longer packed; not closed
   * @param file its name in errors
   * @throws dev.hermetic.core.LockfileException with code {@code rpm.repodata} when it is malformed
   * @throws IOException when reading fails
   */
  public static Comps read(InputStream unpacked, RelPath file) throws IOException {
    InputStream bounded = new BoundedInput(unpacked, file, RepodataLimits.MAX_COMPS);
    return new CompsReader(StaxReader.open(bounded, file, "comps")).comps();
  }

  private Comps comps() throws IOException {
    List<Comps.Group> groups = new ArrayList<>();
    List<Comps.Environment> environments = new ArrayList<>();
    while (xml.child(1)) {
      if (xml.name().equals("group")) {
        groups.add(group());
      } else if (xml.name().equals("environment")) {
        environments.add(environment());
      }
    }
    return new Comps(groups, environments);
  }

  private Comps.Group group() throws IOException {
    String id = "";
    String name = "";
    List<Comps.Member> members = new ArrayList<>();
    while (xml.child(2)) {
      switch (xml.name()) {
        case "id" -> id = xml.text();
        case "name" -> name = untranslated(name);
        case "packagelist" -> members(members);
        default -> {
          // not needed to choose packages
        }
      }
    }
    return new Comps.Group(named(id), name, members);
  }

  private void members(List<Comps.Member> members) throws IOException {
    while (xml.child(3)) {
      if (xml.name().equals("packagereq")) {
        Comps.Membership membership = membership(xml.attributeOrEmpty("type"));
        String requires = xml.attributeOrEmpty("requires");
        boolean baseArchOnly = xml.attributeOrEmpty("basearchonly").equals("true");
        members.add(new Comps.Member(xml.text(), membership, requires, baseArchOnly));
      }
    }
  }

  private Comps.Membership membership(String type) {
    return switch (type) {
      case "optional" -> Comps.Membership.OPTIONAL;
      case "default" -> Comps.Membership.DEFAULT;
      case "conditional" -> Comps.Membership.CONDITIONAL;
      case "mandatory", "" -> Comps.Membership.MANDATORY;
      default ->
          throw xml.fault("the type of a package is not known: " + PrintableText.quoted(type));
    };
  }

  private Comps.Environment environment() throws IOException {
    String id = "";
    String name = "";
    List<String> groups = new ArrayList<>();
    List<String> options = new ArrayList<>();
    while (xml.child(2)) {
      switch (xml.name()) {
        case "id" -> id = xml.text();
        case "name" -> name = untranslated(name);
        case "grouplist" -> groupIds(groups);
        case "optionlist" -> groupIds(options);
        default -> {
          // not needed to choose packages
        }
      }
    }
    return new Comps.Environment(named(id), name, groups, options);
  }

  private void groupIds(List<String> ids) throws IOException {
    while (xml.child(3)) {
      if (xml.name().equals("groupid")) {
        ids.add(xml.text());
      }
    }
  }

  private String untranslated(String before) throws IOException {
    return xml.attribute("lang") == null ? xml.text() : before;
  }

  private String named(String id) {
    if (id.isEmpty()) {
      throw xml.fault("a group has no id");
    }
    return id;
  }
}
