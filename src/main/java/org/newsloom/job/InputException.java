package org.newsloom.job;

/**
 * What the user gave cannot be worked with. The message is one line: what, where and what to do.
 * The launcher prints it alone and exits with 2.
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
