package org.newsloom.entities;

import java.util.Optional;
import org.newsloom.entities.NameComparison.Relation;

/**
 * What the corpus tells of two names beside their strings.
 *
 * @param articles that name the rarer one
 * @param otherArticles that name the other
 * @param together articles that name both
 * @param company share of the rarer one's companions, by how rarely these are named, that are the
 *     other's too, 0–1; negative where it has too few to tell
 * @param daysApart between the days on which articles name one and the other; 0 where these overlap
 *     or are not known
 * @param isOneType whether most articles give both the same type
 */
public record VariantEvidence(
    long articles,
    long otherArticles,
    long together,
    double company,
    long daysApart,
    boolean isOneType) {

  /** Names in more than this share of the rarer one's articles together are of two. */
  private static final double MAX_TOGETHER = 0.2;

  /** Spellings of one name keep at least some of each other's company. */
  private static final double SOME_COMPANY = 0.15;

  /** What a difference that may as well tell two persons apart asks for. */
  private static final double MUCH_COMPANY = 0.4;

  /** A slip is rare beside what is meant. */
  private static final long SLIPS_SHARE = 8;

  private static final long MANY_DAYS = 5 * 365;
  private static final double SLIP = 0.85;

  /**
   * Why the names stay apart, or nothing where they are one.
   *
   * @return {@code conflict}, {@code together}, {@code company}, {@code dates}, {@code frequency}
   *     or {@code type}
   */
  public Optional<String> apart(NameComparison comparison) {
    Relation relation = comparison.relation();
    if (relation == Relation.CONFLICT) {
      return Optional.of("conflict");
    }
    if (together > articles * MAX_TOGETHER) {
      return Optional.of("together");
    }
    boolean isUnknown = company < 0;
    return switch (relation) {
      case TRANSLITERATION, SPACING, INITIALS -> {
        if (!isOneType && company < SOME_COMPANY) {
          yield Optional.of("type");
        }
        boolean isStrange = !isUnknown && company < SOME_COMPANY;
        yield isStrange ? Optional.of("company") : Optional.empty();
      }
      case FULLER -> weak(company >= MUCH_COMPANY, true);
      case ORDER, SPELLING -> {
        boolean isLike = relation == Relation.ORDER || comparison.likeness() >= SLIP;
        yield weak(company >= MUCH_COMPANY && isLike, articles * SLIPS_SHARE <= otherArticles);
      }
      case CONFLICT -> Optional.of("conflict");
    };
  }

  private Optional<String> weak(boolean isInCompany, boolean isFrequent) {
    if (!isInCompany) {
      return Optional.of("company");
    }
    if (daysApart > MANY_DAYS) {
      return Optional.of("dates");
    }
    return isFrequent ? Optional.empty() : Optional.of("frequency");
  }
}
