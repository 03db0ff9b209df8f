package dev.hermetic.rpm.lock.input;

/**
 * User name and password of a repository; printing shows neither.
 *
 * @param user the user name
 * @param password the password
 */
record RepoLogin(String user, String password) {
  @Override
  public String toString() {
    return "***";
  }
}
