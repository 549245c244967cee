package org.newsloom.stages;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the fields of JSON objects, CSV headers and Parquet columns are called: for each thing that
 * Newsloom wants, names in order of preference. A record's first name with a value counts. Case
 * does not matter.
 */
record RecordFields(
    List<String> externalId,
    List<String> url,
    List<String> title,
    List<String> text,
    List<String> published,
    List<String> source,
    List<String> dateline,
    List<String> author)
    implements Serializable {

  public RecordFields {
    externalId = lowerCased(externalId);
    url = lowerCased(url);
    title = lowerCased(title);
    text = lowerCased(text);
    published = lowerCased(published);
    source = lowerCased(source);
    dateline = lowerCased(dateline);
    author = lowerCased(author);
  }

  /** All names. */
  List<String> all() {
    return Stream.of(externalId, url, title, text, published, source, dateline, author)
        .flatMap(List::stream)
        .toList();
  }

  /** The names that most collections of articles use. */
  static RecordFields common() {
    return new RecordFields(
        List.of("id", "external_id", "guid"),
        List.of("url", "link"),
        List.of("title", "headline"),
        List.of("text", "body", "content", "article"),
        List.of("published", "date", "published_at", "publish_date"),
        List.of("source", "publisher", "domain", "outlet"),
        List.of("dateline"),
        List.of("author", "byline"));
  }

  private static List<String> lowerCased(List<String> names) {
    return names.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
  }
}
