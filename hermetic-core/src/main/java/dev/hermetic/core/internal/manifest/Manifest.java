package dev.hermetic.core.internal.manifest;

import dev.hermetic.core.Digest;
import dev.hermetic.core.EnvVar;
import dev.hermetic.core.InputException;
import dev.hermetic.core.ProjectFile;
import dev.hermetic.core.RelPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * What an output says about itself. Read entry by entry, so that a manifest of many files needs
 * little memory.
 *
 * @param treeDigest the digest of all other files
 * @param sections what each ecosystem contributed, sorted
 * @param files files that belong to no ecosystem
 */
public record Manifest(Digest treeDigest, List<Section> sections, List<FileEntry> files) {
  /** Its place in an output. */
  public static final String PATH = ".hermetic/manifest.json";

  /** All files that the manifest accounts for, itself excluded. */
  public List<FileEntry> allFiles() {
    List<FileEntry> all = new ArrayList<>(files);
    sections.forEach(section -> all.addAll(section.files()));
    all.sort(FileEntry.ORDER);
    return all;
  }

  /**
   * Reads the manifest of an output.
   *
   * @param wanted which ecosystems matter; the others are skipped
   * @throws InputException with code {@code input.output-malformed}
   */
  public static Manifest read(Path output, Predicate<String> wanted) {
    Path file = output.resolve(PATH);
    try (JsonParser parser = Json.parser(file)) {
      return new Reader(parser, file, wanted).document();
    } catch (JacksonException | IllegalArgumentException malformed) {
      throw Json.malformed(file, "it is not a manifest: " + malformed.getMessage());
    }
  }

  private static final class Reader {
    private final JsonParser parser;
    private final Path file;
    private final Predicate<String> wanted;

    Reader(JsonParser parser, Path file, Predicate<String> wanted) {
      this.parser = parser;
      this.file = file;
      this.wanted = wanted;
    }

    Manifest document() {
      Digest tree = Digest.sha256("0".repeat(64));
      List<Section> sections = new ArrayList<>();
      List<FileEntry> files = new ArrayList<>();
      expect(parser.nextToken(), JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "format" -> checkFormat(parser.getIntValue());
          case "tree_digest" -> tree = Digest.parse(parser.getString());
          case "ecosystems" -> readSections(sections);
          case "files" -> readFiles(files);
          default -> parser.skipChildren();
        }
      }
      sections.sort((a, b) -> a.ecosystem().compareTo(b.ecosystem()));
      return new Manifest(tree, List.copyOf(sections), List.copyOf(files));
    }

    private void checkFormat(int format) {
      if (format != ManifestWriter.FORMAT) {
        throw Json.malformed(file, "format " + format + " is not known to this version");
      }
    }

