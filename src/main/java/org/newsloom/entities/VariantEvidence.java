package org.newsloom.entities;

import java.util.Optional;
import org.newsloom.entities.NameComparison.Relation;

/**
 * What the corpus tells of two names beside their strings.
 *
 * @param articles that name the rarer one
 * @param otherArticles that name the other
 * @param together articles that name both
 * @param beside articles that name both in one sentence
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
    long beside,
    double company,
    long daysApart,
    boolean isOneType) {

  /** Names in more than this share of the rarer one's articles together are of two. */
  private static final double MAX_TOGETHER = 0.2;

  /** A spelling so much rarer than another is a slip, which its writer need not repeat. */
  private static final long OF_A_SLIP = 5;

  /** Spellings of one name keep at least some of each other's company. */
  private static final double SOME_COMPANY = 0.12;

  /** Spellings that sound all the same need less. */
  private static final double LITTLE_COMPANY = 0.06;

  private static final double SAME_SOUND = 0.95;

  /** What a difference that may as well tell two persons apart asks for. */
  private static final double MUCH_COMPANY = 0.25;

  /** What a name more or less asks for: two persons of one long name are rarer. */
  private static final double OF_A_FULLER = 0.2;

  private static final double SLIP = 0.88;

  private static final long MANY_DAYS = 5 * 365;

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
    boolean isSlip = articles * OF_A_SLIP <= otherArticles;
    if (beside > articles * MAX_TOGETHER || (together > articles * MAX_TOGETHER && !isSlip)) {
      return Optional.of("together");
    }
    boolean isWeak =
        relation == Relation.FULLER || relation == Relation.ORDER || relation == Relation.SPELLING;
    if (!isWeak && isOneType) {
      double some = comparison.likeness() >= SAME_SOUND ? LITTLE_COMPANY : SOME_COMPANY;
      return company >= 0 && company < some ? Optional.of("company") : Optional.empty();
    }
    double needed =
        !isWeak ? SOME_COMPANY : relation == Relation.FULLER ? OF_A_FULLER : MUCH_COMPANY;
    if (company < needed) {
      return Optional.of(isWeak ? "company" : "type");
    }
    if (isWeak && daysApart > MANY_DAYS) {
      return Optional.of("dates");
    }
    boolean isRare =
        relation == Relation.FULLER
            || isSlip
            || (relation == Relation.SPELLING && comparison.likeness() >= SLIP);
    return isWeak && !isRare ? Optional.of("frequency") : Optional.empty();
  }
}
