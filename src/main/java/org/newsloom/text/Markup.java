package org.newsloom.text;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.parser.Parser;

/** Finds what HTML and JSON left in a text: tags, entities, escapes. */
final class Markup {
  private static final int MAX_TAG_CHARS = 2_000;
  private static final int MAX_ENTITY_CHARS = 32;

  /** Elements that begin a line of their own, so that words on either side do not run together. */
  private static final Set<String> BLOCKS =
      Set.of(
          "article",
          "aside",
          "blockquote",
          "body",
          "br",
          "center",
          "dd",
          "div",
          "dl",
          "dt",
          "figcaption",
          "figure",
          "footer",
          "form",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "head",
          "header",
          "hr",
          "html",
          "li",
          "main",
          "nav",
          "ol",
          "p",
          "pre",
          "section",
          "table",
          "td",
          "th",
          "title",
          "tr",
          "ul");

  private static final Set<String> INLINE =
      Set.of(
          "a",
          "abbr",
          "b",
          "big",
          "button",
          "cite",
          "code",
          "em",
          "embed",
          "font",
          "i",
          "iframe",
          "img",
          "input",
          "ins",
          "label",
          "link",
          "mark",
          "meta",
          "noscript",
          "object",
          "param",
          "q",
          "s",
          "small",
          "source",
          "span",
          "strike",
          "strong",
          "sub",
          "sup",
          "svg",
          "tbody",
          "thead",
          "time",
          "tt",
          "u",
          "video",
          "wbr");

  /** Elements whose content is not text. */
  private static final Set<String> UNREAD = Set.of("script", "style", "template");

  /** Most of what there is: the parser sets itself up anew for every entity. */
  private static final Map<String, String> COMMON_ENTITIES =
      Map.of(
          "&amp;", "&", "&lt;", "<", "&gt;", ">", "&quot;", "\"", "&apos;", "'", "&#39;", "'",
          "&#039;", "'", "&nbsp;", "\u00A0");

  /** Takes a span out of the text, leaving a line break or nothing. */
  interface Remover {
    void remove(int start, int end, String replacement, String rule);
  }

  private Markup() {}

  /**
   * Reports every tag, comment and script. In a text without closing tags, a name in capitals in
   * angle brackets is a stock ticker ({@code <BP>}), not a tag.
   */
  static void findTags(String text, Remover remover) {
    boolean hasClosingTags = text.contains("</");
    // Without these, each of many unclosed comments or scripts would read to the end of the text.
    boolean isCommentClosed = true;
    boolean isUnreadClosed = true;
    int i = text.indexOf('<');
    while (i >= 0 && i + 1 < text.length()) {
      int end = -1;
      String rule = "tag";
      String replacement = "";
      char next = text.charAt(i + 1);
      if (text.startsWith("<!--", i)) {
        int close = isCommentClosed ? text.indexOf("-->", i + 4) : -1;
        isCommentClosed = close >= 0;
        end = close < 0 ? -1 : close + 3;
        rule = "comment";
      } else if (isLetter(next) || next == '/') {
        int nameEnd = next == '/' ? i + 2 : i + 1;
        int nameStart = nameEnd;
        while (nameEnd < text.length()
            && nameEnd - nameStart < 12
            && (isLetter(text.charAt(nameEnd)) || isDigit(text.charAt(nameEnd)))) {
          nameEnd++;
        }
        String written = text.substring(nameStart, nameEnd);
        String name = written.toLowerCase(Locale.ROOT);
        boolean isTag = BLOCKS.contains(name) || INLINE.contains(name) || UNREAD.contains(name);
        if (isTag && (hasClosingTags || written.equals(name))) {
          end = tagEnd(text, nameEnd);
          replacement = BLOCKS.contains(name) ? "\n" : "";
          if (end > 0 && UNREAD.contains(name) && next != '/' && isUnreadClosed) {
            int close = text.indexOf("</", end);
            while (close >= 0 && !text.regionMatches(true, close + 2, name, 0, name.length())) {
              close = text.indexOf("</", close + 2);
            }
            isUnreadClosed = close >= 0;
            end = close >= 0 ? tagEnd(text, close + 2 + name.length()) : end;
            rule = name;
          }
        }
      }
      if (end > i) {
        remover.remove(i, end, replacement, rule);
        i = text.indexOf('<', end);
      } else {
        i = text.indexOf('<', i + 1);
      }
    }
  }

  /** The end of a tag whose name ends here; −1 if it is none, as in {@code a <b and c}. */
  private static int tagEnd(String text, int nameEnd) {
    if (nameEnd >= text.length()) {
      return -1;
    }
    char next = text.charAt(nameEnd);
    if (next != '>' && next != '/' && !Character.isWhitespace(next)) {
      return -1;
    }
    int limit = Math.min(text.length(), nameEnd + MAX_TAG_CHARS);
    for (int i = nameEnd; i < limit; i++) {
      char c = text.charAt(i);
      if (c == '>') {
        return i + 1;
      }
      if (c == '<') {
        return -1;
      }
    }
    return -1;
  }

