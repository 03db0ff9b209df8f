package dev.hermetic.rpm.lock.solve;

import dev.hermetic.rpm.lock.solve.pool.ArchPolicy;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.pool.PoolBuilder;
import dev.hermetic.rpm.lock.solve.pool.Repository;
import dev.hermetic.rpm.lock.solve.rules.Job;
import dev.hermetic.rpm.lock.solve.rules.Job.Kind;
import dev.hermetic.rpm.lock.solve.rules.Job.Modifier;
import dev.hermetic.rpm.lock.solve.rules.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads libsolv's test format and compares what it expects; of what is in a file, all solver runs.
 */
final class LibsolvCase {
  /** The case needs something that DNF never asks for. */
  static final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unsupported(String what) {
      super(what);
    }
  }

  private static final Pattern FLAGS = Pattern.compile("(.*?)\\s*\\[(.*)]");
  private final Path file;
  private final List<String> lines;
  private final List<MadeRepository> repositories = new ArrayList<>();
  private final List<String> mismatches = new ArrayList<>();
  private String arch = "x86_64";
  private String system = "";
  private Settings settings = Settings.plain();
  private boolean colours;
  private boolean erasing;
  private int runs;
  private int at;
  private List<String> jobs = new ArrayList<>();
  private final List<String> disabled = new ArrayList<>();

  private LibsolvCase(Path file) throws IOException {
    this.file = file;
    this.lines = Files.readAllLines(file);
  }

  /**
   * Runs a file; returns what differs.
   *
   * @throws Unsupported when it asks for something that is not done here
   */
  static List<String> run(Path file) throws IOException {
    LibsolvCase testCase = new LibsolvCase(file);
    testCase.run();
    if (testCase.runs == 0) {
      throw new Unsupported("it expects no transaction");
    }
    return testCase.mismatches;
  }

  private void run() throws IOException {
    while (at < lines.size()) {
      String line = lines.get(at++).strip();
      String[] words = line.split("\\s+");
      switch (words[0]) {
        case "repo" -> repository(words);
        case "system" -> {
          arch = words[1];
          system = words.length > 3 ? words[3] : "";
        }
        case "poolflags" -> poolFlags(words);
        case "solverflags" -> solverFlags(words);
        case "job" -> jobs.add(line.substring(4));
        case "result" -> result(words[1]);
        case "nextjob" -> jobs = new ArrayList<>();
        case "disable" -> disabled.add(words[2]);
        case "", "feature" -> {
          // nothing to do
        }
        default -> {
          if (!line.startsWith("#")) {
            throw new Unsupported(line);
          }
        }
      }
    }
  }

  private List<String> block() {
    List<String> block = new ArrayList<>();
    while (at < lines.size() && lines.get(at).startsWith("#>")) {
      block.add(lines.get(at++).substring(2));
    }
    return block;
  }

  private void poolFlags(String[] words) {
    for (int i = 1; i < words.length; i++) {
      switch (words[i]) {
        case "implicitobsoleteusescolors" -> colours = true;
        case "whatprovideswithdisabled", "keepidhashes", "nowhatprovidesshrink" -> {
          // no difference here
        }
        default -> throw new Unsupported("pool flag " + words[i]);
      }
    }
  }

  private void solverFlags(String[] words) {
    Settings s = Settings.plain();
    boolean weak = s.weakDependencies();
    boolean downgrades = false;
    boolean best = true;
    boolean groups = false;
    boolean locales = false;
    erasing = false;
    for (int i = 1; i < words.length; i++) {
      switch (words[i]) {
        case "ignorerecommended" -> weak = false;
        case "allowdowngrade" -> downgrades = true;
        case "allowuninstall" -> erasing = true;
        case "bestobeypolicy" -> best = false;
        case "yumobsoletes" -> groups = true;
        case "urpmreorder" -> locales = true;
        case "allowvendorchange", "keepexplicitobsoletes", "keeporphans" -> {
          // always so here
        }
        default -> throw new Unsupported("solver flag " + words[i]);
      }
    }
    settings = new Settings(weak, downgrades, best, groups, locales, 0, Set.of());
  }

  private void repository(String[] words) throws IOException {
    if (words[3].equals("empty")) {
      return;
    }
    if (!words[3].equals("testtags")) {
      throw new Unsupported("repository of " + words[3]);
    }
    String[] priorities = words[2].split("\\.");
    int sub = priorities.length > 1 ? Integer.parseInt(priorities[1]) : 0;
    MadeRepository made = new MadeRepository(words[1], -Integer.parseInt(priorities[0]), -sub);
    boolean inline = words.length < 5 || words[4].equals("<inline>");
    for (String line : inline ? block() : Files.readAllLines(file.resolveSibling(words[4]))) {
      LibsolvTags.read(made, line);
    }
    repositories.add(made);
  }

  private PackagePool pool() throws IOException {
    PoolBuilder builder = new PoolBuilder(ArchPolicy.of(arch));
    if (!colours) {
      builder.ignoreWordSizes();
    }
    for (MadeRepository repository : repositories) {
      if (repository.id.equals(system)) {
        builder.add(Repository.installed(), repository.table());
      }
    }
    for (MadeRepository repository : repositories) {
      if (!repository.id.equals(system)) {
        builder.add(
            Repository.configured(repository.id, repository.priority, repository.cost),
            repository.table());
      }
    }
    return builder.build();
  }

  private void result(String what) throws IOException {
    List<String> expected = block();
    boolean again = at < lines.size() && lines.get(at).startsWith("result transaction");
    if (!what.contains("transaction") || what.contains("proof") || again) {
      return;
    }
    PackagePool pool = pool();
    List<Job> made = new ArrayList<>();
    for (String job : jobs) {
      made.add(job(pool, job));
    }
    if (erasing) {
      made.add(job(pool, "allowuninstall all packages"));
    }
    disable(pool);
    Solution solution = Solution.of(pool, made, settings);
    runs++;
    boolean problems = expected.stream().anyMatch(line -> line.startsWith("problem"));
    if (problems != !solution.isSolved()) {
      mismatches.add(jobs + ": problems expected: " + problems);
    } else if (!problems) {
      compare(pool, solution, expected);
    }
  }

  private void disable(PackagePool pool) {
    for (String nevra : disabled) {
      IntList found = new IntList();
      byNevra(pool, nevra, found);
      for (int p : found.toArray()) {
        if (pool.isInstalled(p)) {
          throw new Unsupported("disable of what is installed");
        }
        pool.exclude(p);
      }
    }
  }

  private void compare(PackagePool pool, Solution solution, List<String> expected) {
    Set<String> in = new TreeSet<>();
    Set<String> out = new TreeSet<>();
    for (String line : expected) {
      String[] words = line.split("\\s+");
      switch (words[0]) {
        case "install", "multiinstall" -> in.add(words[1]);
        case "erase", "obsoleted" -> out.add(words[1]);
        case "upgrade", "downgrade", "change", "reinstall", "multireinstall", "replace" -> {
          out.add(words[1]);
          in.add(words[2]);
        }
        default -> {
          // other kinds of results
        }
      }
    }
    Set<String> ourIn = new TreeSet<>();
    Set<String> ourOut = new TreeSet<>();
    for (int p : solution.installs()) {
      ourIn.add(pool.nevra(p) + "@" + pool.repository(p).id());
    }
    for (int p : solution.removals()) {
      ourOut.add(pool.nevra(p) + "@" + system);
    }
    if (!in.equals(ourIn) || !out.equals(ourOut)) {
      mismatches.add(jobs + ": expected " + in + " " + out + " but was " + ourIn + " " + ourOut);
    }
  }

  private Job job(PackagePool pool, String line) {
    String text = line;
    Set<Modifier> modifiers = EnumSet.noneOf(Modifier.class);
    Matcher matcher = FLAGS.matcher(line);
    if (matcher.matches()) {
      text = matcher.group(1);
      for (String flag : matcher.group(2).split(",")) {
        modifier(flag.strip(), modifiers);
      }
    }
    String[] words = text.split("\\s+", 3);
    Kind kind = kind(words[0]);
    if (text.endsWith("all packages") && kind == Kind.UPDATE) {
      modifiers.add(Modifier.ALL);
      return new Job(kind, new int[0], modifiers, text);
    }
    IntList found = select(pool, words, modifiers);
    if (kind == Kind.INSTALL && !words[1].equals("oneof")) {
      modifiers.add(Modifier.NEEDED);
    }
    return new Job(kind, found.toArray(), modifiers, text);
  }

  private static void modifier(String flag, Set<Modifier> modifiers) {
    switch (flag) {
      case "forcebest" -> modifiers.add(Modifier.BEST);
      case "weak" -> modifiers.add(Modifier.WEAK);
      case "targeted" -> modifiers.add(Modifier.TARGETED);
      case "setarch" -> modifiers.add(Modifier.SET_ARCH);
      case "setevr" -> modifiers.add(Modifier.SET_EVR);
      case "setname" -> modifiers.add(Modifier.SET_NAME);
      case "noautoset" -> {
        // nothing is set but by flags
      }
      default -> throw new Unsupported("job flag " + flag);
    }
  }

  private static Kind kind(String word) {
    return switch (word) {
      case "install" -> Kind.INSTALL;
      case "erase" -> Kind.ERASE;
      case "update" -> Kind.UPDATE;
      case "lock" -> Kind.LOCK;
      case "multiversion" -> Kind.MULTIVERSION;
      case "allowuninstall" -> Kind.ALLOW_UNINSTALL;
      case "excludefromweak" -> Kind.EXCLUDE_FROM_WEAK;
      default -> throw new Unsupported("job " + word);
    };
  }

  private IntList select(PackagePool pool, String[] words, Set<Modifier> modifiers) {
    IntList found = new IntList();
    switch (words[1]) {
      case "name", "provides" -> byDependency(pool, words[1], words[2], modifiers, found);
      case "pkg" -> {
        modifiers.addAll(Set.of(Modifier.SET_ARCH, Modifier.SET_EVR, Modifier.SET_NAME));
        byNevra(pool, words[2], found);
      }
      case "oneof" -> {
        for (String one : words[2].split("\\s+")) {
          byNevra(pool, one, found);
        }
        found.sort();
      }
      case "all" -> {
        for (int p = PackagePool.FIRST; p < pool.size(); p++) {
          found.add(p);
        }
      }
      default -> throw new Unsupported("selection " + words[1]);
    }
    return found;
  }

  private static void byDependency(
      PackagePool pool, String how, String text, Set<Modifier> modifiers, IntList found) {
    if (text.contains("&") || text.contains("|") || text.matches(".*<[A-Z].*")) {
      throw new Unsupported("job on " + text);
    }
    String[] words = text.split("\\s+");
    int dependency =
        words.length == 1
            ? pool.dependencies().name(pool.texts().intern(words[0]))
            : pool.dependencies().single(words[0], relation(words[1]), words[2]);
    if (words.length == 3 && words[1].equals("=") && how.equals("name")) {
      modifiers.add(Modifier.SET_EVR);
    }
    if (how.equals("name")) {
      modifiers.add(Modifier.SET_NAME);
    }
    int list = pool.providers().of(dependency);
    for (int p; (p = pool.lists().get(list)) != 0; list++) {
      if (how.equals("provides") || pool.matchesName(p, dependency)) {
        found.add(p);
      }
    }
  }

  private static dev.hermetic.rpm.version.Relation relation(String sign) {
    for (var relation : dev.hermetic.rpm.version.Relation.values()) {
      if (relation.sign().equals(sign)) {
        return relation;
      }
    }
    throw new Unsupported("relation " + sign);
  }

  private void byNevra(PackagePool pool, String text, IntList found) {
    for (int p = PackagePool.FIRST; p < pool.size(); p++) {
      String id = pool.isInstalled(p) ? system : pool.repository(p).id();
      if (text.equals(pool.nevra(p) + "@" + id)) {
        found.add(p);
      }
    }
  }
}
