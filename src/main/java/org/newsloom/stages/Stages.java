package org.newsloom.stages;

import java.util.List;
import java.util.stream.Stream;
import org.newsloom.job.Stage;
import org.newsloom.tables.Table;
import picocli.CommandLine;

/** The stages in the order in which {@code run} runs them. */
public final class Stages {

  /** New stages with default options. */
  public static List<Stage> inOrder() {
    KnowledgeOption knowledge = new KnowledgeOption();
    LexiconOption lexicon = new LexiconOption();
    return List.of(
        new Ingest(),
        new Clean(),
        new Split(),
        new MatchCopies(),
        new Annotate(knowledge, lexicon),
        new Resolve(knowledge, lexicon),
        new MeasureTone(),
        new Pair(),
        new DetectChanges());
  }

  /** New stages that read these inputs, with default options otherwise. */
  public static List<Stage> over(List<String> inputs) {
    List<Stage> stages = inOrder();
    new CommandLine(stages.get(0))
        .parseArgs(Stream.concat(Stream.of("--input"), inputs.stream()).toArray(String[]::new));
    for (Stage stage : stages.subList(1, stages.size())) {
      new CommandLine(stage).parseArgs();
    }
    return stages;
  }

  /** Those of {@link #over} from the first to the one that writes the table. */
  public static List<Stage> upTo(Table table, List<String> inputs) {
    List<Stage> all = over(inputs);
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).writes().contains(table)) {
        return all.subList(0, i + 1);
      }
    }
    throw new IllegalArgumentException("No stage writes " + table);
  }

  private Stages() {}
}