  /** Entities that are so often written without their semicolon, and mean nothing else. */
  private static final Map<String, String> OPEN_ENTITIES =
      Map.ofEntries(
          Map.entry("&amp", "&"),
          Map.entry("&nbsp", "\u00A0"),
          Map.entry("&quot", "\""),
          Map.entry("&apos", "'"),
          Map.entry("&rsquo", "\u2019"),
          Map.entry("&lsquo", "\u2018"),
          Map.entry("&rdquo", "\u201D"),
          Map.entry("&ldquo", "\u201C"),
          Map.entry("&mdash", "\u2014"),
          Map.entry("&ndash", "\u2013"),
          Map.entry("&hellip", "\u2026"));

  private static final int MIN_CODE_DIGITS = 3;
  private static final int MAX_CODE_DIGITS = 6;

  /**
   * The character of an entity without its semicolon, or null: one of a few names with no letter or
   * digit behind it, or a number of some digits.
   */
  private static String openEntity(String name, String text, int end) {
    if (end < text.length() && text.charAt(end) == '=') {
      return null; // the parameter of an address
    }
    if (name.startsWith("&#")) {
      if (name.length() < 2 + MIN_CODE_DIGITS || name.length() > 2 + MAX_CODE_DIGITS) {
        return null;
      }
      String character = Parser.unescapeEntities(name + ";", true);
      return character.startsWith("&") ? null : character;
    }
    return OPEN_ENTITIES.get(name);
  }

  /** Entities without their semicolon, as {@link #entities} replaces those with it. */
  static Edits openEntities(String text) {
    Edits edits = new Edits();
    int i = text.indexOf('&');
    while (i >= 0) {
      int end = text.startsWith("&#", i) ? codeEnd(text, i) : entityEnd(text, i);
      if (end > i + 2 && (end == text.length() || text.charAt(end) != ';')) {
        String character = openEntity(text.substring(i, end), text, end);
        if (character != null) {
          edits.replace(i, end, character);
        }
      }
      i = text.indexOf('&', end);
    }
    return edits;
  }

  /** The end of a number: "&#8217s" is a quote and an s. */
  private static int codeEnd(String text, int start) {
    int end = start + 2;
    while (end < text.length() && end - start <= MAX_ENTITY_CHARS && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int entityEnd(String text, int start) {
    int end = start + 1;
    int limit = Math.min(text.length(), start + MAX_ENTITY_CHARS);
    while (end < limit
        && (isLetter(text.charAt(end)) || isDigit(text.charAt(end)) || text.charAt(end) == '#')) {
      end++;
    }
    return end;
  }

  /** Replaces entities that end in a semicolon by their characters. */
  static Edits entities(String text) {
    Edits edits = new Edits();
    int i = text.indexOf('&');
    while (i >= 0) {
      int end = entityEnd(text, i);
      if (end > i + 1 && end < text.length() && text.charAt(end) == ';') {
        String entity = text.substring(i, end + 1);
        String character = COMMON_ENTITIES.get(entity);
        if (character == null) {
          character = Parser.unescapeEntities(entity, true);
        }
        if (!character.equals(entity) && !character.isEmpty()) {
          edits.replace(i, end + 1, character);
        }
      }
      i = text.indexOf('&', end);
    }
    return edits;
  }

  /** Replaces the escapes of JSON strings by their characters. */
  static Edits jsonEscapes(String text) {
    Edits edits = new Edits();
    int firstBreak = text.indexOf("\\n");
    boolean hasEscapedLines =
        firstBreak >= 0 && text.indexOf("\\n", firstBreak + 2) >= 0 && text.indexOf('\n') < 0;
    int i = text.indexOf('\\');
    while (i >= 0 && i + 1 < text.length()) {
      int end = i + 2;
      switch (text.charAt(i + 1)) {
        case '/', '"', '*', '\'' -> edits.replace(i, end, text.substring(i + 1, end));
        case 'n', 'r' -> {
          if (hasEscapedLines) {
            edits.replace(i, end, "\n");
          }
        }
        case 'u' -> {
          int codeUnit = hex(text, i + 2);
          if (codeUnit >= 0) {
            end = i + 6;
            edits.replace(i, end, Character.toString((char) codeUnit));
          }
        }
        case '\\' -> end = i + 1;
        default -> {}
      }
      i = text.indexOf('\\', end);
    }
    return edits;
  }

  private static int hex(String text, int start) {
    if (start + 4 > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < start + 4; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
