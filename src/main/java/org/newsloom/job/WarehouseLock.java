package org.newsloom.job;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Keeps a second run off a warehouse. On a local disk it is a file lock, which the operating system
 * takes back from a killed process. Elsewhere it is a file that a living run touches; one not
 * touched for two minutes belongs to a dead run and is taken over.
 */
final class WarehouseLock implements AutoCloseable {
  private static final Duration HEARTBEAT = Duration.ofSeconds(20);
  private static final Duration STALE = Duration.ofMinutes(2);

  private final AutoCloseable release;

  private WarehouseLock(AutoCloseable release) {
    this.release = release;
  }

  /**
   * Takes the lock of the warehouse in {@code root}.
   *
   * @throws InputException where another run holds it
   */
  static WarehouseLock take(FileSystem fs, Path root, String runId) throws IOException {
    Path file = new Path(root, "_lock");
    return "file".equals(root.toUri().getScheme())
        ? takeLocal(java.nio.file.Path.of(file.toUri().getPath()))
        : takeShared(fs, file, runId);
  }

  private static WarehouseLock takeLocal(java.nio.file.Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw inUse(file.getParent().toString(), "wait for it to end");
    }
    return new WarehouseLock(channel);
  }

  private static WarehouseLock takeShared(FileSystem fs, Path file, String runId)
      throws IOException {
    if (fs.exists(file)) {
      FileStatus status = fs.getFileStatus(file);
      long age = System.currentTimeMillis() - status.getModificationTime();
      if (age < STALE.toMillis()) {
        throw inUse(
            file.getParent().toString(),
            "wait for it to end, or two minutes if it was killed (%s was touched %d s ago)"
                .formatted(file, age / 1000));
      }
      fs.delete(file, false);
    }
    try {
      touch(fs, file, runId, Overwrite.NEVER);
    } catch (FileAlreadyExistsException e) {
      throw inUse(file.getParent().toString(), "wait for it to end");
    }
    Timer heartbeat = new Timer("warehouse-lock", true);
    heartbeat.schedule(
        new TimerTask() {
          @Override
          public void run() {
            try {
              touch(fs, file, runId, Overwrite.ALWAYS);
            } catch (IOException e) {
              org.slf4j.LoggerFactory.getLogger(WarehouseLock.class)
                  .warn("Cannot touch {}: {}", file, e.toString());
            }
          }
        },
        HEARTBEAT.toMillis(),
        HEARTBEAT.toMillis());
    return new WarehouseLock(
        () -> {
          heartbeat.cancel();
          fs.delete(file, false);
        });
  }

  private enum Overwrite {
    NEVER,
    ALWAYS
  }

  private static void touch(FileSystem fs, Path file, String runId, Overwrite overwrite)
      throws IOException {
    try (FSDataOutputStream out = fs.create(file, overwrite == Overwrite.ALWAYS)) {
      out.write(runId.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static InputException inUse(String root, String advice) {
    return new InputException(
        "Warehouse %s is in use by another run: %s, or give another --warehouse."
            .formatted(root, advice));
  }

  @Override
  public void close() {
    try {
      release.close();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot release the warehouse's lock", e);
    }
  }
}
