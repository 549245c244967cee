package org.newsloom.job;

/**
 * Input from which nothing can be made: a path that does not exist, a folder without articles. Its
 * message is one line that says what is wrong, where, and what to do; the launcher prints it and
 * ends with exit code 2.
 */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InputException(String message) {
    super(message);
  }

  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
