package org.newsloom.tables;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.newsloom.tables.Column.optional;
import static org.newsloom.tables.Column.required;

/** The days, months and years that articles talk about. One row per date in an article's text. */
public final class DateMentions {
  public static final Column ARTICLE_ID =
      required("article_id", StringType, "Article that talks of the date.");
  public static final Column START_CHAR =
      required("start_char", LongType, "Start in articles.text, in code points.");
  public static final Column END_CHAR =
      required("end_char", LongType, "End (exclusive) in articles.text, in code points.");
  public static final Column SURFACE =
      required("surface", StringType, "The words, as in articles.text.");
  public static final Column VALUE =
      required(
          "value",
          StringType,
          "ISO 8601: 2011-03-15, 2011-03, 2011, or --03-15 for a month and day whose year is not known.");
  public static final Column VALUE_DATE =
      optional("value_date", DateType, "The day; null where the resolution is another.");
  public static final Column RESOLUTION =
      required("resolution", StringType, "How exact it is: day, month, year or month_day.");
  public static final Column METHOD =
      required(
          "method",
          StringType,
          "explicit where the words give the value; relative where they count from the article's own"
              + " day ('on Tuesday', 'last year', 'March 15'). Those that count are not listed for"
              + " articles without a day.");

  public static final Table TABLE =
      Table.of(
              "date_mentions",
              "date in the text of an article",
              "The days, months and years that articles talk about.")
          .columns(ARTICLE_ID, START_CHAR, END_CHAR, SURFACE, VALUE, VALUE_DATE, RESOLUTION, METHOD)
          .key(ARTICLE_ID, START_CHAR);

  private DateMentions() {}
}
