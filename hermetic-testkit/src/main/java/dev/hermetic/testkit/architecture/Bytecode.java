package dev.hermetic.testkit.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What ArchUnit does not tell of classes: their texts, and the lines of their methods. */
final class Bytecode {
  private Bytecode() {}

  /** Strings in the code of each class. */
  static Map<String, Set<String>> constants(OwnModule module) throws IOException {
    Map<String, Set<String>> texts = new TreeMap<>();
    for (Path file : files(module)) {
      Reader reader = read(file);
      texts.put(reader.name, reader.texts);
    }
    return texts;
  }

  /** From the first line of code to the last, by method. */
  static Map<String, Integer> methodLines(OwnModule module) throws IOException {
    Map<String, Integer> lines = new TreeMap<>();
    for (Path file : files(module)) {
      lines.putAll(read(file).lines);
    }
    return lines;
  }

  private static List<Path> files(OwnModule module) throws IOException {
    try (Stream<Path> walk = Files.walk(module.home().resolve(module.root().replace('.', '/')))) {
      return walk.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
  }

  private static Reader read(Path file) throws IOException {
    Reader reader = new Reader();
    new ClassReader(Files.readAllBytes(file)).accept(reader, ClassReader.SKIP_FRAMES);
    return reader;
  }

  private static final class Reader extends ClassVisitor {
    private final Set<String> texts = new HashSet<>();
    private final Map<String, Integer> lines = new TreeMap<>();
    private String name = "";

    Reader() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version,
        int access,
        String internalName,
        @Nullable String signature,
        @Nullable String parent,
        String @Nullable [] interfaces) {
      name = internalName.replace('/', '.');
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int access, String field, String type, @Nullable String generic, @Nullable Object value) {
      if (value instanceof String text) {
        texts.add(text);
      }
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String method,
        String type,
        @Nullable String generic,
        String @Nullable [] thrown) {
      // What initializes fields stands wherever they stand.
      boolean counted = !method.startsWith("<");
      return new MethodVisitor(Opcodes.ASM9) {
        private int first = Integer.MAX_VALUE;
        private int last;

        @Override
        public void visitLdcInsn(Object value) {
          if (value instanceof String text) {
            texts.add(text);
          }
        }

        @Override
        public void visitLineNumber(int line, Label start) {
          first = Math.min(first, line);
          last = Math.max(last, line);
        }

        @Override
        public void visitEnd() {
          if (counted && last > 0) {
            lines.merge(name + "." + method, last - first + 1, Math::max);
          }
        }
      };
    }
  }
}
