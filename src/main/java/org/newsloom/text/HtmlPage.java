package org.newsloom.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Elements;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeVisitor;

/**
 * What a news page says about its article, and the article's text without the page around it.
 *
 * <p>Metadata come from Open Graph tags, schema.org JSON-LD and HTML's own elements. The text is
 * that of the element that holds most of the prose, which is text outside links in blocks of some
 * length (Kohlschütter et al. 2010, "Boilerplate Detection using Shallow Text Features"), sought
 * within what the page marks as its article. Left out are navigation, forms, captions, comments,
 * what is hidden, lists of links, and what classes and ids name as furniture.
 *
 * <p>Of the ports of Mozilla's Readability to Java, Readability4J is the one in use; it dates from
 * 2021, needs Kotlin, gives neither dates nor the authors of JSON-LD, and on the pages of this
 * class's test keeps captions and advertisements and loses leads that are left out and kept here.
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

  /**
   * Words by which the classes and ids of pages name what is not the article. A word stands alone
   * or between hyphens and underscores; {@code has-sidebar} and the like say what is beside.
   */
  private static final Pattern FURNITURE_NAME =
      Pattern.compile(
          "(?<![a-z])(?<!has-)(?<!no-)(?<!with-)(?:comments?|disqus|respond|related[a-z]*|sidebar|promos?"
              + "|share|sharing|social|newsletter|subscribe|signup|cookies?|consent|breadcrumbs?"
              + "|advert|advertisement|ads?|sponsored|popup|modal|trending|popular|mostread|most-read"
              + "|recommended|recommendations|outbrain|taboola|tags|taglist|caption|credits?"
              + "|pagination|pager|sr-only|visually-hidden|screen-reader-text|byline|timestamp"
              + "|authorbio|author-bio|author-box|about-author|toolbar|masthead|navbar|nav|menu|footer"
              + "|skip-link|login)(?![a-z])");

  private static final Pattern COMMENTS_NAME =
      Pattern.compile("(?<![a-z])(?<!has-)(?<!no-)(?<!with-)(?:comments?|disqus)(?![a-z])");

  private static final Pattern HIDING_STYLE =
      Pattern.compile("(?:display\\s*:\\s*none|visibility\\s*:\\s*hidden)");

  /** What its class or id calls furniture is none if it holds this share of the page's text. */
  private static final double MAX_FURNITURE_SHARE = 0.5;

  /** Comments may be much longer than their article, but are not all of the page. */
  private static final double MAX_COMMENTS_SHARE = 0.95;

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

  /** A paragraph with fewer characters outside links may be a teaser, a label or a button. */
  private static final int MIN_PROSE_CHARS = 60;

  /** A JSON-LD body that is shorter may be a summary. */
  private static final int MIN_BODY_CHARS = 250;

  /** Share of the JSON-LD body below which the page shows less than the whole article. */
  private static final double MIN_SHOWN_SHARE = 0.8;

  /** Share of the JSON-LD body above which the page shows more than the article. */
  private static final double MAX_SHOWN_SHARE = 1.3;

  private static final double MIN_LARGEST_SHARE = 0.5;
  private static final double MIN_BODY_SHARE = 0.6;
  private static final double MIN_CHILD_SHARE = 0.75;
  private static final int MIN_LISTED = 3;

  private static final Set<String> LIST_TAGS =
      Set.of("ul", "ol", "dl", "table", "div", "section", "p");

  private static final Set<String> LONE_LINK_TAGS = Set.of("p", "div", "li", "section");

  private static final int MIN_LIST_LINKS = 3;
  private static final double MAX_LINK_SHARE = 0.7;
  private static final int MIN_SITE_CHARS = 3;
  private static final int MAX_LABEL_CHARS = 120;
  private static final int MAX_NAME_CHARS = 500;

  /** Names of meta elements that hold the date of publication, most telling first. */
  private static final List<String> PUBLISHED_NAMES =
      List.of(
          "datePublished",
          "parsely-pub-date",
          "sailthru.date",
          "pubdate",
          "publishdate",
          "publish-date",
          "article.published",
          "dc.date.issued",
          "dcterms.created",
          "dc.date",
          "dcterms.date",
          "date");

  private static final Pattern SITE_SUFFIX =
      Pattern.compile("^(.{3,})\\s+(\\||-|–|—|·|»|::)\\s+([^|–—·»]{2,60})$");

  private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");
  private static final Pattern BLANK_LINE = Pattern.compile("\\n[\\s\\u00A0]*\\n");
  private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\u00A0]+");
  private static final Pattern BY = Pattern.compile("^(?i:(?:written )?by)[\\s:]+");
  private static final Pattern CAMEL = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  private final Document document;
  private final Elements metas;
  private final Optional<JsonNode> linkedData;
  private final IdentityHashMap<Element, Measure> measures = new IdentityHashMap<>();

  /** The outermost article elements that are no furniture. */
  private final List<Element> articles = new ArrayList<>();

  private HtmlPage(Document document) {
    this.document = document;
    this.metas = document.select("meta[content]");
    this.linkedData = articleData(document);
    document.traverse(new TextMeasuring());
    document.traverse(new ProseMeasuring());
  }

  /** What an element holds with all that is in it. */
  private static final class Measure {
    /** Characters of text. */
    private int chars;

    /** Characters of it in links. */
    private int linkChars;

    private int links;

    /** Characters outside links that are in no block within this one. */
    private int ownChars;

    private boolean hasBlock;

    /** Whether some block in it is long enough for prose. */
    private boolean hasProse;

    /** Whether it has a main heading or one of the elements that frame an article. */
    private boolean hasFrame;

    private boolean isInComments;

    /** Characters of prose, furniture left out. */
    private int proseChars;

    private int prose() {
      return ownChars >= MIN_PROSE_CHARS ? ownChars : 0;
    }
  }

  /** Counts from the leaves up, without recursion: pages nest as deep as they like. */
  private final class TextMeasuring implements NodeVisitor {
    @Override
    public void head(Node node, int depth) {
      if (node instanceof Element element) {
        measures.put(element, new Measure());
      } else if (node instanceof TextNode text && node.parent() != null) {
        int chars = text.text().strip().length();
        Measure measure = measures.get(node.parent());
        measure.chars += chars;
        measure.ownChars += chars;
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (!(node instanceof Element element) || element.parent() == null) {
        return;
      }
      Measure inner = measures.get(element);
      Measure outer = measures.get(element.parent());
      boolean isLink = element.normalName().equals("a");
      boolean isBlock = isBlock(element);
      outer.chars += inner.chars;
      outer.linkChars += isLink ? inner.chars : inner.linkChars;
      outer.links += inner.links + (isLink ? 1 : 0);
      outer.ownChars += isLink || isBlock ? 0 : inner.ownChars;
      outer.hasBlock |= inner.hasBlock || isBlock;
      inner.hasProse |= isBlock && inner.prose() > 0;
      outer.hasProse |= inner.hasProse;
      outer.hasFrame |= inner.hasFrame || isFrame(element);
    }
  }

  /** Leaves furniture out, which what was counted before helps to tell. */
  private final class ProseMeasuring implements NodeVisitor {
    private int furnitureDepth = Integer.MAX_VALUE;
    private int commentsDepth = Integer.MAX_VALUE;
    private int articleDepth = Integer.MAX_VALUE;

    @Override
    public void head(Node node, int depth) {
      if (!(node instanceof Element element)) {
        return;
      }
      if (depth < furnitureDepth && isFurniture(element)) {
        furnitureDepth = depth;
      }
      if (depth < commentsDepth && isNamedComments(element)) {
        commentsDepth = depth;
      }
      measures.get(element).isInComments = depth >= commentsDepth;
      if (depth < furnitureDepth && depth < articleDepth && isArticle(element)) {
        articleDepth = depth;
        articles.add(element);
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (!(node instanceof Element element)) {
        return;
      }
      Measure measure = measures.get(element);
      if (depth < furnitureDepth) {
        measure.proseChars += isBlock(element) ? measure.prose() : 0;
        if (element.parent() != null) {
          measures.get(element.parent()).proseChars += measure.proseChars;
        }
      }
      furnitureDepth = depth == furnitureDepth ? Integer.MAX_VALUE : furnitureDepth;
      commentsDepth = depth == commentsDepth ? Integer.MAX_VALUE : commentsDepth;
      articleDepth = depth == articleDepth ? Integer.MAX_VALUE : articleDepth;
    }
  }

  private static boolean isBlock(Element element) {
    String tag = element.normalName();
    return BLOCKS.contains(tag) || tag.equals("td") || tag.equals("th");
  }

  private static boolean isFrame(Element element) {
    return switch (element.normalName()) {
      case "h1", "main" -> true;
      case "article" -> !isNamedComments(element);
      default -> element.attr("itemprop").equals("articleBody");
    };
  }

  /** Parses a page; any text parses, as in a browser. */
  public static HtmlPage parse(String html) {
    return new HtmlPage(Jsoup.parse(html));
  }

  /**
   * The headline: Open Graph's, JSON-LD's, the only h1's, or the page's title; without the name of
   * the site behind it.
   */
  public Optional<String> title() {
    return meta("og:title")
        .or(() -> linked("headline"))
        .or(() -> onlyHeading())
        .or(() -> present(document.title()))
        .or(() -> meta("twitter:title"))
        .map(this::withoutSite);
  }

  private Optional<String> onlyHeading() {
    List<Element> headings = outsideComments(document, "h1");
    if (headings.size() > 1) {
      headings = outsideComments(frame(), "h1");
    }
    return headings.size() == 1 ? textOf(headings.get(0)) : Optional.empty();
  }

  /** The article with its own header: what is marked as article or main around the text. */
  private Element frame() {
    Element frame = articleElement().closest("article, main, [role=main]");
    return frame == null ? document : frame;
  }

  private List<Element> outsideComments(Element root, String selector) {
    return root.select(selector).stream()
        .filter(element -> !measures.get(element).isInComments)
        .toList();
  }

  /**
   * "Quay closes | The Daily" is the headline of a site called The Daily, or of one whose host is
   * daily.example; a page without a name may be called by what stands behind a bar.
   */
  private String withoutSite(String title) {
    Matcher suffix = SITE_SUFFIX.matcher(title);
    if (title.length() > MAX_NAME_CHARS || !suffix.find()) {
      return title;
    }
    String headline = suffix.group(1).strip();
    String behind = letters(suffix.group(3));
    boolean isSite =
        Stream.of(meta("og:site_name"), linkedName("publisher"), url().flatMap(HtmlPage::host))
            .flatMap(Optional::stream)
            .map(HtmlPage::letters)
            .filter(site -> !site.isEmpty())
            .anyMatch(site -> site.contains(behind) || behind.contains(site));
    boolean isBar = suffix.group(2).equals("|") && headline.contains(" ");
    boolean isHeading =
        document.select("h1").stream().limit(5).anyMatch(h1 -> h1.text().equals(headline));
    return behind.length() >= MIN_SITE_CHARS
            && !headline.isEmpty()
            && (isSite || isBar || isHeading)
        ? headline
        : title;
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]|^the\\b", "");
  }

  /** The date of publication as the page gives it, unparsed. */
  public Optional<String> published() {
    Optional<String> published =
        PUBLISHED_NAMES.stream().map(this::meta).flatMap(Optional::stream).findFirst();
    return meta("article:published_time")
        .or(() -> linked("datePublished"))
        .or(() -> published)
        .or(() -> attribute("[itemprop=datePublished]", "datetime"))
        .or(() -> attribute("[itemprop=datePublished]", "content"))
        .or(() -> attribute("time[pubdate][datetime]", "datetime"))
        .or(() -> linked("dateCreated"))
        .or(() -> time(frame()))
        .or(() -> time(document))
        .or(() -> shortText("[itemprop=datePublished], time[pubdate]"))
        .or(() -> shortText(".published, .pubdate, .post-date, .entry-date, .timestamp"));
  }

  private Optional<String> time(Element root) {
    return outsideComments(root, "time[datetime]").stream()
        .map(time -> present(time.attr("datetime")))
        .flatMap(Optional::stream)
        .findFirst();
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

  /** Who wrote the article; several names are parted by commas. */
  public Optional<String> author() {
    return linkedNames("author")
        .or(() -> meta("author").filter(HtmlPage::isName))
        .or(() -> meta("article:author").filter(HtmlPage::isName))
        .or(() -> meta("parsely-author"))
        .or(() -> meta("sailthru.author"))
        .or(() -> meta("dc.creator"))
        .or(() -> shortText("[itemprop=author] [itemprop=name], [itemprop=author]"))
        .or(() -> shortText("[rel=author]"))
        .or(
            () ->
                shortText(
                    "[class*=byline], .author-name, .article-author, .post-author, .author,"
                        + " [class*=contributorname]"))
        .map(author -> BY.matcher(author).replaceFirst("").strip())
        .flatMap(HtmlPage::present);
  }

  /** A profile's address stands where some pages should have a name. */
  private static boolean isName(String author) {
    return !isAbsolute(author);
  }

  /** The text of the first element outside comments that is a label, not a paragraph. */
  private Optional<String> shortText(String selector) {
    return outsideComments(document, selector).stream()
        .filter(element -> measures.get(element).chars <= MAX_LABEL_CHARS)
        .map(HtmlPage::textOf)
        .flatMap(Optional::stream)
        .findFirst();
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
   * Whether the page lists articles and is none itself: at least three {@code article} elements,
   * none with most of the text, and no metadata of one article.
   */
  public boolean isListing() {
    int chars = articles.stream().mapToInt(article -> measures.get(article).chars).sum();
    return articles.size() >= MIN_LISTED
        && !isDeclaredArticle()
        && articles.stream().noneMatch(article -> measures.get(article).chars > chars / 2);
  }

  private boolean isDeclaredArticle() {
    return linkedData.isPresent()
        || meta("og:type").filter("article"::equalsIgnoreCase).isPresent()
        || meta("article:published_time").isPresent();
  }

  /**
   * The article's text without its headline, its paragraphs separated by blank lines; empty if the
   * page has no text. It is JSON-LD's {@code articleBody} where that is whole and the page itself
   * shows less, or much more.
   */
  public String text() {
    List<String> chosen = paragraphs(articleElement());
    if (chosen.isEmpty()) {
      chosen = paragraphs(document.body());
    }
    if (chosen.size() > 1 && isHeadline(chosen.get(0))) {
      chosen = chosen.subList(1, chosen.size());
    }
    String shown = String.join("\n\n", chosen);
    return linked("articleBody")
        .map(HtmlPage::bodyText)
        .filter(body -> body.length() >= MIN_BODY_CHARS)
        .filter(body -> !body.endsWith("...") && !body.endsWith("…"))
        .filter(
            body ->
                shown.length() < MIN_SHOWN_SHARE * body.length()
                    || (shown.length() > MAX_SHOWN_SHARE * body.length()
                        && shown.contains(lastWords(body))))
        .orElse(shown);
  }

  /** Markup and entities stand in the articleBody of some pages. */
  private static String bodyText(String body) {
    String plain = body;
    if (body.contains("</") || body.contains("<br") || body.contains("&")) {
      HtmlPage inner = new HtmlPage(Jsoup.parse(body.replace("\n", "<br><br>")));
      plain = String.join("\n\n", inner.paragraphs(inner.document.body()));
    }
    return plain
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n\n"));
  }

  private static String lastWords(String body) {
    String last = body.substring(body.lastIndexOf('\n') + 1);
    return last.substring(Math.max(0, last.length() - 40));
  }

  /** Whether a paragraph is what the title says, perhaps before the site's name. */
  private boolean isHeadline(String paragraph) {
    return title()
        .filter(title -> title.startsWith(paragraph))
        .map(title -> title.substring(paragraph.length()).strip())
        .filter(rest -> rest.isEmpty() || "|-–—·".indexOf(rest.charAt(0)) >= 0)
        .isPresent();
  }

  /**
   * The element that holds the article: from the frame that the page marks, or the body, down as
   * long as one child has most of the prose.
   */
  private Element articleElement() {
    Element frame = document.body();
    Element largest =
        articles.stream()
            .max(Comparator.comparingInt(article -> measures.get(article).proseChars))
            .orElse(frame);
    int inArticles = articles.stream().mapToInt(article -> measures.get(article).proseChars).sum();
    // Several articles of about one size are the posts of one live blog, or of a listing.
    if (measures.get(largest).proseChars >= MIN_ARTICLE_CHARS
        && measures.get(largest).proseChars >= MIN_LARGEST_SHARE * inArticles) {
      frame = largest;
    } else {
      for (Element main : document.select("main, [role=main], [itemprop=articleBody]")) {
        int prose = measures.get(main).proseChars;
        if (prose >= MIN_ARTICLE_CHARS
            && (frame.equals(document.body()) || prose > measures.get(frame).proseChars)) {
          frame = main;
        }
      }
    }
    for (Element body : frame.select("[itemprop=articleBody]")) {
      if (measures.get(body).proseChars >= MIN_BODY_SHARE * measures.get(frame).proseChars) {
        frame = body;
      }
    }
    return descended(frame);
  }

  private Element descended(Element frame) {
    Element at = frame;
    int prose = measures.get(at).proseChars;
    while (prose > 0) {
      Element richest = null;
      for (Element child : at.children()) {
        if (measures.get(child).hasBlock
            && !isFurniture(child)
            && measures.get(child).proseChars >= MIN_CHILD_SHARE * prose) {
          richest = child;
        }
      }
      if (richest == null) {
        return at;
      }
      at = richest;
    }
    return at;
  }

  private static boolean isArticle(Element element) {
    return element.normalName().equals("article");
  }

  private boolean isFurniture(Element element) {
    String tag = element.normalName();
    if (FURNITURE.contains(tag)
        || tag.startsWith("amp-")
        || element.hasAttr("hidden")
        || "true".equals(element.attr("aria-hidden"))
        || FURNITURE_ROLES.contains(element.attr("role").toLowerCase(Locale.ROOT))
        || (element.hasAttr("style")
            && HIDING_STYLE.matcher(element.attr("style").toLowerCase(Locale.ROOT)).find())) {
      return true;
    }
    Measure measure = measures.get(element);
    return isLinkList(tag, measure)
        || isLinkAlone(tag, measure)
        || isNamedFurniture(element, tag, measure);
  }

  private static boolean isLinkList(String tag, Measure measure) {
    return LIST_TAGS.contains(tag)
        && !measure.hasProse
        && measure.links >= MIN_LIST_LINKS
        && measure.linkChars > MAX_LINK_SHARE * measure.chars;
  }

  /** A paragraph that is one link leads to another article. */
  private static boolean isLinkAlone(String tag, Measure measure) {
    return LONE_LINK_TAGS.contains(tag)
        && !measure.hasBlock
        && measure.chars > 0
        && measure.linkChars == measure.chars;
  }

  private boolean isNamedFurniture(Element element, String tag, Measure measure) {
    if (tag.equals("body") || tag.equals("html") || tag.equals("main") || measure.hasFrame) {
      return false;
    }
    String name = nameOf(element);
    if (name.isEmpty()) {
      return false;
    }
    double share = (double) measure.chars / measures.get(document.body()).chars;
    return (share <= MAX_COMMENTS_SHARE && isNamedComments(element))
        || (share <= MAX_FURNITURE_SHARE
            && !isArticle(element)
            && FURNITURE_NAME.matcher(name).find());
  }

  private static boolean isNamedComments(Element element) {
    return !element.normalName().equals("body") && COMMENTS_NAME.matcher(nameOf(element)).find();
  }

  /** Class and id in lower case, words joined by hyphens. */
  private static String nameOf(Element element) {
    String name = element.className() + " " + element.id();
    return name.length() > MAX_NAME_CHARS
        ? ""
        : CAMEL.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT).strip();
  }

  private List<String> paragraphs(Element root) {
    Paragraphs paragraphs = new Paragraphs();
    root.filter(paragraphs);
    paragraphs.finish(root);
    return paragraphs.withoutLastHeadings();
  }

  /** Gathers the text of blocks. Headings and the items of lists are paragraphs too. */
  private final class Paragraphs implements NodeFilter {
    private final List<String> finished = new ArrayList<>();
    private final StringBuilder paragraph = new StringBuilder();
    private int lastHeadings;

    @Override
    public FilterResult head(Node node, int depth) {
      if (node instanceof TextNode text) {
        String words = text.getWholeText();
        paragraph.append(isPreformatted(text) ? words : words.replace('\n', ' '));
      } else if (node instanceof Element element) {
        if (depth > 0 && isFurniture(element)) {
          return FilterResult.SKIP_ENTIRELY;
        }
        if (element.normalName().equals("br")) {
          paragraph.append('\n');
        } else if (BLOCKS.contains(element.normalName())) {
          finish(element.parent());
        } else if (isBlock(element)) {
          paragraph.append(' ');
        }
      }
      return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
      if (node instanceof Element element && BLOCKS.contains(element.normalName())) {
        finish(element);
      }
      return FilterResult.CONTINUE;
    }

    /**
     * White space has no meaning in HTML, but for line breaks: two in a row are how old pages part
     * paragraphs.
     */
    void finish(Element block) {
      for (String part : BLANK_LINE.splitAsStream(paragraph).toList()) {
        String text = WHITE_SPACE.matcher(part).replaceAll(" ").strip();
        if (!text.isEmpty()) {
          finished.add(text);
          boolean isHeading = block != null && HEADINGS.contains(block.normalName());
          lastHeadings = isHeading ? lastHeadings + 1 : 0;
        }
      }
      paragraph.setLength(0);
    }

    /** A heading at the end is of a list that was left out. */
    List<String> withoutLastHeadings() {
      return lastHeadings < finished.size()
          ? finished.subList(0, finished.size() - lastHeadings)
          : finished;
    }
  }

  private static boolean isPreformatted(TextNode text) {
    return text.parent() != null && text.parent().normalName().equals("pre");
  }

  private Optional<String> meta(String name) {
    for (Element element : metas) {
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

  /** The names of a person or organisation, or of several. */
  private Optional<String> linkedNames(String name) {
    JsonNode value = linkedData.map(data -> data.path(name)).orElse(MissingNode.getInstance());
    List<String> names = new ArrayList<>();
    for (JsonNode item : value.isArray() ? value : JSON.createArrayNode().add(value)) {
      JsonNode text = item.isObject() ? item.path("name") : item;
      if (text.isTextual() && !text.asText().isBlank() && isName(text.asText())) {
        names.add(text.asText().strip());
      }
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", names));
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
      String lower = name.asText().toLowerCase(Locale.ROOT);
      if (lower.endsWith("article") || lower.endsWith("blogposting") || lower.equals("report")) {
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
