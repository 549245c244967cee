package org.newsloom.job;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What work took.
 *
 * @param seconds wall time
 * @param cpuSeconds time on processors over all threads of the process, which other work on the
 *     machine changes less; 0 where the system does not tell
 */
public record Cost(double seconds, double cpuSeconds) {

  /** Work that may fail in a way of its own. */
  @FunctionalInterface
  public interface Work<E extends Exception> {
    void run() throws E;
  }

  /** Does the work, and measures it. */
  public static <E extends Exception> Cost of(Work<E> work) throws E {
    long cpuStart = processCpuNanos();
    long start = System.nanoTime();
    work.run();
    return new Cost((System.nanoTime() - start) / 1e9, (processCpuNanos() - cpuStart) / 1e9);
  }

  /** Median of each time by itself; of an even number of costs, the greater of the middle two. */
  public static Cost median(List<Cost> costs) {
    return new Cost(median(costs, Cost::seconds), median(costs, Cost::cpuSeconds));
  }

  private static double median(List<Cost> costs, ToDoubleFunction<Cost> time) {
    return costs.stream().mapToDouble(time).sorted().toArray()[costs.size() / 2];
  }

  private static long processCpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }
}
