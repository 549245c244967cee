package org.newsloom.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Keeps a second run off a warehouse. On a local disk it is a file lock, which the operating system
 * takes back from a killed process. Elsewhere it is a file that a living run touches; one not
 * touched for two minutes belongs to a dead run and is taken over.
 */
abstract sealed class WarehouseLock implements AutoCloseable {

  /**
   * Takes the lock of the warehouse in {@code root}.
   *
   * @throws InputException where another run holds it
   */
  static WarehouseLock take(FileSystem fs, Path root, String runId) throws IOException {
    return "file".equals(root.toUri().getScheme())
        ? LocalLock.take(java.nio.file.Path.of(root.toUri().getPath()))
        : SharedLock.take(fs, root, runId);
  }

  /**
   * Makes sure that this run still holds the lock.
   *
   * @throws InputException where another run took this one for dead
   */
  abstract void check() throws IOException;

  abstract void release() throws IOException;

  @Override
  public final void close() {
    try {
      release();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot release the warehouse's lock", e);
    }
  }

  private static InputException inUse(Object root, String advice) {
    return new InputException(
        "Warehouse %s is in use by another run: %s, or give another --warehouse."
            .formatted(root, advice));
  }

  private static final class LocalLock extends WarehouseLock {
    /**
     * Warehouses that this process has locked. The operating system would take back a process's
     * lock on a file as soon as any other channel to that file is closed.
     */
    private static final Set<java.nio.file.Path> HELD = ConcurrentHashMap.newKeySet();

    private final java.nio.file.Path root;
    private final FileChannel channel;

    private LocalLock(java.nio.file.Path root, FileChannel channel) {
      this.root = root;
      this.channel = channel;
    }

    static LocalLock take(java.nio.file.Path given) throws IOException {
      java.nio.file.Path root = given.toRealPath();
      if (!HELD.add(root)) {
        throw inUse(root, "wait for it to end");
      }
      FileChannel channel = null;
      try {
        channel =
            FileChannel.open(
                root.resolve("_lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
          throw inUse(root, "wait for it to end");
        }
        return new LocalLock(root, channel);
      } catch (IOException | RuntimeException e) {
        HELD.remove(root);
        if (channel != null) {
          channel.close();
        }
        throw e;
      }
    }

    @Override
    void check() {
      // The operating system keeps it for us.
    }

    @Override
    void release() throws IOException {
      channel.close();
      HELD.remove(root);
    }
  }

  private static final class SharedLock extends WarehouseLock {
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);
    private static final Duration STALE = Duration.ofMinutes(2);

    private final FileSystem fs;
    private final Path file;
    private final String runId;
    private final Timer heartbeat = new Timer("warehouse-lock", true);

    private SharedLock(FileSystem fs, Path file, String runId) {
      this.fs = fs;
      this.file = file;
      this.runId = runId;
    }

    static SharedLock take(FileSystem fs, Path root, String runId) throws IOException {
      SharedLock lock = new SharedLock(fs, new Path(root, "_lock"), runId);
      if (fs.exists(lock.file)) {
        long age = System.currentTimeMillis() - fs.getFileStatus(lock.file).getModificationTime();
        if (age < STALE.toMillis()) {
          throw inUse(
              root,
              "wait for it to end, or two minutes if it was killed (%s was touched %d s ago)"
                  .formatted(lock.file, age / 1000));
        }
        fs.delete(lock.file, false);
      }
      try (FSDataOutputStream out = fs.create(lock.file, false)) {
        lock.sign(out);
      } catch (FileAlreadyExistsException e) {
        throw inUse(root, "wait for it to end");
      }
      lock.beat();
      return lock;
    }

    private void beat() {
      TimerTask touch =
          new TimerTask() {
            @Override
            public void run() {
              try {
                touch();
              } catch (InputException e) {
                // Another run has it now: this one ends with that message when it would publish.
                heartbeat.cancel();
              } catch (IOException e) {
                org.slf4j.LoggerFactory.getLogger(WarehouseLock.class)
                    .warn("Cannot touch {}: {}", file, e.toString());
              }
            }
          };
      heartbeat.schedule(touch, HEARTBEAT.toMillis(), HEARTBEAT.toMillis());
    }

    private synchronized void touch() throws IOException {
      check();
      try (FSDataOutputStream out = fs.create(file, true)) {
        sign(out);
      }
    }

    private void sign(FSDataOutputStream out) throws IOException {
      out.write(runId.getBytes(StandardCharsets.UTF_8));
    }

    private String holder() throws IOException {
      try (FSDataInputStream in = fs.open(file)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (FileNotFoundException e) {
        return "";
      }
    }

    @Override
    synchronized void check() throws IOException {
      String holder = holder();
      if (!holder.equals(runId)) {
        throw new InputException(
            "Warehouse %s was taken over by another run (%s), because this one, %s, had not touched %s for %d s: run again when it has ended."
                .formatted(
                    file.getParent(),
                    holder.isEmpty() ? "ended" : holder,
                    runId,
                    file,
                    STALE.toSeconds()));
      }
    }

    @Override
    synchronized void release() throws IOException {
      heartbeat.cancel();
      if (holder().equals(runId)) {
        fs.delete(file, false);
      }
    }
  }
}
