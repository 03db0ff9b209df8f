package dev.hermetic.formats.toml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tomlj.MutableTomlArray;
import org.tomlj.MutableTomlTable;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlWriteOptions;

/**
 * A document that is changed in place: everything else stays byte for byte, comments, order,
 * quotes, line ends and unknown keys. Not thread-safe.
 */
public final class TomlEdits {
  private final TomlParseResult document;

  TomlEdits(TomlParseResult document) {
    this.document = document;
  }

  /** The table that is the whole document. */
  public Table root() {
    return new Table(document);
  }

  /** The changed text. */
  public String text() {
    return document.toToml(TomlWriteOptions.defaults());
  }

  /** A table of the document. What is changed in it is changed in the document. */
  public static final class Table {
    private final MutableTomlTable table;

    private Table(MutableTomlTable table) {
      this.table = table;
    }

    /** Whether the key is there, whatever its value. */
    public boolean has(String key) {
      return table.contains(List.of(key));
    }

    /** The table of a key; empty when the key is absent or of another type. */
    public Optional<Table> table(String key) {
      return table.get(List.of(key)) instanceof MutableTomlTable found
          ? Optional.of(new Table(found))
          : Optional.empty();
    }

    /** The tables of an array; empty when the key is absent or of another type. */
    public List<Table> tables(String key) {
      List<Table> tables = new ArrayList<>();
      if (table.get(List.of(key)) instanceof MutableTomlArray array) {
        for (int i = 0; i < array.size(); i++) {
          if (array.get(i) instanceof MutableTomlTable found) {
            tables.add(new Table(found));
          }
        }
      }
      return List.copyOf(tables);
    }

    /** Gives a key a text. A new value keeps the white space around it, which a new key has not. */
    public void set(String key, String text) {
      table.set(List.of(key), text);
    }

    /** Removes a key, if it is there. */
    public void remove(String key) {
      table.remove(List.of(key));
    }

    /**
     * Removes an element of an array, and the key with the last one.
     *
     * @throws IndexOutOfBoundsException when there is no such element
     */
    public void remove(String key, int index) {
      if (!(table.get(List.of(key)) instanceof MutableTomlArray array)) {
        throw new IndexOutOfBoundsException("there is no array " + key);
      }
      array.remove(index);
      if (array.isEmpty()) {
        remove(key);
      }
    }
  }
}
