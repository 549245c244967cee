package org.newsloom.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Checksums of the running code, which tell whether results of an earlier run still hold. */
public final class Code {

  /** Version of Newsloom from the jar's manifest, or "development" where it runs from classes. */
  public static String version() {
    String version = Code.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /**
   * SHA-256 over the classes and resources below the given packages.
   *
   * @param packages paths such as {@code org/newsloom/text}
   */
  public static String checksum(String... packages) {
    try {
      Path source = Path.of(Code.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(source)) {
        return checksum(source, packages);
      }
      try (FileSystem jar = FileSystems.newFileSystem(source)) {
        return checksum(jar.getPath("/"), packages);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read Newsloom's own code", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Newsloom's own code has no usable location", e);
    }
  }

  private static String checksum(Path root, String... packages) throws IOException {
    MessageDigest digest = sha256();
    for (String name : packages) {
      try (Stream<Path> files = Files.walk(root.resolve(name))) {
        List<Path> sorted =
            files
                .filter(Files::isRegularFile)
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .toList();
        for (Path file : sorted) {
          digest.update(root.relativize(file).toString().getBytes(UTF_8));
          digest.update((byte) 0);
          digest.update(Files.readAllBytes(file));
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, 24);
  }

  /** First 24 hex digits of the SHA-256 of the parts, each ended by a NUL. */
  public static String hash(Iterable<String> parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      digest.update(part.getBytes(UTF_8));
      digest.update((byte) 0);
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, 24);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private Code() {}
}
