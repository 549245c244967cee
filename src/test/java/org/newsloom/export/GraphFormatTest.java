package org.newsloom.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

final class GraphFormatTest {
  private static final String HOSTILE =
      "\"Q\" & <Sons> 'Ltd', ]]> \u00e9 \ud83d\ude00 \u4e2d; a\tb\nc\u0000\u000b\ud83d\uffff.";

  /** What XML can hold of it. */
  private static final String CLEAN =
      "\"Q\" & <Sons> 'Ltd', ]]> \u00e9 \ud83d\ude00 \u4e2d; a b c\ufffd\ufffd\ufffd\ufffd.";

  private static final List<GraphFormat.Attribute> OF_NODES =
      List.of(
          new GraphFormat.Attribute("entity_type", GraphFormat.Type.STRING),
          new GraphFormat.Attribute("story_count", GraphFormat.Type.LONG),
          new GraphFormat.Attribute("community_id", GraphFormat.Type.INTEGER),
          new GraphFormat.Attribute("pagerank", GraphFormat.Type.DOUBLE));

  private static final List<GraphFormat.Attribute> OF_EDGES =
      List.of(
          new GraphFormat.Attribute("npmi", GraphFormat.Type.DOUBLE),
          new GraphFormat.Attribute("sentence_count", GraphFormat.Type.LONG));

  private static Map<String, String> written(
      GraphFormat format, List<GraphFormat.Node> nodes, List<GraphFormat.Edge> edges)
      throws IOException {
    Map<String, ByteArrayOutputStream> files = new LinkedHashMap<>();
    format.write(
        new GraphFormat.Graph(OF_NODES, nodes.iterator(), OF_EDGES, edges.iterator()),
        name -> files.computeIfAbsent(name, key -> new ByteArrayOutputStream()));
    Map<String, String> texts = new LinkedHashMap<>();
    files.forEach((name, bytes) -> texts.put(name, bytes.toString(StandardCharsets.UTF_8)));
    return texts;
  }

  private static Map<String, String> written(GraphFormat format) throws IOException {
    return written(
        format,
        List.of(
            new GraphFormat.Node("n1", HOSTILE, Arrays.asList("ORG", 12L, 3, 0.25)),
            new GraphFormat.Node("n2", "Plain", Arrays.asList("PER", 7L, null, null))),
        List.of(new GraphFormat.Edge("n1", "n2", 5, Arrays.asList(-0.5, 0L))));
  }

  private static Element parsed(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Document document =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    return document.getDocumentElement();
  }

