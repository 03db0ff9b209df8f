package dev.hermetic.cli.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * An application with several hundred locked packages: workspaces, an alias, an override, a {@code
 * file:} directory and a {@code file:} tarball, a dist-tag, packages for foreign platforms, bundled
 * packages and a bundled alias, install scripts.
 */
final class OfflineApp {
  private static final String MANIFEST =
      """
      {
        "name": "offline-app",
        "version": "1.0.0",
        "private": true,
        "workspaces": ["packages/*"],
        "dependencies": {
          "@babel/core": "^7.23.0",
          "axios": "^1.6.0",
          "chalk": "^4.1.2",
          "commander": "^11.0.0",
          "esbuild": "^0.21.0",
          "eslint": "^8.56.0",
          "express": "^4.19.0",
          "fastify": "^4.26.0",
          "local-dir": "file:local-dir",
          "local-tarball": "file:vendor/local-tarball-1.0.0.tgz",
          "lodash": "^4.17.21",
          "lodash4": "npm:lodash@4",
          "picomatch": "latest",
          "semver": "^7.5.0",
          "typescript": "^5.3.0",
          "uuid": "^9.0.0",
          "webpack": "^5.90.0",
          "yargs": "^17.7.0",
          "zod": "^3.22.0"
        },
        "devDependencies": {
          "@types/node": "^20.11.0",
          "jest": "^29.7.0",
          "mocha": "^10.3.0",
          "npm": "^10.5.0",
          "prettier": "^3.2.0"
        },
        "overrides": {"qs": "6.11.0"}
      }
      """;
  private static final String PROGRAM =
      """
      const names = ['@babel/core', 'axios', 'chalk', 'commander', 'esbuild', 'eslint', 'express', 'fastify',
        'lodash', 'lodash4', 'picomatch', 'semver', 'typescript', 'uuid', 'webpack', 'yargs', 'zod', 'jest'];
      const assert = require('assert');
      for (const name of names) assert(require(name), name);
      assert.deepStrictEqual(require('lodash4').chunk([1, 2, 3], 2), [[1, 2], [3]]);
      assert.strictEqual(require('lodash4').VERSION, require('lodash').VERSION);
      assert.strictEqual(require('qs/package.json').version, '6.11.0');
      assert.strictEqual(require('workspace-a'), 'workspace a with workspace b');
      assert.strictEqual(require('local-dir'), 'local directory');
      assert.strictEqual(require('local-tarball'), 'local tarball');
      assert.match(require('esbuild').transformSync('let x: number = 1', {loader: 'ts'}).code, /let x = 1/);
      assert.match(require('child_process').execFileSync('node_modules/.bin/tsc', ['-v']).toString(), /Version 5/);
      console.log('all packages work');
      """;

  private OfflineApp() {}

  /**
   * Writes it with locks of the versions 1, 2 and 3, each a directory of its own, by the npm and
   * the registry of this machine.
   *
   * @return the source trees by lock version
   */
  static Map<Integer, Path> create(Path directory) throws IOException, InterruptedException {
    Path first = directory.resolve("lock-3");
    write(first);
    Command.of(first, "npm", "pack", "./tarball", "--pack-destination", "vendor").succeed();
    Map<Integer, Path> sources = new TreeMap<>();
    for (int version = 3; version > 0; version--) {
      Path source = directory.resolve("lock-" + version);
      if (version < 3) {
        OutputTree.copy(first, source);
      }
      lock(source, version);
      sources.put(version, source);
    }
    return sources;
  }

  private static void lock(Path source, int version) throws IOException, InterruptedException {
    Command.of(
            source,
            "npm",
            "install",
            "--package-lock-only",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--lockfile-version",
            Integer.toString(version),
            "--no-omit-lockfile-registry-resolved")
        .succeed();
  }

  private static void write(Path source) throws IOException {
    Files.createDirectories(source.resolve("vendor"));
    Files.writeString(source.resolve("package.json"), MANIFEST);
    Files.writeString(source.resolve("index.js"), PROGRAM);
    module(
        source.resolve("packages/a"),
        "workspace-a",
        "\"workspace-b\": \"1.0.0\", \"ms\": \"^2.1.0\"",
        "'workspace a with ' + require('workspace-b')");
    module(
        source.resolve("packages/b"), "workspace-b", "\"picocolors\": \"^1.0.0\"", "'workspace b'");
    module(
        source.resolve("local-dir"), "local-dir", "\"is-number\": \"^7.0.0\"", "'local directory'");
    module(source.resolve("tarball"), "local-tarball", "", "'local tarball'");
  }

  private static void module(Path directory, String name, String dependencies, String value)
      throws IOException {
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve("package.json"),
        "{\"name\": \"%s\", \"version\": \"1.0.0\", \"dependencies\": {%s}}\n"
            .formatted(name, dependencies));
    Files.writeString(directory.resolve("index.js"), "module.exports = " + value + ";\n");
  }
}
