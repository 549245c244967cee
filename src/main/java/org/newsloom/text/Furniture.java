package org.newsloom.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a page says beside its article: comment forms, links to other stories, appeals to
 * subscribe, credits.
 *
 * <p>Two kinds of rule, both plain phrases. A <em>line rule</em> judges a whole short line. A
 * <em>passage rule</em> finds a wording nobody else uses anywhere in a line, for texts whose line
 * breaks were lost. What neither proves stays: a sentence lost costs more than furniture left.
 */
final class Furniture {
  /** A span of furniture and the rule that found it. */
  record Found(int start, int end, String rule) {}

  private enum Where {
    WHOLE,
    START,
    END,
    ANYWHERE
  }

  /** How a passage goes on after its opening. */
  private enum Extent {
    PHRASE,
    SENTENCE,
    PARENTHESIS,
    /** To a year, and a stop behind it. */
    YEAR,
    /** To the words "contributed to this report" in the same sentence. */
    CONTRIBUTION,
    /** A photographer's name to the agency behind a slash. */
    AGENCY
  }

  /** Which part of a page a line belongs to, for what lies between and after such lines. */
  private enum Part {
    LINE,
    /** Said after the article has ended. */
    PAGE_END,
    /** The heading of a list of other stories. */
    LIST_HEADING,
    /** Furniture only above the article, on one of its first lines. */
    TOP
  }

  private record LineRule(
      String name, Where where, int maxChars, Part part, List<String> phrases) {}

  private record PassageRule(String name, Extent extent, List<String> openings) {}

