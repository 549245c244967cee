package org.newsloom.stages;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.newsloom.job.InputException;
import org.newsloom.text.Encodings;

/**
 * Finds the files under the inputs that a user names, and plans which task reads what of them. The
 * same inputs give the same plan in whatever order they are named.
 */
final class InputFiles {
  /** What opening a file costs, in bytes that could be read in that time. */
  private static final long OPEN_COST_BYTES = 256 << 10;

  /** Articles shrink to about a quarter by gzip. */
  private static final long GZIP_FACTOR = 4;

  private InputFiles() {}

  /**
   * A file to read.
   *
   * @param uri qualified path
   * @param relativePath path below the input it was found under, on which ids rest
   * @param format null if the file's ending is not known
   * @param modifiedMs when it was last written, in milliseconds since 1970
   * @param defect why the place cannot be read; null for files that are to be tried
   */
  record InputFile(
      String uri,
      String relativePath,
      InputFormat format,
      long bytes,
      long modifiedMs,
      String defect)
      implements Serializable {
    String name() {
      return new Path(uri).getName();
    }

    boolean isGzipped() {
      return InputFormat.isGzipped(uri);
    }

    private long cost() {
      return bytes * (isGzipped() ? GZIP_FACTOR : 1);
    }
  }

  /**
   * A file or a range of it.
   *
   * @param firstIndex number in the file of the first record that begins in the range; known for
   *     ranges of lines, 0 otherwise
   */
  record FileRange(InputFile file, long start, long end, long firstIndex) implements Serializable {
    boolean isWholeFile() {
      return start == 0 && end >= file.bytes();
    }

    private long cost() {
      return OPEN_COST_BYTES + (isWholeFile() ? file.cost() : end - start);
    }
  }

  /**
   * The files under paths, folders and globs, sorted by path, each once. Names that begin with
   * {@code _} or {@code .} are passed over, as everywhere in Hadoop.
   *
   * @throws InputException if an input does not exist or there is no file to read in all of them
   */
  static List<InputFile> list(Configuration hadoop, List<String> inputs) {
    if (inputs.isEmpty()) {
      throw new InputException("no input: name a file, a folder or a glob of articles");
    }
    Map<String, InputFile> files = new TreeMap<>();
    inputs.stream().distinct().sorted().forEach(input -> addInput(hadoop, input, files));
    if (files.values().stream().noneMatch(file -> file.format() != null)) {
      throw new InputException(
          "no file to read in "
              + String.join(", ", inputs)
              + ": looked for names that end in "
              + InputFormat.knownEndings()
              + (files.isEmpty() ? "" : ", found " + files.size() + " others"));
    }
    Set<String> taken = new HashSet<>();
    return files.values().stream()
        .map(
            file ->
                taken.add(file.relativePath())
                    ? file
                    : new InputFile(
                        file.uri(),
                        file.uri(),
                        file.format(),
                        file.bytes(),
                        file.modifiedMs(),
                        file.defect()))
        .toList();
  }

