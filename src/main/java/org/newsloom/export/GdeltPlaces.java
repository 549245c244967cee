package org.newsloom.export;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.newsloom.entities.CountryNames;
import org.newsloom.tables.Entities;

/**
 * Places as GDELT writes them: {@code type#name#country#division#latitude#longitude#feature}, of
 * which type is 1 for a country, 2 for a state of the United States, 3 for another place in them, 5
 * for a country of the United Kingdom and 4 for all others, and country and division are FIPS 10-4.
 *
 * <p>Coordinates are known of countries alone, and their feature is their code, as in GDELT; of
 * other places both are empty, and division as well but for states.
 */
final class GdeltPlaces {
  /** The seven parts of V1LOCATIONS; null for what is no place. */
  static final String BRIEF = "place";

  /** The eight parts of V2ENHANCEDLOCATIONS before the offset. */
  static final String DETAILED = "detailed_place";

  /** The two whose name means the city as a rule. */
  private static final Set<String> CITIES = Set.of("New York", "Washington");

  /** Entities with {@link #BRIEF} and {@link #DETAILED}. */
  static Dataset<Row> of(Dataset<Row> entities) {
    SparkSession spark = entities.sparkSession();
    Dataset<Row> countries =
        spark.createDataFrame(
            countries(), columns("country_code, country_name, fips, latitude, longitude"));
    Dataset<Row> states = spark.createDataFrame(states(), columns("name, state_code"));
    return entities
        .join(broadcast(countries), new String[] {"country_code"}, "left")
        .join(broadcast(states), new String[] {"name"}, "left")
        .withColumn(BRIEF, block(List.of()))
        .withColumn(DETAILED, block(List.of(lit(""))));
  }

  /**
   * A place.
   *
   * @param secondDivision what stands behind the first
   */
  private static Column block(List<Column> secondDivision) {
    Column name = GkgRecords.plain(Entities.NAME.col());
    Column code = Entities.COUNTRY_CODE.col();
    Column isNamed = Entities.NAME.col().equalTo(col("country_name"));
    Column isCountry = isNamed.and(code.startsWith("GB-").unary_$bang());
    Column isAmerican = code.equalTo("US");
    Column isState = isAmerican.and(col("state_code").isNotNull());
    List<Column> parts = new ArrayList<>();
    parts.add(
        when(isCountry, "1")
            .when(isNamed, "5")
            .when(isState, "2")
            .when(isAmerican, "3")
            .otherwise("4"));
    parts.add(
        when(isCountry, name)
            .when(isNamed, concat(name, lit(", United Kingdom")))
            .otherwise(concat_ws(", ", name, col("country_name"))));
    parts.add(known(col("fips")));
    parts.add(
        known(when(isCountry, col("fips")).when(isState, concat(lit("US"), col("state_code")))));
    parts.addAll(secondDivision);
    parts.add(known(when(isCountry, col("latitude"))));
    parts.add(known(when(isCountry, col("longitude"))));
    parts.add(known(when(isCountry, col("fips"))));
    return when(
        Entities.ENTITY_TYPE.col().equalTo("LOC"), concat_ws("#", parts.toArray(Column[]::new)));
  }

  private static Column known(Column value) {
    return coalesce(value, lit(""));
  }

  /** Code, name, FIPS 10-4 code, latitude and longitude of each country. */
  private static List<Row> countries() {
    Map<String, Row> rows = new TreeMap<>();
    CountryNames.bundled()
        .namesByCode()
        .forEach((code, name) -> rows.put(code, RowFactory.create(code, name, "", "", "")));
    for (String[] line : lines("gdelt_countries.tsv", 4)) {
      rows.computeIfPresent(
          line[0],
          (code, row) -> RowFactory.create(code, row.getString(1), line[1], line[2], line[3]));
    }
    return List.copyOf(rows.values());
  }

  /** Name and postal code of each state. */
  private static List<Row> states() {
    return lines("us_states.tsv", 2).stream()
        .filter(line -> !CITIES.contains(line[0]))
        .map(line -> RowFactory.create(line[0], line[1]))
        .toList();
  }

  private static StructType columns(String names) {
    StructType type = new StructType();
    for (String name : names.split(", ", -1)) {
      type = type.add(name, "string");
    }
    return type;
  }

  private static List<String[]> lines(String file, int columns) {
    try (InputStream in = GdeltPlaces.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException(file + " is not on the class path");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", columns))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private GdeltPlaces() {}
}
