package org.newsloom.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * What a news page says about its article, and the article's text without the page around it.
 *
 * <p>Metadata come from Open Graph tags, schema.org JSON-LD and HTML's own elements. The text is
 * that of the page's {@code article} or {@code main} element, or else of the element that holds
 * most text outside links, found as readability tools do (Kohlschütter et al. 2010, "Boilerplate
 * Detection using Shallow Text Features"); navigation, forms, captions and scripts are left out.
 */
public final class HtmlPage {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Elements whose content is never the article's text. */
  private static final Set<String> FURNITURE =
      Set.of(
          "nav",
          "header",
          "footer",
          "aside",
          "script",
          "style",
          "noscript",
          "template",
          "form",
          "figure",
          "figcaption",
          "button",
          "select",
          "input",
          "textarea",
          "label",
          "iframe",
          "svg",
          "canvas",
          "audio",
          "video",
          "object",
          "menu",
          "dialog",
          "head",
          "title");

  private static final Set<String> FURNITURE_ROLES =
      Set.of("navigation", "banner", "contentinfo", "complementary", "search", "menu", "dialog");

  /** Elements that begin and end a paragraph. */
  private static final Set<String> BLOCKS =
      Set.of(
          "p",
          "div",
          "section",
          "article",
          "main",
          "body",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "ul",
          "ol",
          "li",
          "dl",
          "dt",
          "dd",
          "blockquote",
          "pre",
          "table",
          "tr",
          "hr",
          "address",
          "center",
          "fieldset",
          "details",
          "summary");

  /** Text outside links that an element needs to be taken for the article without further proof. */
  private static final int MIN_ARTICLE_CHARS = 140;

  private static final Set<String> ARTICLE_TYPES =
      Set.of("article", "newsarticle", "reportagenewsarticle", "blogposting", "liveblogposting");

  private final Document document;
  private final Optional<JsonNode> linkedData;

  private HtmlPage(Document document) {
    this.document = document;
    this.linkedData = articleData(document);
  }

  /** Parses a page; any text parses, as in a browser. */
  public static HtmlPage parse(String html) {
    return new HtmlPage(Jsoup.parse(html));
  }

  /** The headline: Open Graph's, JSON-LD's, the only h1's, or the page's title. */
  public Optional<String> title() {
    return meta("og:title")
        .or(() -> linked("headline"))
        .or(() -> textOf(document.selectFirst("h1")))
        .or(() -> present(document.title()));
  }

  /** The date of publication as the page gives it, unparsed. */
  public Optional<String> published() {
    return meta("article:published_time")
        .or(() -> linked("datePublished"))
        .or(() -> meta("datePublished"))
        .or(() -> meta("pubdate"))
        .or(() -> meta("publishdate"))
        .or(() -> meta("date"))
        .or(() -> meta("dc.date"))
        .or(() -> meta("dc.date.issued"))
        .or(() -> attribute("[itemprop=datePublished]", "datetime"))
        .or(() -> attribute("[itemprop=datePublished]", "content"))
        .or(() -> attribute("article time[datetime], main time[datetime]", "datetime"))
        .or(() -> attribute("time[datetime]", "datetime"));
  }

  /** The page's canonical address. */
  public Optional<String> url() {
    return attribute("link[rel=canonical]", "href")
        .filter(HtmlPage::isAbsolute)
        .or(() -> meta("og:url").filter(HtmlPage::isAbsolute))
        .or(() -> linked("url").filter(HtmlPage::isAbsolute));
  }

  /** The name of the site, or else the host of the page's address without {@code www.}. */
  public Optional<String> source() {
    return meta("og:site_name")
        .or(() -> linkedName("publisher"))
        .or(() -> meta("application-name"))
        .or(() -> url().flatMap(HtmlPage::host));
  }

  public Optional<String> author() {
    return meta("author").or(() -> linkedName("author")).or(() -> meta("article:author"));
  }

  /** The page's own statement of its language, a lower-case code such as {@code en}. */
  public Optional<String> language() {
    return attribute("html[lang]", "lang")
        .or(() -> linked("inLanguage"))
        .or(() -> meta("og:locale"))
        .map(tag -> tag.split("[-_]", 2)[0].toLowerCase(Locale.ROOT))
        .flatMap(HtmlPage::present);
  }

  /**
   * The article's text without its headline, its paragraphs separated by blank lines; empty if the
   * page has no text.
   */
  public String text() {
    List<String> chosen = paragraphs(articleElement());
    if (chosen.isEmpty()) {
      chosen = paragraphs(document.body());
    }
    if (chosen.size() > 1 && isHeadline(chosen.get(0))) {
      chosen = chosen.subList(1, chosen.size());
    }
    return String.join("\n\n", chosen);
  }

  /** Whether a paragraph is what the title says, perhaps before the site's name. */
  private boolean isHeadline(String paragraph) {
    return title()
        .filter(title -> title.startsWith(paragraph))
        .map(title -> title.substring(paragraph.length()).strip())
        .filter(rest -> rest.isEmpty() || "|-–—·".indexOf(rest.charAt(0)) >= 0)
        .isPresent();
  }

  private Element articleElement() {
    Element best = null;
    int bestChars = 0;
    for (Element candidate :
        document.select("article, main, [role=main], [itemprop=articleBody]")) {
      int chars = isFurniture(candidate) ? 0 : ownChars(candidate);
      if (chars > bestChars) {
        best = candidate;
        bestChars = chars;
      }
    }
    if (best != null && bestChars >= MIN_ARTICLE_CHARS) {
      // Inside the larger frame, the element marked as the article's body is the better one, if it
      // holds most of the text.
      for (Element body : best.select("[itemprop=articleBody], article")) {
        if (ownChars(body) >= 0.6 * bestChars) {
          best = body;
        }
      }
      return best;
    }
    return densest();
  }

  /** The element with most text in paragraphs of its own, half of it credited to its parent. */
  private Element densest() {
    Element best = document.body();
    double bestScore = 0;
    for (Element candidate : document.select("div, section, td, body, center")) {
      if (isInFurniture(candidate)) {
        continue;
      }
      double score = 0;
      for (Node child : candidate.childNodes()) {
        if (child instanceof TextNode text) {
          score += text.text().strip().length();
        } else if (child instanceof Element element && isParagraph(element)) {
          score += ownChars(element);
        } else if (child instanceof Element element && !isFurniture(element)) {
          for (Element grandchild : element.children()) {
            score += isParagraph(grandchild) ? ownChars(grandchild) / 2.0 : 0;
          }
        }
      }
      if (score > bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
    return best;
  }

  private static boolean isParagraph(Element element) {
    return element.normalName().equals("p")
        || element.normalName().equals("blockquote")
        || (!BLOCKS.contains(element.normalName()) && !isFurniture(element));
  }

  /** Characters of text outside links and furniture. */
  private static int ownChars(Element element) {
    int[] chars = {0};
    element.filter(
        new NodeFilter() {
          @Override
          public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode text) {
              chars[0] += text.text().strip().length();
            } else if (node instanceof Element inner
                && depth > 0
                && (isFurniture(inner) || inner.normalName().equals("a"))) {
              return FilterResult.SKIP_ENTIRELY;
            }
            return FilterResult.CONTINUE;
          }
        });
    return chars[0];
  }

  private static boolean isInFurniture(Element element) {
    for (Element outer = element; outer != null; outer = outer.parent()) {
      if (isFurniture(outer)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFurniture(Element element) {
    return FURNITURE.contains(element.normalName())
        || FURNITURE_ROLES.contains(element.attr("role").toLowerCase(Locale.ROOT))
        || element.hasAttr("hidden")
        || "true".equals(element.attr("aria-hidden"));
  }

  private static List<String> paragraphs(Element root) {
    List<String> paragraphs = new ArrayList<>();
    StringBuilder paragraph = new StringBuilder();
    root.filter(
        new NodeFilter() {
          @Override
          public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode text) {
              paragraph.append(text.getWholeText());
            } else if (node instanceof Element element) {
              if (depth > 0 && isFurniture(element)) {
                return FilterResult.SKIP_ENTIRELY;
              }
              if (element.normalName().equals("br")) {
                paragraph.append('\n');
              } else if (BLOCKS.contains(element.normalName())) {
                finish(paragraph, paragraphs);
              } else if (element.normalName().equals("td") || element.normalName().equals("th")) {
                paragraph.append(' ');
              }
            }
            return FilterResult.CONTINUE;
          }

          @Override
          public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element && BLOCKS.contains(element.normalName())) {
              finish(paragraph, paragraphs);
            }
            return FilterResult.CONTINUE;
          }
        });
    finish(paragraph, paragraphs);
    return paragraphs;
  }

  /** White space has no meaning in HTML; two line breaks in a row are how old pages part lines. */
  private static void finish(StringBuilder paragraph, List<String> paragraphs) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < paragraph.length(); i++) {
      char c = paragraph.charAt(i);
      if (!Character.isWhitespace(c) && c != '\u00A0') {
        line.append(c);
      } else if (line.length() > 0 && line.charAt(line.length() - 1) != ' ') {
        line.append(' ');
      }
    }
    String text = line.toString().strip();
    if (!text.isEmpty()) {
      paragraphs.add(text);
    }
    paragraph.setLength(0);
  }

  private Optional<String> meta(String name) {
    for (Element element : document.select("meta[content]")) {
      if (name.equalsIgnoreCase(element.attr("property"))
          || name.equalsIgnoreCase(element.attr("name"))
          || name.equalsIgnoreCase(element.attr("itemprop"))) {
        Optional<String> content = present(element.attr("content"));
        if (content.isPresent()) {
          return content;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> attribute(String selector, String attribute) {
    Element element = document.selectFirst(selector);
    return element == null ? Optional.empty() : present(element.attr(attribute));
  }

  private Optional<String> linked(String name) {
    return linkedData
        .map(data -> data.path(name))
        .filter(JsonNode::isValueNode)
        .flatMap(value -> value.isNull() ? Optional.empty() : present(value.asText()));
  }

  private Optional<String> linkedName(String name) {
    return linkedData
        .map(data -> data.path(name))
        .map(value -> value.isArray() ? value.path(0) : value)
        .map(value -> value.isObject() ? value.path("name") : value)
        .filter(JsonNode::isTextual)
        .flatMap(value -> present(value.asText()));
  }

  private static Optional<JsonNode> articleData(Document document) {
    for (Element script : document.select("script[type=application/ld+json]")) {
      try {
        Optional<JsonNode> article = article(JSON.readTree(script.data()));
        if (article.isPresent()) {
          return article;
        }
      } catch (JsonProcessingException broken) {
        // Pages often carry broken JSON-LD; their other metadata still count.
      }
    }
    return Optional.empty();
  }

  private static Optional<JsonNode> article(JsonNode data) {
    if (data.isArray()) {
      for (JsonNode item : data) {
        Optional<JsonNode> found = article(item);
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }
    JsonNode type = data.path("@type");
    for (JsonNode name : type.isArray() ? type : JSON.createArrayNode().add(type)) {
      if (ARTICLE_TYPES.contains(name.asText().toLowerCase(Locale.ROOT))) {
        return Optional.of(data);
      }
    }
    return data.has("@graph") ? article(data.path("@graph")) : Optional.empty();
  }

  private static Optional<String> textOf(Element element) {
    return element == null ? Optional.empty() : present(element.text());
  }

  private static Optional<String> present(String text) {
    String stripped = text.strip();
    return stripped.isEmpty() ? Optional.empty() : Optional.of(stripped);
  }

  private static boolean isAbsolute(String url) {
    return url.startsWith("http://") || url.startsWith("https://");
  }

  private static Optional<String> host(String url) {
    try {
      String host = URI.create(url).getHost();
      return host == null
          ? Optional.empty()
          : present(host.toLowerCase(Locale.ROOT).replaceFirst("^www\\.", ""));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }
}