  private static final List<LineRule> LINE_RULES =
      List.of(
          line(
              "comment section",
              Where.WHOLE,
              60,
              Part.PAGE_END,
              "comments are closed",
              "comments are closed.",
              "comments",
              "comments:",
              "no comments",
              "no comments:",
              "no comments yet",
              "post a comment",
              "leave a comment",
              "leave a reply",
              "add a comment",
              "view comments",
              "show comments",
              "join the conversation",
              "there are on this article.",
              "0 comments"),
          line(
              "comment section",
              Where.START,
              200,
              Part.PAGE_END,
              "you must become a subscriber",
              "you must be logged in",
              "you must log in",
              "you must be a subscriber",
              "please log in to",
              "log in to comment",
              "sign in to comment",
              "please sign in to",
              "your email address will not be"),
          line(
              "read more",
              Where.START,
              250,
              Part.LINE,
              "read more:",
              "read also:",
              "also read:",
              "see also:",
              "read next:",
              "read the full story",
              "read the full article",
              "read the original article",
              "continue reading",
              "related:",
              "recommended:"),
          line(
              "read more",
              Where.WHOLE,
              40,
              Part.LINE,
              "read more",
              "read more...",
              "keep reading",
              "show more",
              "load more"),
          line(
              "related stories",
              Where.WHOLE,
              40,
              Part.LIST_HEADING,
              "related posts",
              "related posts:",
              "related articles",
              "related stories",
              "related news",
              "related topics",
              "related content",
              "related coverage",
              "you may also like",
              "you might also like",
              "more on this story",
              "more from this author",
              "recommended for you",
              "recommended stories",
              "most read",
              "most popular",
              "most viewed",
              "trending",
              "trending now",
              "more stories",
              "latest stories",
              "latest news",
              "editor's picks"),
          line(
              "subscribe",
              Where.START,
              200,
              Part.LINE,
              "subscribe to our",
              "subscribe to the",
              "subscribe now",
              "subscribe today",
              "subscribe for",
              "sign up for",
              "sign up to",
              "sign up now",
              "sign in to",
              "get our newsletter",
              "get the latest news",
              "join our newsletter",
              "join our mailing list",
              "already a subscriber",
              "already have an account",
              "enter your email",
              "thank you for subscribing"),
          line(
              "share",
              Where.WHOLE,
              40,
              Part.LINE,
              "share",
              "share this",
              "share this:",
              "share this article",
              "share this story",
              "tweet",
              "retweet",
              "facebook",
              "twitter",
              "whatsapp",
              "linkedin",
              "email",
              "e-mail",
              "print",
              "print this article",
              "copy link",
              "like this:",
              "loading...",
              "like loading..."),
          line(
              "share",
              Where.START,
              120,
              Part.LINE,
              "share on ",
              "share via ",
              "click to share",
              "follow us on",
              "like us on",
              "follow us:",
              "click here to",
              "click here for"),
          line(
              "advertisement",
              Where.WHOLE,
              60,
              Part.LINE,
              "advertisement",
              "advertisements",
              "- advertisement -",
              "advertising",
              "sponsored",
              "sponsored content",
              "promoted content",
              "story continues below advertisement",
              "article continues below advertisement",
              "story continues below",
              "scroll to continue"),
          line("summary heading", Where.WHOLE, 40, Part.LINE, "story highlights"),
          line(
              "copyright",
              Where.START,
              400,
              Part.LINE,
              "all rights reserved",
              "copyright \u00A9",
              "\u00A9 ",
              "\u00A920",
              "(c) copyright"),
          line(
              "copyright",
              Where.ANYWHERE,
              300,
              Part.LINE,
              "all rights reserved.",
              "may not be published, broadcast, rewritten"),
          line(
              "cookies",
              Where.START,
              500,
              Part.LINE,
              "we use cookies",
              "this site uses cookies",
              "this website uses cookies",
              "by continuing to use this site",
              "by continuing to browse",
              "by using this site, you"),
          line(
              "photo credit",
              Where.END,
              300,
              Part.LINE,
              "(file photo)",
              "getty images",
              "getty images)",
              "(ap photo)",
              "/reuters",
              "/reuters)",
              "/afp",
              "/afp)",
              "/ap)",
              "/epa",
              "/epa)",
              "(photo: reuters)",
              "(photo: ap)",
              "(photo: afp)"),
          line(
              "photo credit",
              Where.START,
              160,
              Part.LINE,
              "photo:",
              "photo by ",
              "photo credit:",
              "photograph:",
              "image credit:",
              "image source,",
              "image caption,"),
          line(
              "appeal",
              Where.ANYWHERE,
              1_500,
              Part.PAGE_END,
              "please consider subscribing",
              "please consider donating",
              "please consider making a donation",
              "please consider becoming a",
              "please support our journalism",
              "become a subscriber today"),
          line(
              "signature",
              Where.WHOLE,
              60,
              Part.PAGE_END,
              "one team, one fight,",
              "sincerely,",
              "yours sincerely,",
              "best regards,"),
          line("signature", Where.END, 120, Part.PAGE_END, "editor-in-chief"),
          line(
              "section name",
              Where.WHOLE,
              30,
              Part.TOP,
              "home",
              "news",
              "latest news",
              "breaking news",
              "top stories",
              "local news",
              "world",
              "world news",
              "us news",
              "u.s. news",
              "uk news",
              "politics",
              "business",
              "business news",
              "opinion",
              "opinions",
              "editorial",
              "editorials",
              "commentary",
              "comment",
              "comment is free",
              "analysis",
              "feature",
              "features",
              "blog",
              "blogs",
              "odds and ends",
              "middle east",
              "middle east news",
              "africa",
              "asia",
              "europe",
              "americas",
              "sport",
              "sports",
              "technology",
              "tech",
              "science",
              "health",
              "entertainment",
              "lifestyle",
              "culture",
              "security",
              "defense",
              "defence",
              "press releases",
              "uncategorized"),
          line("agency signature", Where.WHOLE, 10, Part.LINE, "reuter", "reuters"),
          line("postal address", Where.START, 120, Part.LINE, "po box ", "p.o. box "));

