package org.newsloom.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HtmlPageTest {
  private static final String LONG =
      "The harbour council of Tarnow voted on Tuesday to close the northern quay for repairs that "
          + "are expected to last until spring, its chairman said after a long session.";

  @Test
  void anArticleIsReadWithoutThePageAroundIt() {
    HtmlPage page =
        HtmlPage.parse(
            """
            <html lang="en-GB"><head><title>Quay closes | Daily</title>
            <meta property="og:title" content="Quay closes">
            <meta property="og:site_name" content="The Daily">
            <meta property="article:published_time" content="2020-01-04T10:00:00Z">
            <meta name="author" content="Ann Lee">
            <link rel="canonical" href="https://www.daily.example/quay"></head>
            <body><header>Daily news</header><nav><a href="/">Home</a></nav>
            <article><h1>Quay closes</h1><p>%s</p><script>var x = 1;</script>
            <figure><img><figcaption>The quay</figcaption></figure>
            <p>Second &amp; last.<br>New line.</p><aside>Related</aside>
            <form>Subscribe <input></form></article>
            <footer>Imprint</footer></body></html>
            """
                .formatted(LONG));
    assertThat(page.text()).isEqualTo(LONG + "\n\nSecond & last. New line.");
    assertThat(page.title()).contains("Quay closes");
    assertThat(page.published()).contains("2020-01-04T10:00:00Z");
    assertThat(page.url()).contains("https://www.daily.example/quay");
    assertThat(page.source()).contains("The Daily");
    assertThat(page.author()).contains("Ann Lee");
    assertThat(page.language()).contains("en");
  }

  /** Pages in the style of many sites, invented; beside each, its article. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "agency",
        "blog",
        "broadcaster",
        "comments",
        "live",
        "magazine",
        "network",
        "print",
        "wordpress"
      })
  void aPageOfAnyStyleGivesItsArticle(String name) throws IOException {
    HtmlPage page = HtmlPage.parse(resource(name + ".html"));
    assertThat(page.isListing()).isFalse();
    assertThat(page.text()).isEqualTo(resource(name + ".txt").strip());
  }

  @Test
  void titleAuthorAndDateAreFoundWhereEachSiteHasThem() throws IOException {
    assertThat(
            List.of(
                "agency", "broadcaster", "comments", "live", "magazine", "network", "wordpress"))
        .extracting(
            name -> {
              HtmlPage page = HtmlPage.parse(resource(name + ".html"));
              return page.title().orElse("")
                  + "; "
                  + page.author().orElse("")
                  + "; "
                  + page.published().orElse("");
            })
        .containsExactly(
            "Tarnow to close quay; Ann Lee; 2021-03-04T09:18:00Z",
            "Tarnow quay to close for repairs; Ann Lee; 2021-03-04T18:20:11.000Z",
            "Quay closes; Ann Lee; 2021-03-04",
            "Quay closure: live updates; Ann Lee, Max Roe; 2021-03-04T09:00:00Z",
            "How a quay was lost; Ann Lee; 2021-03-04",
            "Quay to close after cracks grow; Ann Lee, Network; 2021-03-04T11:02:03Z",
            "Council closes northern quay; Ann Lee; 2021-03-04T10:15:00+00:00");
  }

  @Test
  void aListOfArticlesIsNoArticle() throws IOException {
    assertThat(HtmlPage.parse(resource("listing.html")).isListing()).isTrue();
    String teasers = "<article><h2>T</h2><p>Rain fell in the hills.</p></article>".repeat(6);
    assertThat(HtmlPage.parse(teasers).isListing()).isTrue();
    HtmlPage page =
        HtmlPage.parse("<article><h1>Quay</h1><p>" + LONG.repeat(4) + "</p></article>" + teasers);
    assertThat(page.isListing()).isFalse();
    assertThat(page.text()).isEqualTo(LONG.repeat(4));
  }

  @Test
  void theBodyInLinkedDataCountsWhereItIsWholeAndThePageShowsLess() {
    String page =
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"articleBody\":\"%s\"}</script><p>%s</p>";
    String whole = "First.\\n" + LONG + "\\n\\n" + LONG;
    assertThat(HtmlPage.parse(page.formatted(whole, LONG.substring(0, 90))).text())
        .isEqualTo("First.\n\n" + LONG + "\n\n" + LONG);
    String cut = LONG + LONG + "...";
    assertThat(HtmlPage.parse(page.formatted(cut, "Subscribe to read on.")).text())
        .isEqualTo("Subscribe to read on.");
    assertThat(
            HtmlPage.parse(page.formatted("<p>" + LONG + " &amp;</p><p>" + LONG + "</p>", "x"))
                .text())
        .isEqualTo(LONG + " &\n\n" + LONG);
    String shown = LONG + "</p><p>" + LONG;
    assertThat(HtmlPage.parse(page.formatted(LONG + " " + LONG, shown)).text())
        .isEqualTo(LONG + "\n\n" + LONG);
  }

  @Test
  void breaksHeadingsListsAndTablesPartLines() {
    HtmlPage page =
        HtmlPage.parse(
            "<div>One<br>line.<br> <br>Two.<h2>Head</h2><ul><li>a</li><li>b</li></ul><table><tr><th>x"
                + "<td>1</td></tr><tr><td>y<td>2</table><pre>p\nq\n\nr</pre></div>");
    assertThat(page.text())
        .isEqualTo("One line.\n\nTwo.\n\nHead\n\na\n\nb\n\nx 1\n\ny 2\n\np q\n\nr");
  }

  @Test
  void whatIsHiddenIsNotRead() {
    HtmlPage page =
        HtmlPage.parse(
            "<noscript>Switch scripts on.</noscript><p style='DISPLAY : none'>No.</p><p hidden>No.</p>"
                + "<p aria-hidden=true>No.</p><amp-ad><p>No.</p></amp-ad><template><p>No.</template><p>"
                + LONG);
    assertThat(page.text()).isEqualTo(LONG);
  }

  @Test
  void aNameOfFurnitureOnTheWholePageHidesNothing() {
    for (String name :
        List.of("has-sidebar", "sidebar-page related", "promo", "no-comments share")) {
      HtmlPage page =
          HtmlPage.parse("<div class='" + name + "'><h1>T</h1><p>" + LONG + "</p></div>");
      assertThat(page.text()).as(name).endsWith(LONG);
    }
  }

  @Test
  void theSitesNameIsNoPartOfATitle() {
    assertThat(
            HtmlPage.parse(
                    "<title>Quay closes - The Daily</title><meta property=og:site_name content=Daily>")
                .title())
        .contains("Quay closes");
    assertThat(HtmlPage.parse("<title>Quay closes - for good</title>").title())
        .contains("Quay closes - for good");
    assertThat(HtmlPage.parse("<title>A" + " ".repeat(400) + "- b - c</title><h1></h1>").title())
        .contains("A - b - c");
  }

  @Test
  void theDensestPartIsTheArticleWhereNothingIsMarked() {
    String links =
        "<div><ul>" + "<li><a href=x>Other story of the day</a></li>".repeat(30) + "</ul></div>";
    HtmlPage page =
        HtmlPage.parse(
            "<body>"
                + links
                + "<div id=a><p>"
                + LONG
                + "</p><p>End.</p></div>"
                + links
                + "</body>");
    assertThat(page.text()).isEqualTo(LONG + "\n\nEnd.");
  }

  @Test
  void theHeadlineIsTheTitleAndNotTheTextsFirstParagraph() {
    String body = "<body><b>Quay closes</b><p>" + LONG + "</p></body>";
    assertThat(HtmlPage.parse("<title>Quay closes | Daily</title>" + body).text()).isEqualTo(LONG);
    assertThat(HtmlPage.parse("<title>Quay closes down</title>" + body).text())
        .isEqualTo("Quay closes\n\n" + LONG);
  }

  @Test
  void linkedDataTellWhatTagsDoNot() {
    HtmlPage page =
        HtmlPage.parse(
            """
            <script type="application/ld+json">{broken</script>
            <script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "no"},
              {"@type": ["NewsArticle"], "headline": "H", "datePublished": "2021-05-06",
               "url": "https://news.example/a", "author": [{"name": "A. B."}],
               "publisher": {"name": "News"}, "inLanguage": "en-US"}]}</script><p>Text.</p>
            """);
    assertThat(page.title()).contains("H");
    assertThat(page.published()).contains("2021-05-06");
    assertThat(page.source()).contains("News");
    assertThat(page.author()).contains("A. B.");
    assertThat(page.url()).contains("https://news.example/a");
    assertThat(page.text()).isEqualTo("Text.");
  }

  @Test
  void theHostStandsForASourceWithoutAName() {
    HtmlPage page = HtmlPage.parse("<link rel=canonical href='https://www.Paper.example/x'><p>T");
    assertThat(page.source()).contains("paper.example");
    assertThat(page.published()).isEmpty();
    assertThat(HtmlPage.parse("<time datetime='2020-02-03'>3 Feb</time>").published())
        .contains("2020-02-03");
  }

  @Test
  void anyTextParses() {
    for (String text :
        new String[] {
          "",
          "\u0000",
          "\uD83D",
          "😀😀",
          "<",
          "<p",
          "no markup at all",
          "<frameset><frame></frameset>"
        }) {
      HtmlPage page = HtmlPage.parse(text);
      assertThat(page.text()).isNotNull();
      assertThat(page.title()).isNotNull();
    }
    assertThat(HtmlPage.parse("no markup at all").text()).isEqualTo("no markup at all");
    assertThat(HtmlPage.parse("<div>".repeat(20_000) + "deep").text()).isEqualTo("deep");
    assertThat(HtmlPage.parse("x".repeat(1 << 20)).text()).hasSize(1 << 20);
  }

  @Test
  void pagesThatNestWithoutEndAreRead() {
    for (String tag :
        new String[] {
          "<table><tr><td>",
          "<article>",
          "<div class=comments>",
          "<main>",
          "<ul><li>",
          "<b>",
          "<time datetime=x>"
        }) {
      String html = tag.repeat((1 << 19) / tag.length()) + LONG;
      HtmlPage page = HtmlPage.parse(html);
      assertThat(page.text()).as(tag).contains(LONG);
      assertThat(page.author()).as(tag).isEmpty();
      assertThat(page.isListing()).as(tag).isFalse();
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlPageTest.class.getResourceAsStream("pages/" + name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
