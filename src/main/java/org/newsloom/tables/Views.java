package org.newsloom.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.newsloom.stats.PooledSpread;

/**
 * The daily tables by week and month, as views in SQL that Spark and DuckDB both read. Everything
 * is added up from the sums of the days, so that a period is what its days are; a story counts once
 * for each of its days.
 */
public final class Views {
  /**
   * 97.5 % quantile of Student's t with {@code f} degrees of freedom: the expansion of Fisher and
   * Cornish (Abramowitz and Stegun 1964, 26.7.5), right to 0.3 % from four degrees on.
   */
  private static final String STUDENT =
      "(1.959964 + 2.372271 / f + 2.822499 / (f * f) + 2.555882 / (f * f * f))";

  /** Square of the normal distribution's 97.5 % quantile. */
  private static final String Z2 = "3.841459";

  private static final List<String> UNITS = List.of("article", "story");

  /** All views as CREATE VIEW statements, over views or tables named like the tables. */
  public static String sql() {
    List<String> views = new ArrayList<>();
    for (String period : List.of("week", "month")) {
      views.add(tone(period));
      views.add(entity(period));
    }
    return String.join("\n", views);
  }

  private static String tone(String period) {
    List<String> sums = new ArrayList<>(List.of("article_count", "story_count"));
    sums.addAll(toneSums());
    return view(
        "tone_" + period + "ly",
        period,
        "tone_daily",
        "source",
        sums,
        "",
        List.of(),
        "tone_pct",
        100);
  }

  private static String entity(String period) {
    List<String> sums =
        new ArrayList<>(
            List.of(
                "mention_count",
                "article_count",
                "story_count",
                "positive_count",
                "negative_count",
                "neutral_count"));
    sums.addAll(toneSums());
    // Days without the entity count too, so the totals are the corpus's.
    String totals =
        """
        , totals AS (
          SELECT CAST(date_trunc('%s', date) AS DATE) AS total_period,
            sum(article_count) AS total_article_count, sum(story_count) AS total_story_count
          FROM tone_daily WHERE source IS NULL GROUP BY 1
        )"""
            .formatted(period);
    return view(
        "entity_" + period + "ly",
        period,
        "entity_daily",
        "entity_id",
        sums,
        totals,
        List.of(
            "total_article_count",
            "total_story_count",
            "article_count / total_article_count AS article_share",
            "story_count / total_story_count AS story_share"),
        "tone",
        1);
  }

  /** Columns of both daily tables that add up over days. */
  private static List<String> toneSums() {
    List<String> sums = new ArrayList<>();
    for (String unit : UNITS) {
      for (String what : List.of("count", "sum", "sum_of_squares", "vs_source_sum", "vs_day_sum")) {
        sums.add(unit + "_tone_" + what);
      }
      for (String polarity : List.of("positive", "negative", "neutral")) {
        sums.add(polarity + "_" + unit + "_count");
      }
    }
    return sums;
  }

  private static String view(
      String name,
      String period,
      String table,
      String key,
      List<String> sums,
      String totals,
      List<String> ofTotals,
      String tone,
      int greatest) {
    List<String> columns = new ArrayList<>(List.of(key, period + "_date"));
    columns.addAll(sums);
    columns.addAll(ofTotals);
    for (String unit : UNITS) {
      columns.addAll(means(tone, unit, greatest));
    }
    for (String polarity : List.of("positive", "negative", "neutral")) {
      columns.addAll(share(polarity));
    }
    columns.add(
        "coalesce(%s > 0.1 AND %s > 0.1, false) AS is_mixed"
            .formatted(wilson("positive", "-"), wilson("negative", "-")));
    String summed =
        sums.stream()
            .map(sum -> "    sum(%s) AS %s".formatted(sum, sum))
            .collect(Collectors.joining(",\n"));
    return """
        CREATE VIEW %s AS
        WITH days AS (
          SELECT %s, CAST(date_trunc('%s', date) AS DATE) AS %s_date,
        %s,
            max(article_tone_pooled_variance) AS article_pooled_variance,
            max(story_tone_pooled_variance) AS story_pooled_variance
          FROM %s GROUP BY 1, 2
        )%s
        SELECT
          %s
        FROM days%s;
        """
        .formatted(
            name,
            key,
            period,
            period,
            summed,
            table,
            totals,
            String.join(",\n  ", columns),
            totals.isEmpty() ? "" : " JOIN totals ON total_period = " + period + "_date");
  }

  /** Mean, deviation, interval and the mean against the baselines; see the daily tables. */
  private static List<String> means(String tone, String unit, int greatest) {
    String n = unit + "_tone_count";
    String mean = "%s_tone_sum / nullif(%s, 0)".formatted(unit, n);
    String deviations =
        "greatest(%1$s_tone_sum_of_squares - %1$s_tone_sum * %1$s_tone_sum / nullif(%2$s, 0), 0)"
            .formatted(unit, n);
    String freedom = "(%d + %s - 1)".formatted(PooledSpread.BORROWED, n);
    String reach =
        "%s * sqrt((%d * %s_pooled_variance + %s) / %s / nullif(%s, 0))"
            .formatted(
                STUDENT.replace("f", freedom), PooledSpread.BORROWED, unit, deviations, freedom, n);
    String name = tone + "_by_" + unit;
    // Greatest and least pass over nulls.
    String known =
        "CASE WHEN %s > 0 AND %s_pooled_variance IS NOT NULL THEN %%s END AS %%s"
            .formatted(n, unit);
    return List.of(
        mean + " AS " + name,
        "sqrt(%s / nullif(%s - 1, 0)) AS %s_stddev".formatted(deviations, n, name),
        known.formatted("greatest(%s - %s, -%d)".formatted(mean, reach, greatest), name + "_low"),
        known.formatted("least(%s + %s, %d)".formatted(mean, reach, greatest), name + "_high"),
        "%s_tone_vs_source_sum / nullif(%s, 0) AS %s_vs_source_by_%s"
            .formatted(unit, n, tone, unit),
        "%s_tone_vs_day_sum / nullif(%s, 0) AS %s_vs_day_by_%s".formatted(unit, n, tone, unit));
  }

  private static List<String> share(String polarity) {
    return List.of(
        "%1$s_story_count / nullif(story_tone_count, 0) AS %1$s_story_share".formatted(polarity),
        wilson(polarity, "-") + " AS " + polarity + "_story_share_low",
        wilson(polarity, "+") + " AS " + polarity + "_story_share_high");
  }

  /** An end of Wilson's interval, as in Intervals.share. */
  private static String wilson(String polarity, String sign) {
    return "((%1$s_story_count + %2$s / 2) %3$s sqrt(%2$s * (%1$s_story_count * (story_tone_count - %1$s_story_count) / nullif(story_tone_count, 0) + %2$s / 4))) / (nullif(story_tone_count, 0) + %2$s)"
        .formatted(polarity, Z2, sign);
  }

  private Views() {}
}
