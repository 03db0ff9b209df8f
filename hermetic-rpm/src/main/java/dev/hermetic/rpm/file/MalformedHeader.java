package dev.hermetic.rpm.file;

/** What is wrong with a header, as the rest of a sentence whose subject the reader knows. */
final class MalformedHeader extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedHeader(String problem) {
    super(problem);
  }

  String problem() {
    String message = getMessage();
    return message == null ? "is malformed" : message;
  }
}