  private static final List<PassageRule> PASSAGE_RULES =
      List.of(
          passage(
              "comment section",
              Extent.PHRASE,
              "This discussion is now closed.",
              "Comments are closed.",
              "Comments are now closed.",
              "The comments to this entry are closed.",
              "Your contact details will never be published.",
              "(required, but will not be displayed)",
              "Notify me of follow-up comments via email."),
          passage(
              "comment section",
              Extent.SENTENCE,
              "Views expressed in the comments do not represent",
              "We welcome comments on our articles",
              "We welcome comments that advance the story",
              "Comments are not pre-screened",
              "You agree that anything you post may be used",
              "CNN welcomes a lively and courteous discussion",
              "This comment was removed because the moderators",
              "All posts are reactively-moderated",
              "A selection of your comments may be published",
              "In some cases a selection of your comments will be published",
              "If you have a large file you can upload here",
              "Send us your comments and experiences using the form below",
              "The BBC may edit your comments",
              "Your comments may be published on any",
              "Please ensure you have read the terms and conditions",
              "When sending us pictures, video or eyewitness accounts at no time should you",
              "If you are happy to be contacted by a BBC journalist"),
          passage(
              "edition",
              Extent.PHRASE,
              "You've selected the U.S. Edition. Would you like to make this your default edition? YES | NO",
              "You've selected the U.S. Edition. Would you like to make this your default edition?",
              "You've selected the International Edition. Would you like to make this your default edition? YES | NO"),
          passage(
              "player",
              Extent.PHRASE,
              "BACK -LCB- current -RCB- of -LCB- total -RCB- NEXT",
              "BACK {current} of {total} NEXT",
              "(an error occurred while processing this directive)"),
          passage(
              "transcript notice",
              Extent.PHRASE,
              "THIS IS A RUSH TRANSCRIPT. THIS COPY MAY NOT BE IN ITS FINAL FORM AND MAY BE UPDATED.",
              "THIS IS A RUSH TRANSCRIPT.",
              "Download PDF maps related to today's show:",
              "The daily transcript is a written version of each day's CNN Student News program Use this transcript to help students with reading comprehension and vocabulary"),
          passage(
              "subscribe",
              Extent.PHRASE,
              "Enter your email address to follow this blog and receive notifications of new posts by email.",
              "Enter your email address to subscribe to this blog and receive notifications of new posts by email."),
          passage(
              "disclaimer",
              Extent.SENTENCE,
              "The opinions expressed in this commentary are solely those",
              "The views expressed in this commentary are solely those",
              "The opinions expressed in this article are solely those",
              "The views expressed in this article are solely those",
              "The views expressed in this article are the author's own",
              "The views expressed in this article are those of the author",
              "The opinions expressed are his own",
              "The opinions expressed are her own",
              "The opinions expressed here are his own",
              "The opinions expressed here are her own",
              "The views expressed are his own",
              "The views expressed are her own",
              "The BBC is not responsible for the content of external",
              "Reuters is not responsible for the content in"),
          passage(
              "edition note",
              Extent.YEAR,
              "A version appeared on p",
              "A version of this article appeared on p",
              "A version of this article appeared in print on ",
              "A version of this article appears in print on ",
              "This article appeared on p",
              "Page last updated at "),
          passage(
              "follow",
              Extent.SENTENCE,
              "Follow him on Twitter",
              "Follow her on Twitter",
              "Follow them on Twitter",
              "Follow me on Twitter",
              "Follow us on Twitter",
              "Follow us on Facebook",
              "(Follow him on Twitter",
              "(Follow her on Twitter"),
          passage(
              "registration form",
              Extent.SENTENCE,
              "What do you think of this story? Select one of the options below",
              "Your feedback will help tell CNN producers",
              "If you'd like, you can explain your choice in the comments",
              "Enter your e-mail address below and we will send you",
              "Enter your email address below and we will send you",
              "Sign Up Be sure to fill in everything with an",
              "Be sure to fill in everything with an",
              "Providing your contact information helps us",
              "By clicking on \"sign up\" you agree",
              "By clicking \"sign up\" you agree",
              "By signing up you agree to our",
              "By registering for this service, you",
              "For our international users, please be aware that the information you submit",
              "In addition to being subject to our Privacy Policy",
              "Please create a screen name",
              "This screen name will be associated with",
              "It can not be changed once you make a selection",
              "Select one with 3-12 characters"),
          passage("registration form", Extent.PHRASE, "Choose an option below:", "(learn more)"),
          passage(
              "player",
              Extent.SENTENCE,
              "To play this content JavaScript must be turned on",
              "Please turn on JavaScript. Media requires JavaScript"),
          passage(
              "house promotion",
              Extent.PHRASE,
              "An ultra-low latency infrastructure for electronic trading and data distribution A connected approach to governance, risk and compliance Our next generation legal research platform",
              "The pun - ancient artform, or the lowest form of wit?",
              "FOX News covers the action from all the angles."),
          passage(
              "house promotion",
              Extent.SENTENCE,
              "Sign up for free e-mail news alerts",
              "Sign up for our free newsletter",
              "News, features, and opinions on environmental policy, the science of climate change",
              "Get constant updates from our in-the-field reporters",
              "Follow the latest environment news, comment and analysis on"),
          passage(
              "site help",
              Extent.PHRASE,
              "If you need help using the site: userhelp@guardian.co.uk",
              "Call the main Guardian and Observer switchboard:",
              "Letters for publication should be sent to: letters@guardian.co.uk",
              "Letters for publication should be sent to: letters@observer.co.uk",
              "This article was published on guardian."),
          passage(
              "delayed quotes",
              Extent.SENTENCE,
              "NYSE and AMEX quotes delayed by",
              "NASDAQ delayed by at least",
              "For a complete list of exchanges and delays"),
          passage(
              "copyright",
              Extent.SENTENCE,
              "All rights reserved. This material may not be",
              "This material may not be published, broadcast",
              "Copyright by The Associated Press"),
          passage(
              "credit",
              Extent.CONTRIBUTION,
              "CNN's ",
              "Fox News' ",
              "FoxNews.com's ",
              "The Associated Press ",
              "Associated Press ",
              "Staff writer",
              "Reuters "),
          passage("photo credit", Extent.AGENCY, "Photograph: "),
          passage(
              "credit",
              Extent.PARENTHESIS,
              "(Reporting by ",
              "(Additional reporting by ",
              "(Writing by ",
              "(Editing by ",
              "(Reporting and writing by ",
              "(Compiled by ",
              "(Reporting and editing by ",
              "(Additional reporting and writing by ",
              "(Reporting, writing by "),
          passage(
              "photo credit",
              Extent.PARENTHESIS,
              "(AP Photo",
              "(File photo)",
              "(Photo by ",
              "(Photo: ",
              "(Photo credit"));

