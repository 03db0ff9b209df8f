package dev.hermetic.pip.wheel;

import java.util.Map;

/**
 * An operating system on a processor.
 *
 * @param family the operating system and its library
 * @param arch the processor as that system calls it: {@code x86_64}, {@code aarch64}, {@code
 *     arm64}, {@code amd64}
 * @param major the version of the C library or of macOS; 0 for Windows
 * @param minor its second number
 */
public record Platform(Family family, String arch, int major, int minor) {
  /** An operating system, for Linux with its C library. */
  public enum Family {
    /** Linux with the GNU C library. */
    GLIBC,
    /** Linux with musl. */
    MUSL,
    /** macOS. */
    MACOS,
    /** Windows. */
    WINDOWS
  }

  private static final Map<String, String> WINDOWS_MACHINES =
      Map.of("amd64", "AMD64", "arm64", "ARM64", "x86", "x86");

  /** Whether it is Linux. */
  public boolean isLinux() {
    return family == Family.GLIBC || family == Family.MUSL;
  }

  /** {@code platform_machine}. */
  String machine() {
    return family == Family.WINDOWS ? WINDOWS_MACHINES.getOrDefault(arch, arch) : arch;
  }

  /** {@code os_name}. */
  String osName() {
    return family == Family.WINDOWS ? "nt" : "posix";
  }

  /** {@code platform_system}. */
  String systemName() {
    return switch (family) {
      case GLIBC, MUSL -> "Linux";
      case MACOS -> "Darwin";
      case WINDOWS -> "Windows";
    };
  }

  /** {@code sys_platform}. */
  String sysPlatform() {
    return switch (family) {
      case GLIBC, MUSL -> "linux";
      case MACOS -> "darwin";
      case WINDOWS -> "win32";
    };
  }

  /** As in the name of a target: {@code linux-x86_64-glibc2.28}. */
  @Override
  public String toString() {
    String number = major + "." + minor;
    return switch (family) {
      case GLIBC -> "linux-" + arch + "-glibc" + number;
      case MUSL -> "linux-" + arch + "-musl" + number;
      case MACOS -> "macos-" + arch + "-" + number;
      case WINDOWS -> "windows-" + arch;
    };
  }
}
