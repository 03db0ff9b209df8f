package dev.hermetic.rpm.file;

/** The type of a header entry (RPM package format, section "Header"). */
enum HeaderType {
  CHAR(1),
  INT8(1),
  INT16(2),
  INT32(4),
  INT64(8),
  STRING(0),
  BINARY(1),
  STRING_ARRAY(0),
  I18N_STRING(0);

  private static final HeaderType[] BY_NUMBER = values();

  private final int width;

  HeaderType(int width) {
    this.width = width;
  }

  /** The type of a number in an index entry, 1 to 9. */
  static HeaderType of(int number) throws MalformedHeader {
    if (number < 1 || number > BY_NUMBER.length) {
      throw new MalformedHeader("has an entry of the unknown type " + number);
    }
    return BY_NUMBER[number - 1];
  }

  /** Bytes of one element, which is also its alignment; 0 for texts, which end with a zero byte. */
  int width() {
    return width;
  }

  boolean isText() {
    return width == 0;
  }
}
