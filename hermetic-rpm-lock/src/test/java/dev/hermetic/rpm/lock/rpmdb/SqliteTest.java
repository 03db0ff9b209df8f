package dev.hermetic.rpm.lock.rpmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.InputException;
import dev.hermetic.rpm.fixtures.RpmTools;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that the real SQLite has written, whole and damaged. */
final class SqliteTest {
  private static final String ROWS =
      """
      import os, random, sqlite3, sys
      page, reserved, rows, wal = [int(a) for a in sys.argv[2:6]]
      random.seed(7)
      db = sqlite3.connect(sys.argv[1], isolation_level=None)
      db.execute('pragma page_size=%d' % page)
      db.execute('pragma journal_mode=' + ('wal' if wal else 'delete'))
      db.execute('pragma wal_autocheckpoint=0')
      db.execute('create table other(a, b)')
      db.execute('create table Packages(hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL)')
      db.execute('create index other_index on other(a)')
      for i in range(rows):
          size = random.choice([0, 1, 30, page // 2, page - 40, page, 3 * page, random.randrange(70000)])
          db.execute('insert into other values(?, ?)', (i, 'text'))
          db.execute('insert into Packages values(?, ?)', (3 * i + 1, random.randbytes(size)))
      db.execute('delete from Packages where hnum % 7 = 0')
      if wal:
          db.execute('pragma wal_checkpoint(PASSIVE)')
          db.execute("update Packages set blob = randomblob(50000) where hnum % 5 = 0")
          db.execute("insert into Packages values(100000, x'0102')")
          db.execute('begin')
          db.execute("update Packages set blob = x'' where hnum = 100000")
      for row in sqlite3.connect(sys.argv[1]).execute('select hnum, hex(blob) from Packages'):
          print('%d %s' % row)
      sys.stdout.flush()
      if wal:
          os._exit(0)
      """;

  @TempDir Path directory;
  private RpmTools tools;

  @BeforeEach
  void needsPython() {
    RpmTools.need("python3");
    tools = new RpmTools(directory.resolve("home"));
  }

  private Map<Long, byte[]> make(int pageSize, int rows, boolean log) throws Exception {
    Path script = Files.writeString(directory.resolve("rows.py"), ROWS);
    String database = directory.resolve("rpmdb.sqlite").toString();
    String printed =
        tools.run(
            "python3",
            script.toString(),
            database,
            Integer.toString(pageSize),
            "0",
            Integer.toString(rows),
            log ? "1" : "0");
    Map<Long, byte[]> made = new TreeMap<>();
    for (String line : printed.split("\n")) {
      String[] parts = line.split(" ", -1);
      made.put(Long.parseLong(parts[0]), HexFormat.of().parseHex(parts[1].strip()));
    }
    return made;
  }

  private byte[] file(String name) throws IOException {
    return Files.readAllBytes(directory.resolve(name));
  }

  private static Map<Long, byte[]> read(byte[] file, byte @Nullable [] log) throws IOException {
    Map<Long, byte[]> read = new TreeMap<>();
    SqlitePackages.read(bytes(file), log == null ? null : bytes(log), read::put);
    return read;
  }

  private static DatabaseBytes bytes(byte[] content) throws IOException {
    return DatabaseBytes.read(new ByteArrayInputStream(content), "rpmdb.sqlite");
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 1024, 4096, 65536})
  void readsPagesOfEverySize(int pageSize) throws Exception {
    Map<Long, byte[]> made = make(pageSize, 300, false);
    assertThat(read(file("rpmdb.sqlite"), null))
        .hasSizeGreaterThan(200)
        .containsExactlyEntriesOf(made);
  }

  @Test
  void readsWhatOnlyTheLogHasYet() throws Exception {
    Map<Long, byte[]> made = make(4096, 120, true);
    byte[] log = file("rpmdb.sqlite-wal");
    assertThat(log.length).isPositive();
    assertThat(made).containsKey(100000L);
    assertThat(read(file("rpmdb.sqlite"), log)).containsExactlyEntriesOf(made);
  }

  @Test
  void leavesATransactionAloneThatIsNotWhole() throws Exception {
    Map<Long, byte[]> made = make(4096, 60, true);
    byte[] log = file("rpmdb.sqlite-wal");
    byte[] more = java.util.Arrays.copyOf(log, log.length + 10_000);
    assertThat(read(file("rpmdb.sqlite"), more)).containsExactlyEntriesOf(made);
    assertThat(read(file("rpmdb.sqlite"), java.util.Arrays.copyOf(log, 31))).isNotEmpty();
  }

  @Test
  void refusesADatabaseWithoutPackages() throws Exception {
    make(4096, 3, false);
    byte[] file = file("rpmdb.sqlite");
    int at = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("Packages");
    file[at] = 'X';
    assertThatThrownBy(() -> read(file, null))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no table of packages");
  }

  @Test
  void refusesPagesThatRunInCircles() throws Exception {
    make(512, 300, false);
    byte[] file = file("rpmdb.sqlite");
    int refused = 0;
    for (int page = 1; page < file.length / 512; page++) {
      if (file[512 * page] == 5) {
        // The rightmost child of an inner page becomes the page itself.
        byte[] circle = file.clone();
        ByteBuffer.wrap(circle).putInt(512 * page + 8, page + 1);
        try {
          read(circle, null);
        } catch (InputException expected) {
          assertThat(expected).hasMessageContaining("used twice");
          refused++;
        }
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void readsDamagedFilesOrRefusesThem() throws Exception {
    make(512, 60, true);
    byte[] main = file("rpmdb.sqlite");
    byte[] log = file("rpmdb.sqlite-wal");
    Random random = new Random(42);
    int refused = 0;
    for (int i = 0; i < 4000; i++) {
      try {
        read(damaged(main, random), random.nextBoolean() ? damaged(log, random) : null);
      } catch (InputException expected) {
        assertThat(expected.code()).isEqualTo("rpm.rpmdb");
        refused++;
      }
    }
    assertThat(refused).isBetween(1000, 3999);
  }

  static byte[] damaged(byte[] whole, Random random) {
    int length = random.nextInt(8) == 0 ? random.nextInt(whole.length) : whole.length;
    byte[] bytes = java.util.Arrays.copyOf(whole, length);
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && length > 8; i++) {
      int near = random.nextBoolean() ? Math.min(length, 4096) : length;
      int page = random.nextInt(3) == 0 ? near : Math.max(1, near / 512);
      int at = page == near ? random.nextInt(near - 4) : 512 * random.nextInt(page);
      at = Math.min(length - 5, at + random.nextInt(16));
      int[] extremes = {0, 1, -1, 0x7fffffff, 0x80000000, random.nextInt(), random.nextInt(300)};
      if (random.nextBoolean()) {
        ByteBuffer.wrap(bytes).putInt(Math.max(0, at), extremes[random.nextInt(extremes.length)]);
      } else {
        bytes[Math.max(0, at)] = (byte) random.nextInt();
      }
    }
    return bytes;
  }
}
