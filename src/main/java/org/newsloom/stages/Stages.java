package org.newsloom.stages;

import java.util.List;
import org.newsloom.job.Stage;

/** The stages in the order in which {@code run} runs them. */
public final class Stages {

  /** New stages with default options. */
  public static List<Stage> inOrder() {
    return List.of(
        new Ingest(),
        new Clean(),
        new Split(),
        new MatchCopies(),
        new Annotate(),
        new Resolve(),
        new MeasureTone(),
        new Pair(),
        new DetectChanges());
  }

  private Stages() {}
}
