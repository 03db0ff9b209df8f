import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The limit for a Java program: fetches small files, hashes, writes, syncs, renames and links each, and does nothing
 * else. It reads no lock, checks no answer, records nothing, and believes every byte of a local server.
 *
 * <p>Arguments: a list as sha256sum writes it, the files' base URL, a new directory, the number of connections.
 */
final class LeastWork {
  private static final int LARGEST = 64 * 1024;

  private final List<String> list;
  private final URI base;
  private final Path root;
  private final AtomicInteger next = new AtomicInteger();

  private LeastWork(List<String> list, URI base, Path root) {
    this.list = list;
    this.base = base;
    this.root = root;
  }

  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[2]);
    for (String directory : List.of("parts", "objects", "out")) {
      Files.createDirectories(root.resolve(directory));
    }
    LeastWork work = new LeastWork(Files.readAllLines(Path.of(arguments[0])), URI.create(arguments[1]), root);
    int connections = Integer.parseInt(arguments[3]);
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    for (Future<Void> done : threads.invokeAll(Collections.<Callable<Void>>nCopies(connections, work::connection))) {
      done.get();
    }
    threads.shutdown();
  }

  /** Fetches over one connection until nothing is left. */
  private Void connection() throws IOException, GeneralSecurityException {
    ByteBuffer bytes = ByteBuffer.allocateDirect(LARGEST);
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    try (SocketChannel server = SocketChannel.open(new InetSocketAddress(base.getHost(), base.getPort()))) {
      for (int i; (i = next.getAndIncrement()) < list.size(); ) {
        String digest = list.get(i).substring(0, 64);
        String name = list.get(i).substring(66);
        get(server, bytes, name);
        bytes.mark();
        sha256.update(bytes);
        if (!HexFormat.of().formatHex(sha256.digest()).equals(digest)) {
          throw new IOException(name + " is not what the list says");
        }
        bytes.reset();
        publish(bytes, Integer.toString(i), digest, name);
      }
    }
    return null;
  }

  /** Leaves the body between the buffer's position and limit. */
  private void get(SocketChannel server, ByteBuffer bytes, String name) throws IOException {
    String request = "GET " + base.getPath() + "/" + name + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\n\r\n";
    ByteBuffer out = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
    while (out.hasRemaining()) {
      server.write(out);
    }
    bytes.clear();
    int body = -1;
    int end = Integer.MAX_VALUE;
    while (bytes.position() < end) {
      if (server.read(bytes) < 0) {
        throw new EOFException(name);
      }
      if (body < 0) {
        body = endOfHead(bytes);
        end = body < 0 ? end : body + contentLength(bytes, body);
      }
    }
    bytes.limit(end).position(body);
  }

  private static int endOfHead(ByteBuffer bytes) {
    for (int i = 3; i < bytes.position(); i++) {
      if (bytes.get(i) == '\n' && bytes.get(i - 1) == '\r' && bytes.get(i - 2) == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private static int contentLength(ByteBuffer bytes, int headBytes) {
    byte[] head = new byte[headBytes];
    bytes.get(0, head);
    String text = new String(head, StandardCharsets.US_ASCII);
    int start = text.indexOf("Content-Length: ") + "Content-Length: ".length();
    return Integer.parseInt(text.substring(start, text.indexOf('\r', start)));
  }

  private void publish(ByteBuffer bytes, String part, String digest, String name) throws IOException {
    Path written = root.resolve("parts").resolve(part);
    Path object = root.resolve("objects").resolve(digest);
    try (FileChannel file = FileChannel.open(written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(false);
    }
    Files.move(written, object, StandardCopyOption.ATOMIC_MOVE);
    Files.createLink(root.resolve("out").resolve(name), object);
  }
}
