package org.newsloom.job;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;

/**
 * What a warehouse holds at one moment: which folder is which table. A warehouse has one file of it
 * for each publication; the one with the highest sequence number is in force.
 *
 * @param formatVersion version of this layout; a greater one than this program knows is refused
 * @param sequence number of the publication, from 1
 * @param runId run that published it
 * @param tables entries by table name
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Manifest(int formatVersion, long sequence, String runId, Map<String, Entry> tables) {
  static final int FORMAT_VERSION = 1;

  /**
   * A table on disk.
   *
   * @param path folder below the warehouse
   * @param rows rows in it
   * @param bytes size of its files
   * @param fingerprint hash over everything the table follows from: equal fingerprint, equal table
   * @param origin what each of its rows follows from on its own, such as the checksum of the
   *     annotation pipeline, or ""; equal origin, rows can be kept one by one
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Entry(String path, long rows, long bytes, String fingerprint, String origin) {}

  static Manifest empty() {
    return new Manifest(FORMAT_VERSION, 0, "", Map.of());
  }
}