  private static final String CONTRIBUTION = "contributed to this report";

  private static final List<String> AGENCIES =
      List.of(
          "AFP",
          "AP",
          "EPA",
          "PA",
          "Reuters",
          "Getty Images",
          "Getty",
          "Corbis",
          "Rex Features",
          "Press Association",
          "Associated Press",
          "Guardian",
          "Xinhua");

  /** Lines above the article that may name its section. */
  private static final int MAX_TOP_LINES = 4;

  private static final int MAX_STAMP_CHARS = 80;

  private static final Pattern DATE_STAMP =
      Pattern.compile(
          "(?:date|published|publication date|date published|posted|posted on|published on|updated"
              + "|last updated|last updated on|last modified|modified|created|created on|added)"
              + ":? (?:(?:mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur|sun)(?:day)?,? )?"
              + "(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}"
              + "|(?:\\d{1,2}(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)"
              + "[a-z]{0,6}\\.?(?: \\d{1,2}(?:st|nd|rd|th)?)?,? \\d{4})"
              + "(?:[ ,T-]{1,3}(?:at )?\\d{1,2}[:.]\\d{2}[0-9:. apmzgtbsceduk+-]{0,20})?",
          Pattern.CASE_INSENSITIVE);

  private static final int MAX_AUTHOR_CHARS = 400;

  /** So far from the start of a text a byline may name its author. */
  private static final int MAX_BYLINE_CHARS = 300;

