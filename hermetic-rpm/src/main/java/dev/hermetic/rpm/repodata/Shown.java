package dev.hermetic.rpm.repodata;

/** Text of a repository as errors may show it: short, and without what could steer a terminal. */
final class Shown {
  private static final int LONGEST = 60;

  private Shown() {}

  static String text(String hostile) {
    StringBuilder shown = new StringBuilder("'");
    for (int i = 0; i < hostile.length() && i < LONGEST; i++) {
      char c = hostile.charAt(i);
      boolean plain = !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT;
      shown.append(plain ? c : '?');
    }
    return shown.append(hostile.length() > LONGEST ? "…'" : "'").toString();
  }
}
