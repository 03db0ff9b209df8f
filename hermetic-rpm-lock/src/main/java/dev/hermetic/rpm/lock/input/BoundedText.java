package dev.hermetic.rpm.lock.input;

/**
 * A text that ends a search in it after so many looks: regular expressions of other people may need
 * more steps than there is time.
 */
final class BoundedText implements CharSequence {
  private static final int MOST = 1_000_000;

  private final String text;
  private int looks;

  BoundedText(String text) {
    this.text = text;
  }

  /** The search looked too often. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (++looks > MOST) {
      throw new Exhausted();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