  private static final Pattern AUTHOR =
      Pattern.compile(
          "([A-Z][\\p{L}.'\u2019-]{1,20}(?: [A-Z][\\p{L}.'\u2019-]{0,20}){1,3}),? is (?:a|an|the)"
              + " (?:[\\p{L}'\u2019-]{1,20},? ){0,5}"
              + "(?:reporter|correspondent|journalist|columnist|writer|editor|contributor|author"
              + "|blogger|fellow|analyst|lecturer|professor|researcher|freelancer|scholar|expert)\\b");

  private static final int MAX_CREDIT_CHARS = 300;
  private static final int MAX_NAME_CHARS = 80;
  private static final int MAX_EDITION_CHARS = 160;

  private static final int MAX_LINE_CHARS =
      LINE_RULES.stream().mapToInt(LineRule::maxChars).max().orElseThrow();
  private static final int MAX_PASSAGE_CHARS = 600;

  /** What lies between two ends of a page is the page's up to this length, not beyond. */
  private static final int MAX_INSERT_CHARS = 3_000;

  /** A list of other stories has lines no longer than this, without a full stop. */
  private static final int MAX_HEADLINE_CHARS = 160;

  private static final Map<String, LineRule> WHOLE_LINES = new HashMap<>();
  private static final List<LineRule> OTHER_LINE_RULES = new ArrayList<>();
  private static final List<List<Opening>> OPENINGS_BY_FIRST = new ArrayList<>();

  private record Opening(String text, PassageRule rule) {}

  static {
    for (LineRule rule : LINE_RULES) {
      if (rule.where() == Where.WHOLE) {
        for (String phrase : rule.phrases()) {
          WHOLE_LINES.put(phrase, rule);
        }
      } else {
        OTHER_LINE_RULES.add(rule);
      }
    }
    for (int c = 0; c < 128; c++) {
      OPENINGS_BY_FIRST.add(new ArrayList<>());
    }
    for (PassageRule rule : PASSAGE_RULES) {
      for (String opening : rule.openings()) {
        OPENINGS_BY_FIRST.get(opening.charAt(0)).add(new Opening(opening, rule));
      }
    }
    // Where one opening begins another, the longer one decides.
    for (List<Opening> openings : OPENINGS_BY_FIRST) {
      openings.sort(Comparator.comparingInt((Opening opening) -> -opening.text().length()));
    }
  }

  private Furniture() {}

  private static LineRule line(
      String name, Where where, int maxChars, Part part, String... phrases) {
    return new LineRule(name, where, maxChars, part, List.of(phrases));
  }

  private static PassageRule passage(String name, Extent extent, String... openings) {
    return new PassageRule(name, extent, List.of(openings));
  }

  private record Line(int start, int end, LineRule rule) {}

