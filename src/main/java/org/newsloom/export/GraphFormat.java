package org.newsloom.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Formats of undirected, weighted graphs. Nodes and edges are written as they come, none is held.
 *
 * <p>XML has no characters below U+0020 but the white space, and no halves of surrogate pairs:
 * U+FFFD stands for them. White space in a name is one blank, since readers make it that.
 */
public enum GraphFormat {
  /**
   * GraphML, http://graphml.graphdrawing.org/specification.html: NetworkX, igraph, yEd, Cytoscape.
   */
  GRAPHML {
    @Override
    void write(Graph graph, Target target) throws IOException {
      writeXml(target, "", xml -> graphMl(graph, xml));
    }
  },

  /** GEXF 1.3, https://gexf.net: Gephi's own. */
  GEXF {
    @Override
    void write(Graph graph, Target target) throws IOException {
      writeXml(target, "", xml -> gexf(graph, xml));
    }
  },

  /**
   * A folder of nodes.csv and edges.csv, with the columns Gephi's import of spreadsheets asks for.
   */
  GEPHI {
    @Override
    void write(Graph graph, Target target) throws IOException {
      csv(graph, target);
    }
  };

  /** Type of an attribute, by the name GraphML and GEXF have for it. */
  enum Type {
    STRING,
    INTEGER,
    LONG,
    DOUBLE;

    private String in(GraphFormat format) {
      return this == INTEGER && format == GRAPHML ? "int" : name().toLowerCase(Locale.ROOT);
    }
  }

  record Attribute(String name, Type type) {}

  /**
   * @param values as many as node attributes, in their order, null where unknown
   */
  record Node(String id, String label, List<Object> values) {}

  record Edge(String source, String target, double weight, List<Object> values) {}

  record Graph(
      List<Attribute> nodeAttributes,
      Iterator<Node> nodes,
      List<Attribute> edgeAttributes,
      Iterator<Edge> edges) {}

  /** Where files are made. */
  interface Target {
    /**
     * Makes a file.
     *
     * @param name of a file in the folder; empty for the one file of a format that has one
     */
    OutputStream create(String name) throws IOException;
  }

  private interface XmlBody {
    void write(XMLStreamWriter xml) throws XMLStreamException;
  }

  private static final String GRAPHML_NAMESPACE = "http://graphml.graphdrawing.org/xmlns";
  private static final String GEXF_NAMESPACE = "http://gexf.net/1.3";
  private static final int REPLACEMENT = 0xFFFD;

  abstract void write(Graph graph, Target target) throws IOException;

  /** Whether the format is a folder of files. */
  boolean isFolder() {
    return this == GEPHI;
  }

