package dev.hermetic.rpm.lock.rpmdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Has the real Berkeley DB write the headers of a database, through Perl's own module. */
final class BerkeleyWriter {
  // Reads number and header, each behind its length; keys are in the order of the database.
  private static final String PROGRAM =
      """
      use DB_File; use Fcntl;
      my ($from, $to, $order) = @ARGV;
      my $hash = new DB_File::HASHINFO; $hash->{lorder} = $order;
      my %db; tie(%db, 'DB_File', $to, O_RDWR|O_CREAT, 0644, $hash) or die "tie: $!";
      open(my $in, '<:raw', $from) or die; local $/; my $all = <$in>;
      my $pack = $order == 1234 ? 'V' : 'N';
      my $count = 0; my $at = 0;
      while ($at < length $all) {
        my ($number, $length) = unpack('NN', substr($all, $at, 8));
        $db{pack($pack, $number)} = substr($all, $at + 8, $length);
        $at += 8 + $length; $count++;
      }
      $db{pack($pack, 0)} = pack($pack, $count);
      untie %db;
      """;
  private static final String DUMP =
      """
      import sqlite3, struct, sys
      with open(sys.argv[2], 'wb') as out:
          rows = sqlite3.connect(sys.argv[1]).execute('select hnum, blob from Packages order by 1')
          for number, blob in rows:
              out.write(struct.pack('>II', number, len(blob)) + blob)
      """;

  private BerkeleyWriter() {}

  /** Writes a database; {@code order} is 1234 for little-endian numbers, 4321 for big-endian. */
  static Path write(InstalledRoot from, Path to, String order) throws Exception {
    Path dump = dump(from, to);
    Path script = Files.writeString(to.resolveSibling("write.pl"), PROGRAM);
    from.tools().run("perl", script.toString(), dump.toString(), to.toString(), order);
    return to;
  }

  /** The headers as SQLite itself reads them. */
  static Map<Integer, byte[]> blobs(InstalledRoot from) throws Exception {
    Path dump = dump(from, from.root().resolveSibling("Packages"));
    Map<Integer, byte[]> blobs = new TreeMap<>();
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(dump)))) {
      while (in.available() > 0) {
        int number = in.readInt();
        byte[] blob = in.readNBytes(in.readInt());
        blobs.put(number, blob);
      }
    }
    assertThat(blobs).isNotEmpty();
    return blobs;
  }

  private static Path dump(InstalledRoot from, Path beside) throws Exception {
    Path dump = beside.resolveSibling("headers");
    Path script = Files.writeString(beside.resolveSibling("dump.py"), DUMP);
    String database = from.database().resolve("rpmdb.sqlite").toString();
    from.tools().run("python3", script.toString(), database, dump.toString());
    return dump;
  }
}
