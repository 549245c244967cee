package org.newsloom;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.newsloom.job.Sessions;

/** Gives every test that asks for a SparkSession the same one. */
public final class SharedSparkSession implements ParameterResolver {
  private static final class Held implements AutoCloseable {
    private final SparkSession spark =
        Sessions.builder(
                new SparkConf()
                    .setMaster("local[2]")
                    .set("spark.ui.enabled", "false")
                    .set("spark.ui.showConsoleProgress", "false")
                    .set("spark.sql.shuffle.partitions", "2"))
            .getOrCreate();

    @Override
    public void close() {
      spark.stop();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SparkSession.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .getOrComputeIfAbsent(Held.class, key -> new Held(), Held.class)
        .spark;
  }
}
