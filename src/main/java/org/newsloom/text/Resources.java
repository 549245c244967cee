package org.newsloom.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads the models and lists that lie beside this package's classes, UTF-8. */
final class Resources {

  /** Makes something of a resource's lines. */
  interface Reading<T> {
    T read(BufferedReader lines) throws IOException;
  }

  static <T> T read(String resource, Reading<T> reading) {
    try (InputStream in = Resources.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("No resource org/newsloom/text/" + resource);
      }
      return reading.read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read org/newsloom/text/" + resource, e);
    }
  }

  private Resources() {}
}