  /** Spans of furniture in a text whose white space is normal, in order, none overlapping. */
  static List<Found> find(String text) {
    List<Line> lines = lines(text);
    List<Found> found = new ArrayList<>();
    int firstPageEnd = -1;
    int lastPageEnd = -1;
    for (int i = 0; i < lines.size(); i++) {
      LineRule rule = lines.get(i).rule();
      if (rule != null
          && rule.part() == Part.PAGE_END
          && lines.get(i).start() > text.length() / 3) {
        firstPageEnd = firstPageEnd < 0 ? i : firstPageEnd;
        lastPageEnd = i;
      }
    }
    boolean isInsert = isInsert(text, lines, firstPageEnd, lastPageEnd);
    int listStart = listStart(text, lines);
    boolean isTop = true;
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      isTop &= i < MAX_TOP_LINES && isHeadline(text, line);
      boolean isFurniture =
          line.rule() != null
              ? line.rule().part() != Part.TOP
                  || (isTop && i + 1 < lines.size() && standsApart(text, line, lines.get(i + 1)))
              : isDateStamp(text, line) || (i == lines.size() - 1 && i > 1 && isAuthor(text, line));
      if (isFurniture && line.rule() == null) {
        String rule = isDateStamp(text, line) ? "date stamp" : "author";
        found.add(new Found(line.start(), line.end(), rule));
      } else if (isFurniture) {
        found.add(new Found(line.start(), line.end(), line.rule().name()));
      } else if (isInsert && i > firstPageEnd && i < lastPageEnd) {
        found.add(new Found(line.start(), line.end(), "between page ends"));
      } else if (i >= listStart) {
        found.add(new Found(line.start(), line.end(), "related stories"));
      } else {
        findPassages(text, line, found);
      }
    }
    return found;
  }

  private static List<Line> lines(String text) {
    List<Line> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      if (end > start) {
        lines.add(new Line(start, end, lineRule(text, start, end)));
      }
      start = end + 1;
    }
    return lines;
  }

  private static LineRule lineRule(String text, int start, int end) {
    int chars = end - start;
    if (chars > MAX_LINE_CHARS) {
      return null;
    }
    String line = text.substring(start, end).toLowerCase(Locale.ROOT).replace('\u2019', '\'');
    LineRule whole = WHOLE_LINES.get(line);
    if (whole != null) {
      return whole;
    }
    for (LineRule rule : OTHER_LINE_RULES) {
      if (chars <= rule.maxChars()) {
        for (String phrase : rule.phrases()) {
          boolean isFound =
              switch (rule.where()) {
                case START -> line.startsWith(phrase);
                case END -> line.endsWith(phrase);
                default -> line.contains(phrase);
              };
          if (isFound) {
            return rule;
          }
        }
      }
    }
    return null;
  }

  /**
   * Whether the lines between the first and the last end of the page are the page's: few, and with
   * nobody speaking, as advertisements are.
   */
  private static boolean isInsert(String text, List<Line> lines, int first, int last) {
    if (first < 0 || last <= first + 1) {
      return false;
    }
    int start = lines.get(first).end();
    int end = lines.get(last).start();
    String between = text.substring(start, Math.min(end, start + MAX_INSERT_CHARS));
    return end - start <= MAX_INSERT_CHARS
        && !between.contains(" said")
        && !between.contains(" told ")
        && !between.contains("\u201C");
  }

  /** The first line of a list of other stories that the text ends with. */
  private static int listStart(String text, List<Line> lines) {
    int first = lines.size();
    for (int i = lines.size() - 1; i >= 0; i--) {
      Line line = lines.get(i);
      if (line.rule() != null && line.rule().part() == Part.LIST_HEADING) {
        first = i;
      } else if (line.rule() == null && !isHeadline(text, line)) {
        break;
      }
    }
    return first;
  }

  private static boolean isHeadline(String text, Line line) {
    char last = text.charAt(line.end() - 1);
    return line.end() - line.start() <= MAX_HEADLINE_CHARS && ".!?\"\u201D".indexOf(last) < 0;
  }

  /** Whether a line is a date with its label: "Published: 20 February 2021", "date 2021-02-20". */
  private static boolean isDateStamp(String text, Line line) {
    return line.end() - line.start() <= MAX_STAMP_CHARS
        && DATE_STAMP.matcher(text).region(line.start(), line.end()).matches();
  }

  /**
   * Whether the last line of a text is about its author: "Ann Lee is a reporter for the Amber
   * Post." Whoever the article itself speaks of is no such author.
   */
  private static boolean isAuthor(String text, Line line) {
    Matcher matcher = AUTHOR.matcher(text).region(line.start(), line.end());
    if (line.end() - line.start() > MAX_AUTHOR_CHARS || !matcher.lookingAt()) {
      return false;
    }
    String name = matcher.group(1);
    String surname = name.substring(name.lastIndexOf(' ') + 1);
    return text.indexOf(surname, Math.min(MAX_BYLINE_CHARS, line.start())) >= line.start();
  }

  /** Whether a line is no beginning of a sentence: a blank line or a headline is next. */
  private static boolean standsApart(String text, Line line, Line next) {
    return text.startsWith("\n\n", line.end()) || isHeadline(text, next);
  }

  private static void findPassages(String text, Line line, List<Found> found) {
    int i = line.start();
    while (i < line.end()) {
      char c = text.charAt(i);
      int end = -1;
      if (c < 128 && (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)))) {
        for (Opening opening : OPENINGS_BY_FIRST.get(c)) {
          if (startsWith(text, i, opening.text())) {
            end = passageEnd(text, i, line.end(), opening);
            if (end > 0) {
              found.add(new Found(i, end, opening.rule().name()));
              break;
            }
          }
        }
      }
      i = end > 0 ? end : i + 1;
    }
  }

  private static boolean startsWith(String text, int start, String phrase) {
    if (start + phrase.length() > text.length()) {
      return false;
    }
    for (int i = 0; i < phrase.length(); i++) {
      char c = text.charAt(start + i);
      if ((c == '\u2019' ? '\'' : c) != phrase.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int passageEnd(String text, int start, int lineEnd, Opening opening) {
    int openingEnd = start + opening.text().length();
    int limit = Math.min(lineEnd, start + MAX_PASSAGE_CHARS);
    switch (opening.rule().extent()) {
      case PARENTHESIS -> {
        int close = text.indexOf(')', openingEnd - 1);
        return close >= 0 && close < limit ? close + 1 : -1;
      }
      case SENTENCE -> {
        for (int i = openingEnd; i < limit; i++) {
          if (".!?".indexOf(text.charAt(i)) >= 0
              && (i + 1 == lineEnd || text.charAt(i + 1) == ' ')) {
            return i + 1;
          }
        }
        return limit == lineEnd ? lineEnd : -1;
      }
      case CONTRIBUTION -> {
        return contributionEnd(text, openingEnd, Math.min(limit, start + MAX_CREDIT_CHARS));
      }
      case YEAR -> {
        return yearEnd(text, openingEnd, Math.min(limit, start + MAX_EDITION_CHARS));
      }
      case AGENCY -> {
        return agencyEnd(text, openingEnd, Math.min(limit, start + MAX_NAME_CHARS));
      }
      default -> {
        return openingEnd;
      }
    }
  }

  private static int contributionEnd(String text, int start, int limit) {
    for (int i = start; i < limit; i++) {
      char c = text.charAt(i);
      if (c == 'c' && text.startsWith(CONTRIBUTION, i)) {
        int end = i + CONTRIBUTION.length();
        return end > limit ? -1 : end < limit && text.charAt(end) == '.' ? end + 1 : end;
      }
      if (".!?".indexOf(c) >= 0
          && text.startsWith(" ", i + 1)
          && Character.isLowerCase(text.charAt(i - 1))) {
        return -1;
      }
    }
    return -1;
  }

  /** The end of the first year of four digits before a sentence ends; −1 if there is none. */
  private static int yearEnd(String text, int start, int limit) {
    int digits = 0;
    for (int i = start; i <= limit; i++) {
      boolean isDigit = i < limit && Characters.isAsciiDigit(text.charAt(i));
      if (isDigit) {
        digits++;
        continue;
      }
      if (digits == 4 && "12".indexOf(text.charAt(i - 4)) >= 0) {
        return i < limit && text.charAt(i) == '.' ? i + 1 : i;
      }
      if (i < limit && ".!?".indexOf(text.charAt(i)) >= 0 && digits == 0) {
        return -1;
      }
      digits = 0;
    }
    return -1;
  }

  /** The end of the last agency in {@code Name/Agency/Agency}; −1 if there is none. */
  private static int agencyEnd(String text, int start, int limit) {
    int slash = start;
    while (slash < limit && text.charAt(slash) != '/') {
      slash++;
    }
    int end = -1;
    while (slash >= 0 && slash < limit && text.charAt(slash) == '/') {
      int next = -1;
      for (String agency : AGENCIES) {
        int agencyEnd = slash + 1 + agency.length();
        if (text.startsWith(agency, slash + 1)
            && (agencyEnd == text.length() || !Character.isLetter(text.charAt(agencyEnd)))) {
          next = Math.max(next, agencyEnd);
        }
      }
      end = Math.max(end, next);
      slash = next;
    }
    return end;
  }
}