  private static void writeXml(Target target, String name, XmlBody body) throws IOException {
    // The JDK's own, whatever the cluster brings; of a stream, it would split surrogate pairs.
    try (Writer text = writer(target.create(name))) {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      body.write(xml);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private static Writer writer(OutputStream out) {
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  private static void graphMl(Graph graph, XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartElement("graphml");
    xml.writeDefaultNamespace(GRAPHML_NAMESPACE);
    key(xml, "label", "node", "label", Type.STRING);
    for (Attribute attribute : graph.nodeAttributes()) {
      key(xml, "node_" + attribute.name(), "node", attribute.name(), attribute.type());
    }
    key(xml, "weight", "edge", "weight", Type.DOUBLE);
    for (Attribute attribute : graph.edgeAttributes()) {
      key(xml, "edge_" + attribute.name(), "edge", attribute.name(), attribute.type());
    }
    start(xml, "graph", "edgedefault", "undirected");
    while (graph.nodes().hasNext()) {
      Node node = graph.nodes().next();
      start(xml, "node", "id", node.id());
      data(xml, "label", node.label());
      for (int i = 0; i < node.values().size(); i++) {
        data(xml, "node_" + graph.nodeAttributes().get(i).name(), node.values().get(i));
      }
      xml.writeEndElement();
    }
    long number = 0;
    while (graph.edges().hasNext()) {
      Edge edge = graph.edges().next();
      start(xml, "edge", "id", "e" + number++, "source", edge.source(), "target", edge.target());
      data(xml, "weight", edge.weight());
      for (int i = 0; i < edge.values().size(); i++) {
        data(xml, "edge_" + graph.edgeAttributes().get(i).name(), edge.values().get(i));
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static void key(XMLStreamWriter xml, String id, String of, String name, Type type)
      throws XMLStreamException {
    start(xml, "key", "id", id, "for", of, "attr.name", name, "attr.type", type.in(GRAPHML));
    xml.writeEndElement();
  }

  private static void data(XMLStreamWriter xml, String key, Object value)
      throws XMLStreamException {
    if (value != null) {
      start(xml, "data", "key", key);
      xml.writeCharacters(text(value));
      xml.writeEndElement();
    }
  }

  private static void gexf(Graph graph, XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartElement("gexf");
    xml.writeDefaultNamespace(GEXF_NAMESPACE);
    xml.writeAttribute("version", "1.3");
    start(xml, "graph", "mode", "static", "defaultedgetype", "undirected");
    attributes(xml, "node", graph.nodeAttributes());
    attributes(xml, "edge", graph.edgeAttributes());
    xml.writeStartElement("nodes");
    while (graph.nodes().hasNext()) {
      Node node = graph.nodes().next();
      start(xml, "node", "id", node.id(), "label", node.label());
      values(xml, node.values());
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeStartElement("edges");
    long number = 0;
    while (graph.edges().hasNext()) {
      Edge edge = graph.edges().next();
      start(
          xml,
          "edge",
          "id",
          String.valueOf(number++),
          "source",
          edge.source(),
          "target",
          edge.target(),
          "weight",
          String.valueOf(edge.weight()));
      values(xml, edge.values());
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static void attributes(XMLStreamWriter xml, String of, List<Attribute> attributes)
      throws XMLStreamException {
    start(xml, "attributes", "class", of);
    for (int i = 0; i < attributes.size(); i++) {
      Attribute attribute = attributes.get(i);
      start(
          xml,
          "attribute",
          "id",
          String.valueOf(i),
          "title",
          attribute.name(),
          "type",
          attribute.type().in(GEXF));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static void values(XMLStreamWriter xml, List<Object> values) throws XMLStreamException {
    xml.writeStartElement("attvalues");
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) != null) {
        start(xml, "attvalue", "for", String.valueOf(i), "value", String.valueOf(values.get(i)));
        xml.writeEndElement();
      }
    }
    xml.writeEndElement();
  }

  /** Starts an element with attributes, given as names and values in turn. */
  private static void start(XMLStreamWriter xml, String name, String... attributes)
      throws XMLStreamException {
    xml.writeStartElement(name);
    for (int i = 0; i < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i], text(attributes[i + 1]));
    }
  }

  /** The value as text in which XML can be written. */
  static String text(Object value) {
    String text = String.valueOf(value);
    if (text.codePoints().allMatch(c -> c >= ' ' && isXml(c))) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> isXml(c) ? (c < ' ' ? ' ' : c) : REPLACEMENT)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  /** Char of XML 1.0. */
  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= ' ' && c <= 0xD7FF)
        || (c >= 0xE000 && c <= REPLACEMENT)
        || c >= 0x10000;
  }

  private static void csv(Graph graph, Target target) throws IOException {
    try (CSVPrinter nodes = printer(target, "nodes.csv")) {
      nodes.print("Id");
      nodes.print("Label");
      header(nodes, graph.nodeAttributes());
      graph.nodes().forEachRemaining(node -> print(nodes, node.values(), node.id(), node.label()));
    }
    try (CSVPrinter edges = printer(target, "edges.csv")) {
      for (String column : List.of("Source", "Target", "Type", "Weight")) {
        edges.print(column);
      }
      header(edges, graph.edgeAttributes());
      graph
          .edges()
          .forEachRemaining(
              edge ->
                  print(
                      edges,
                      edge.values(),
                      edge.source(),
                      edge.target(),
                      "Undirected",
                      edge.weight()));
    }
  }

  private static CSVPrinter printer(Target target, String name) throws IOException {
    return new CSVPrinter(writer(target.create(name)), CSVFormat.RFC4180);
  }

  private static void header(CSVPrinter csv, List<Attribute> attributes) throws IOException {
    for (Attribute attribute : attributes) {
      csv.print(attribute.name());
    }
    csv.println();
  }

  private static void print(CSVPrinter csv, List<Object> values, Object... first) {
    try {
      for (Object value : first) {
        csv.print(value);
      }
      for (Object value : values) {
        csv.print(value);
      }
      csv.println();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