  private static List<Element> elements(Element of, String name) {
    List<Element> found = new ArrayList<>();
    var nodes = of.getElementsByTagNameNS("*", name);
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  private static void requireEdgesBetweenNodes(Element root) {
    Set<String> ids = new HashSet<>();
    for (Element node : elements(root, "node")) {
      assertThat(ids.add(node.getAttribute("id"))).isTrue();
    }
    Set<String> edges = new HashSet<>();
    for (Element edge : elements(root, "edge")) {
      assertThat(edges.add(edge.getAttribute("id"))).isTrue();
      assertThat(ids).contains(edge.getAttribute("source"), edge.getAttribute("target"));
    }
  }

  @Test
  void graphMlHoldsTypedValuesUnderDeclaredKeys() throws Exception {
    Element root = parsed(written(GraphFormat.GRAPHML).get(""));
    assertThat(root.getNamespaceURI()).isEqualTo("http://graphml.graphdrawing.org/xmlns");
    assertThat(elements(root, "graph").get(0).getAttribute("edgedefault")).isEqualTo("undirected");
    requireEdgesBetweenNodes(root);
    Map<String, String> keys = new LinkedHashMap<>();
    for (Element key : elements(root, "key")) {
      keys.put(
          key.getAttribute("id"),
          key.getAttribute("for")
              + " "
              + key.getAttribute("attr.name")
              + " "
              + key.getAttribute("attr.type"));
    }
    assertThat(keys.values())
        .containsExactly(
            "node label string",
            "node entity_type string",
            "node story_count long",
            "node community_id int",
            "node pagerank double",
            "edge weight double",
            "edge npmi double",
            "edge sentence_count long");
    List<String> data = new ArrayList<>();
    for (Element value : elements(root, "data")) {
      assertThat(keys).containsKey(value.getAttribute("key"));
      data.add(
          keys.get(value.getAttribute("key")).split(" ", -1)[1] + "=" + value.getTextContent());
    }
    assertThat(data)
        .containsExactly(
            "label=" + CLEAN,
            "entity_type=ORG",
            "story_count=12",
            "community_id=3",
            "pagerank=0.25",
            "label=Plain",
            "entity_type=PER",
            "story_count=7",
            "weight=5.0",
            "npmi=-0.5",
            "sentence_count=0");
  }

  @Test
  void gexfHoldsTypedValuesOfDeclaredAttributes() throws Exception {
    Element root = parsed(written(GraphFormat.GEXF).get(""));
    assertThat(root.getNamespaceURI()).isEqualTo("http://gexf.net/1.3");
    requireEdgesBetweenNodes(root);
    assertThat(elements(root, "node"))
        .extracting(node -> node.getAttribute("label"))
        .containsExactly(CLEAN, "Plain");
    assertThat(elements(root, "edge"))
        .extracting(edge -> edge.getAttribute("weight"))
        .containsExactly("5.0");
    List<String> values = new ArrayList<>();
    for (String kind : List.of("node", "edge")) {
      Element declared =
          elements(root, "attributes").stream()
              .filter(attributes -> attributes.getAttribute("class").equals(kind))
              .findFirst()
              .orElseThrow();
      Map<String, String> titles = new LinkedHashMap<>();
      for (Element attribute : elements(declared, "attribute")) {
        titles.put(
            attribute.getAttribute("id"),
            attribute.getAttribute("title") + ":" + attribute.getAttribute("type"));
      }
      for (Element item : elements(root, kind)) {
        for (Element value : elements(item, "attvalue")) {
          values.add(titles.get(value.getAttribute("for")) + "=" + value.getAttribute("value"));
        }
      }
    }
    assertThat(values)
        .containsExactly(
            "entity_type:string=ORG",
            "story_count:long=12",
            "community_id:integer=3",
            "pagerank:double=0.25",
            "entity_type:string=PER",
            "story_count:long=7",
            "npmi:double=-0.5",
            "sentence_count:long=0");
  }

  @Test
  void gephisSheetsKeepEveryCharacter() throws Exception {
    Map<String, String> files = written(GraphFormat.GEPHI);
    assertThat(files).containsOnlyKeys("nodes.csv", "edges.csv");
    List<CSVRecord> nodes = records(files.get("nodes.csv"));
    assertThat(nodes.get(0).values())
        .containsExactly("Id", "Label", "entity_type", "story_count", "community_id", "pagerank");
    // A half of a surrogate pair has no UTF-8.
    assertThat(nodes.get(1).values())
        .containsExactly(
            "n1", HOSTILE.replace("\ud83d\uffff", "?\uffff"), "ORG", "12", "3", "0.25");
    assertThat(nodes.get(2).values()).containsExactly("n2", "Plain", "PER", "7", "", "");
    List<CSVRecord> edges = records(files.get("edges.csv"));
    assertThat(edges.get(0).values())
        .containsExactly("Source", "Target", "Type", "Weight", "npmi", "sentence_count");
    assertThat(edges.get(1).values()).containsExactly("n1", "n2", "Undirected", "5.0", "-0.5", "0");
  }

  private static List<CSVRecord> records(String csv) throws IOException {
    return CSVFormat.RFC4180.parse(new StringReader(csv)).getRecords();
  }

  @Test
  void anEmptyGraphIsWellFormed() throws Exception {
    for (GraphFormat format : List.of(GraphFormat.GRAPHML, GraphFormat.GEXF)) {
      Element root = parsed(written(format, List.of(), List.of()).get(""));
      assertThat(elements(root, "graph")).hasSize(1);
      assertThat(elements(root, "node")).isEmpty();
    }
  }
}