  private static void addInput(Configuration hadoop, String input, Map<String, InputFile> files) {
    try {
      Path path = new Path(input);
      FileSystem fs = path.getFileSystem(hadoop);
      Optional<FileStatus> exact = status(fs, path);
      if (exact.isPresent()) {
        FileStatus found = exact.get();
        Path root = found.isDirectory() ? found.getPath() : found.getPath().getParent();
        add(fs, root, found, files);
        return;
      }
      FileStatus[] matches = fs.globStatus(path);
      if (matches == null || matches.length == 0) {
        throw new InputException(
            "input " + input + " does not exist: name a file, a folder or a glob of articles");
      }
      Path root = fs.makeQualified(withoutGlob(path));
      for (FileStatus match : matches) {
        if (!isHidden(match.getPath())) {
          add(fs, root, match, files);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(
          "input " + input + " cannot be listed (" + e + "): check the path and its permissions",
          e);
    }
  }

  private static Optional<FileStatus> status(FileSystem fs, Path path) throws IOException {
    try {
      return Optional.of(fs.getFileStatus(path));
    } catch (java.io.FileNotFoundException missing) {
      return Optional.empty();
    }
  }

  /** The longest part of a path before its first wildcard. */
  private static Path withoutGlob(Path glob) {
    Path fixed = glob;
    for (Path part = glob; part != null; part = part.getParent()) {
      if (part.getName().matches(".*[*?\\[{].*") && part.getParent() != null) {
        fixed = part.getParent();
      }
    }
    return fixed;
  }

  private static void add(
      FileSystem fs, Path root, FileStatus status, Map<String, InputFile> files) {
    Path path = fs.makeQualified(status.getPath());
    String uri = path.toString();
    if (!status.isDirectory()) {
      InputFormat format = InputFormat.ofName(path.getName()).orElse(null);
      files.putIfAbsent(
          uri,
          new InputFile(
              uri,
              relative(root, path),
              format,
              status.getLen(),
              status.getModificationTime(),
              null));
      return;
    }
    List<FileStatus> children = new ArrayList<>();
    try {
      var listing = fs.listStatusIterator(path);
      while (listing.hasNext()) {
        children.add(listing.next());
      }
    } catch (IOException e) {
      files.put(uri, new InputFile(uri, relative(root, path), null, 0, 0, e.toString()));
      return;
    }
    for (FileStatus child : children) {
      if (!isHidden(child.getPath())) {
        add(fs, root, child, files);
      }
    }
  }

  private static String relative(Path root, Path path) {
    String below = root.toUri().getPath();
    String full = path.toUri().getPath();
    String prefix = below.endsWith("/") ? below : below + "/";
    return full.startsWith(prefix) ? full.substring(prefix.length()) : full;
  }

  private static boolean isHidden(Path path) {
    return path.getName().startsWith("_") || path.getName().startsWith(".");
  }

  /**
   * Cuts files into ranges where their format allows it: lines without gzip, and Parquet's row
   * groups. The number of the first record in a range of lines is not known yet.
   */
  static List<FileRange> ranges(List<InputFile> files, long splitBytes) {
    List<FileRange> ranges = new ArrayList<>();
    for (InputFile file : files) {
      boolean canSplit =
          file.format() == InputFormat.PARQUET
              || (file.format() == InputFormat.JSONL && !file.isGzipped());
      if (!canSplit || file.bytes() <= splitBytes) {
        ranges.add(new FileRange(file, 0, file.bytes(), 0));
        continue;
      }
      for (long start = 0; start < file.bytes(); start += splitBytes) {
        long end = Math.min(file.bytes(), start + splitBytes);
        ranges.add(new FileRange(file, start, end, 0));
      }
    }
    return ranges;
  }

  /** Ranges whose first record's number has to be counted. */
  static List<FileRange> uncounted(List<FileRange> ranges) {
    return ranges.stream()
        .filter(range -> range.file().format() == InputFormat.JSONL && !range.isWholeFile())
        .toList();
  }

  /**
   * Lines that begin in a range; -1 if the file is in an encoding that cannot be cut, or cannot be
   * read.
   */
  static long countLines(Configuration hadoop, FileRange range) {
    Path path = new Path(range.file().uri());
    try (FSDataInputStream in = path.getFileSystem(hadoop).open(path)) {
      if (range.start() == 0) {
        boolean isCuttable =
            Encodings.unicodeMark(in.readNBytes(256))
                .map(mark -> mark.charset().equals(java.nio.charset.StandardCharsets.UTF_8))
                .orElse(true);
        if (!isCuttable) {
          return -1;
        }
      }
      // A line begins at the file's start and after each line end.
      long from = Math.max(0, range.start() - 1);
      in.seek(from);
      long lineEnds = countLineEnds(in, range.end() - 1 - from);
      return lineEnds + (range.start() == 0 ? 1 : 0);
    } catch (IOException unreadable) {
      return -1;
    }
  }

  private static long countLineEnds(InputStream in, long bytes) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long lineEnds = 0;
    long left = bytes;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        break;
      }
      for (int i = 0; i < read; i++) {
        lineEnds += (buffer[i] == '\n') ? 1 : 0;
      }
      left -= read;
    }
    return lineEnds;
  }

  /** Ranges with their first records' numbers; files that cannot be cut become whole again. */
  static List<FileRange> numbered(List<FileRange> ranges, Map<FileRange, Long> lineCounts) {
    Set<InputFile> uncuttable = new HashSet<>();
    lineCounts.forEach(
        (range, lines) -> {
          if (lines < 0) {
            uncuttable.add(range.file());
          }
        });
    List<FileRange> numbered = new ArrayList<>();
    Map<InputFile, Long> linesBefore = new HashMap<>();
    for (FileRange range : ranges) {
      InputFile file = range.file();
      if (uncuttable.contains(file)) {
        if (range.start() == 0) {
          numbered.add(new FileRange(file, 0, file.bytes(), 0));
        }
      } else if (lineCounts.containsKey(range)) {
        long before = linesBefore.merge(file, 0L, Long::sum);
        numbered.add(new FileRange(file, range.start(), range.end(), before));
        linesBefore.put(file, before + lineCounts.get(range));
      } else {
        numbered.add(range);
      }
    }
    return numbered;
  }

  /**
   * Gathers ranges into tasks of about equal cost: none much above {@code taskBytes}, and enough of
   * them to occupy every core.
   */
  static List<List<FileRange>> tasks(List<FileRange> ranges, long taskBytes, int cores) {
    long total = ranges.stream().mapToLong(FileRange::cost).sum();
    long target = Math.max(OPEN_COST_BYTES, Math.min(taskBytes, total / (2L * cores)));
    List<List<FileRange>> tasks = new ArrayList<>();
    List<FileRange> task = new ArrayList<>();
    long taskCost = 0;
    for (FileRange range : ranges) {
      if (!task.isEmpty() && taskCost + range.cost() > target) {
        tasks.add(task);
        task = new ArrayList<>();
        taskCost = 0;
      }
      task.add(range);
      taskCost += range.cost();
    }
    if (!task.isEmpty()) {
      tasks.add(task);
    }
    // The longest first, so that no core is left with one at the end.
    tasks.sort(
        Comparator.comparingLong((List<FileRange> t) -> t.stream().mapToLong(FileRange::cost).sum())
            .reversed());
    return tasks;
  }
}
