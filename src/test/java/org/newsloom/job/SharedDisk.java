package org.newsloom.job;

import java.net.URI;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local disk as a file system of another scheme, as HDFS or S3 are: no locks, no links. */
public final class SharedDisk extends RawLocalFileSystem {
  static final String SCHEME = "shared";

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }
}