    private void readSections(List<Section> sections) {
      expect(parser.currentToken(), JsonToken.START_ARRAY);
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        Section section = section();
        if (wanted.test(section.ecosystem())) {
          sections.add(section);
        }
      }
    }

    private Section section() {
      String ecosystem = "";
      List<Section.Input> inputs = new ArrayList<>();
      List<EnvVar> environment = new ArrayList<>();
      List<Section.FileRef> projectFiles = new ArrayList<>();
      List<FileEntry> files = new ArrayList<>();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("ecosystem")) {
          ecosystem = parser.getString();
        } else if (!wanted.test(ecosystem)) {
          parser.skipChildren();
        } else {
          switch (name) {
            case "inputs" -> items().forEach(node -> inputs.add(input(node)));
            case "environment" -> items().forEach(node -> environment.add(variable(node)));
            case "project_files" -> items().forEach(node -> projectFiles.add(projectFile(node)));
            case "files" -> readFiles(files);
            default -> parser.skipChildren();
          }
        }
      }
      return new Section(ecosystem, inputs, environment, projectFiles, files);
    }

    private void readFiles(List<FileEntry> files) {
      expect(parser.currentToken(), JsonToken.START_ARRAY);
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        files.add(readFile());
      }
    }

    private List<JsonNode> items() {
      expect(parser.currentToken(), JsonToken.START_ARRAY);
      List<JsonNode> items = new ArrayList<>();
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        items.add(Json.value(parser));
      }
      return items;
    }

    @SuppressWarnings("unchecked")
    private Section.Input input(JsonNode node) {
      Map<String, Object> options =
          node.has("options")
              ? Json.mapper().convertValue(node.get("options"), Map.class)
              : Map.of();
      return new Section.Input(
          Json.text(node, "path", file),
          new TreeMap<>(options),
          texts(node.get("sources")),
          packages(node));
    }

    private static EnvVar variable(JsonNode node) {
      return EnvVar.of(node.path("name").asString(), node.path("value").asString());
    }

    private Section.FileRef projectFile(JsonNode node) {
      String root = Json.text(node, "root", file).toUpperCase(Locale.ROOT);
      return new Section.FileRef(
          ProjectFile.Root.valueOf(root),
          new RelPath(Json.text(node, "path", file)),
          Digest.sha256(Json.text(node, "template_sha256", file)));
    }

    // Without a tree, since there may be a hundred thousand of them.
    private FileEntry readFile() {
      Map<String, String> texts = new HashMap<>();
      long size = -1;
      List<FileEntry.Part> packages = List.of();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_STRING) {
          texts.put(name, parser.getString());
        } else if (name.equals("size") && token == JsonToken.VALUE_NUMBER_INT) {
          size = parser.getLongValue();
        } else if (name.equals("packages") && token == JsonToken.START_ARRAY) {
          packages = readPackages();
        } else {
          parser.skipChildren();
        }
      }
      FileEntry.Origin origin =
          new FileEntry.Origin(
              texts.getOrDefault("locator", ""),
              texts.getOrDefault("evidence", ""),
              texts.getOrDefault("pinned_at", ""),
              packages);
      String path = new RelPath(required(texts, "path")).value();
      return new FileEntry(path, Digest.sha256(required(texts, "sha256")), size, origin);
    }

    private List<FileEntry.Part> readPackages() {
      List<FileEntry.Part> parts = new ArrayList<>();
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        Map<String, String> texts = new HashMap<>();
        Map<String, String> properties = Map.of();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = parser.currentName();
          JsonToken token = parser.nextToken();
          if (token == JsonToken.VALUE_STRING) {
            texts.put(name, parser.getString());
          } else if (name.equals("properties") && token == JsonToken.START_OBJECT) {
            properties = readTexts();
          } else {
            parser.skipChildren();
          }
        }
        parts.add(new FileEntry.Part(required(texts, "purl"), properties));
      }
      return List.copyOf(parts);
    }

    private Map<String, String> readTexts() {
      Map<String, String> texts = new TreeMap<>();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        expect(parser.nextToken(), JsonToken.VALUE_STRING);
        texts.put(name, parser.getString());
      }
      return texts;
    }

    private String required(Map<String, String> texts, String name) {
      String text = texts.get(name);
      if (text == null) {
        throw Json.malformed(file, "'" + name + "' is missing or no text");
      }
      return text;
    }

    private List<FileEntry.Part> packages(JsonNode node) {
      List<FileEntry.Part> parts = new ArrayList<>();
      for (JsonNode part : node.path("packages")) {
        parts.add(new FileEntry.Part(Json.text(part, "purl", file), texts(part.get("properties"))));
      }
      return List.copyOf(parts);
    }

    private static Map<String, String> texts(@org.jspecify.annotations.Nullable JsonNode node) {
      Map<String, String> texts = new TreeMap<>();
      if (node != null) {
        node.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asString()));
      }
      return texts;
    }

    private void expect(@org.jspecify.annotations.Nullable JsonToken found, JsonToken expected) {
      if (found != expected) {
        throw Json.malformed(file, "it is not a manifest");
      }
    }
  }
}
