package dev.hermetic.cli.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An application with more than two hundred locked packages, some of them compiled, and its
 * clients.
 */
final class PythonApp {
  private static final String INPUT =
      """
      aiohttp
      ansible-core
      black
      boto3
      celery[redis]
      cryptography
      dask[complete]
      django
      fastapi[standard]
      flask
      httpx
      jupyter
      lxml
      matplotlib
      mypy
      pandas
      pillow
      polars
      pytest
      scikit-learn
      sphinx
      sqlalchemy
      """;
  private static final String PROGRAM =
      """
      import aiohttp, ansible, black, boto3, celery, cryptography, dask, django, fastapi, flask, httpx
      import jupyterlab, lxml.etree, matplotlib, mypy, notebook, pandas, PIL, polars, pytest, sklearn, sphinx
      import sqlalchemy, numpy
      from fastapi.testclient import TestClient
      app = fastapi.FastAPI()
      app.get("/")(lambda: {"sum": int(pandas.DataFrame({"a": [1, 2, 3]})["a"].sum())})
      assert TestClient(app).get("/").json() == {"sum": 6}
      assert abs(numpy.linalg.det(numpy.eye(3)) - 1) < 1e-9
      print("all packages work")
      """;
  private static final Pattern DEFAULT_INDEX =
      Pattern.compile("--index-url <url>[^(]*\\(default:? (https?://[^\\s)]+)\\)");

  private final Path bin;
  private final Path directory;

  /**
   * An application.
   *
   * @param bin the directory with python and uv
   * @param directory where it is written
   */
  PythonApp(Path bin, Path directory) {
    this.bin = bin;
    this.directory = directory;
  }

  /** The programs below {@code -Dhermetic.clients.dir}, where they are complete. */
  static Optional<Path> clients() {
    Path bin = Path.of(System.getProperty("hermetic.clients.dir", "no-clients"), "python", "bin");
    return Files.isExecutable(bin.resolve("uv")) && Files.isExecutable(bin.resolve("python"))
        ? Optional.of(bin.toAbsolutePath())
        : Optional.empty();
  }

  Path source() {
    return directory;
  }

  String python() {
    return bin.resolve("python").toString();
  }

  String uv() {
    return bin.resolve("uv").toString();
  }

  /** Locks it by uv for all platforms, from the index that this machine's pip is configured for. */
  void lock() throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("requirements.in"), INPUT);
    Files.writeString(directory.resolve("app.py"), PROGRAM);
    compile("requirements.txt", "requirements.txt");
    compile("pylock.toml", "pylock.toml");
  }

  private void compile(String format, String file) throws IOException, InterruptedException {
    Command.of(
            directory,
            uv(),
            "pip",
            "compile",
            "--quiet",
            "--no-config",
            "--generate-hashes",
            "--universal",
            "--python-version",
            ask("'%d.%d' % sys.version_info[:2]"),
            "--format",
            format,
            "--default-index",
            index(),
            "requirements.in",
            "-o",
            file)
        .succeed();
  }

  /** The index that the installed pip would ask. */
  String index() throws IOException, InterruptedException {
    String help =
        Command.of(directory, python(), "-m", "pip", "download", "--help")
            .with("COLUMNS", "4000")
            .succeed();
    Matcher matcher = DEFAULT_INDEX.matcher(help);
    if (!matcher.find()) {
      throw new AssertionError("pip does not say which index it asks");
    }
    return matcher.group(1);
  }

  /** What the interpreter says. */
  String ask(String expression) throws IOException, InterruptedException {
    String program = "import sys, platform; print(" + expression + ")";
    return Command.of(directory, python(), "-c", program).succeed().strip();
  }

  /** The interpreter and the machine as a target. */
  String target() throws IOException, InterruptedException {
    return "cp"
        + ask("'%d.%d.%d' % sys.version_info[:3]")
        + "-linux-"
        + ask("platform.machine()")
        + "-glibc"
        + ask("platform.libc_ver()[1]");
  }

  /** An empty virtual environment. */
  Path venv(Path where) throws IOException, InterruptedException {
    Command.of(directory, python(), "-m", "venv", "--copies", "--without-pip", where.toString())
        .succeed();
    return where;
  }
}
