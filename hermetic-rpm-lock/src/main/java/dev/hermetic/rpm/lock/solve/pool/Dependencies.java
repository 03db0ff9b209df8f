package dev.hermetic.rpm.lock.solve.pool;

import dev.hermetic.core.InputException;
import dev.hermetic.rpm.closure.Condition;
import dev.hermetic.rpm.closure.Condition.Operator;
import dev.hermetic.rpm.repodata.EvrPool;
import dev.hermetic.rpm.repodata.StringPool;
import dev.hermetic.rpm.version.Evr;
import dev.hermetic.rpm.version.Relation;
import java.util.Arrays;

/**
 * Distinct dependencies, each known by a number: a name; a name with a relation and a version; or
 * two dependencies joined by an operator. Number 0 is none. For one thread.
 */
public final class Dependencies {
  private static final Relation[] RELATIONS = Relation.values();
  private static final Operator[] OPERATORS = Operator.values();

  private final StringPool texts;
  private final EvrPool evrs;

  /** Kind, left and right of each, behind one another. */
  private int[] cells = new int[3 << 12];

  private int size = 1;
  private int[] slots = new int[1 << 14];

  Dependencies(StringPool texts, EvrPool evrs) {
    this.texts = texts;
    this.evrs = evrs;
  }

  /** How many numbers were given, 0 included. */
  public int size() {
    return size;
  }

  /** A dependency on a name of any version. */
  public int name(int text) {
    return intern(0, text, 0);
  }

  /** A dependency on versions of a name. */
  public int versioned(int text, Relation relation, int evr) {
    return intern(relation.ordinal(), text, relation == Relation.ANY ? 0 : evr);
  }

  /** Two dependencies, joined. */
  public int joined(int left, Operator operator, int right) {
    return intern(RELATIONS.length + operator.ordinal(), left, right);
  }

  /**
   * What the text of a rich dependency says; a plain name when it is malformed, as libsolv has it.
   */
  public int rich(String text) {
    try {
      return of(Condition.parse(text));
    } catch (IllegalArgumentException | InputException malformed) {
      return name(texts.intern(text));
    }
  }

  private int of(Condition condition) {
    if (condition instanceof Condition.Single single) {
      return single(single.what().name(), single.what().relation(), single.what().version());
    }
    Condition.Pair pair = (Condition.Pair) condition;
    return joined(of(pair.left()), pair.operator(), of(pair.right()));
  }

  /** A dependency without operators, its version as text. */
  public int single(String name, Relation relation, String version) {
    int text = texts.intern(name);
    if (relation == Relation.ANY) {
      return name(text);
    }
    Evr evr = Evr.parse(version);
    int release = evr.release() == null ? 0 : texts.intern(evr.release());
    int epoch = evr.epoch() == 0 ? 0 : texts.intern(Long.toString(evr.epoch()));
    return versioned(text, relation, evrs.intern(epoch, texts.intern(evr.version()), release));
  }

  /** Whether it is two dependencies with an operator. */
  public boolean isJoined(int dependency) {
    return cells[3 * dependency] >= RELATIONS.length;
  }

  /** The operator of a joined dependency. */
  public Operator operator(int dependency) {
    return OPERATORS[cells[3 * dependency] - RELATIONS.length];
  }

  /** Whether it is joined by this operator. */
  public boolean isJoinedBy(int dependency, Operator operator) {
    return cells[3 * dependency] == RELATIONS.length + operator.ordinal();
  }

  /** The relation of a dependency that is not joined. */
  public Relation relation(int dependency) {
    return RELATIONS[cells[3 * dependency]];
  }

  /** The text of its name, or the left of two. */
  public int left(int dependency) {
    return cells[3 * dependency + 1];
  }

  /** Its version, or the right of two. */
  public int right(int dependency) {
    return cells[3 * dependency + 2];
  }

  /**
   * Whether solving it takes more than a list of providers: {@code and}, {@code if} and {@code
   * unless}, in an {@code or} too.
   */
  public boolean isComplex(int dependency) {
    int at = dependency;
    while (isJoined(at)) {
      Operator operator = operator(at);
      if (operator == Operator.AND || operator == Operator.IF || operator == Operator.UNLESS) {
        return true;
      }
      if (operator != Operator.OR) {
        return false;
      }
      if (isComplex(left(at))) {
        return true;
      }
      at = right(at);
    }
    return false;
  }

  private int intern(int kind, int left, int right) {
    int slot = slot(kind, left, right);
    if (slots[slot] != 0) {
      return slots[slot];
    }
    if (3 * size == cells.length) {
      cells = Arrays.copyOf(cells, 2 * cells.length);
    }
    int number = size++;
    cells[3 * number] = kind;
    cells[3 * number + 1] = left;
    cells[3 * number + 2] = right;
    slots[slot] = number;
    if (number > slots.length / 2) {
      rehash();
    }
    return number;
  }

  private int slot(int kind, int left, int right) {
    int mask = slots.length - 1;
    int slot = hash(kind, left, right) & mask;
    for (int known = slots[slot]; known != 0; known = slots[slot]) {
      int cell = 3 * known;
      if (cells[cell + 1] == left && cells[cell + 2] == right && cells[cell] == kind) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void rehash() {
    slots = new int[4 * slots.length];
    for (int i = 1; i < size; i++) {
      slots[slot(cells[3 * i], cells[3 * i + 1], cells[3 * i + 2])] = i;
    }
  }

  private static int hash(int kind, int left, int right) {
    long mixed = left * 0x9E37_79B9_7F4A_7C15L ^ right * 0xC2B2_AE3D_27D4_EB4FL ^ kind * 31L;
    return (int) (mixed ^ mixed >>> 29);
  }
}
