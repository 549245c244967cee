package org.newsloom.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
