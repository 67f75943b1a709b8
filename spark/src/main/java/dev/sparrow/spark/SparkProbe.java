/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import dev.sparrow.error.ThrowableText;
import dev.sparrow.spark.task.Probe;
import dev.sparrow.spark.task.UnfitExecutor;

import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import scala.reflect.ClassTag$;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// A look at the executors before the first stage: whether one comes, and runs the Java that our programs need.
///
/// Where their Java does not start, Spark tries again without end and tells nobody, so somebody has to look at the
/// clock.
final class SparkProbe {
    private static final Logger LOG = LoggerFactory.getLogger(SparkProbe.class);
    private static final Duration WARNED_AFTER = Duration.ofSeconds(15);

    private final SparkContext spark;
    private final Duration limit;
    private boolean done;

    /// @param limit how long to wait for an executor; 0 means for ever
    SparkProbe(SparkContext spark, Duration limit) {
        this.spark = spark;
        this.limit = limit;
    }

    /// Waits for an executor, unless one was seen before.
    ///
    /// @param group of Spark's, in which the calling thread's jobs are
    /// @throws UnfitExecutor if it cannot run our programs, or none comes
    synchronized void look(String group) {
        if (done || spark.isLocal()) {
            return;
        }
        var isLate = new AtomicBoolean();
        var clock = Thread.ofVirtual().start(() -> watch(group, isLate));
        try {
            spark.runJob(SparkStart.numbers(spark, 1), new Probe(), ClassTag$.MODULE$.apply(String.class));
            done = true;
        } catch (Exception e) { // Spark's are checked ones that it does not declare
            if (isLate.get()) {
                throw new UnfitExecutor(missing(limit));
            }
            if (spark.isStopped() || ThrowableText.of(e).contains("Master removed our application")) {
                throw new UnfitExecutor("Spark has given the application up. " + causes());
            }
            throw e;
        } finally {
            clock.interrupt();
        }
    }

    private void watch(String group, AtomicBoolean isLate) {
        try {
            if (limit.isZero() || limit.compareTo(WARNED_AFTER) > 0) {
                Thread.sleep(WARNED_AFTER);
                LOG.warn(missing(WARNED_AFTER));
            }
            if (!limit.isZero()) {
                Thread.sleep(limit.minus(WARNED_AFTER).isPositive() ? limit.minus(WARNED_AFTER) : limit);
                isLate.set(true);
                spark.cancelJobGroup(group, "no executor has begun to work");
            }
        } catch (InterruptedException e) {
            // one has
        }
    }

    private String missing(Duration waited) {
        return "No executor of "
                + spark.master()
                + " has begun to work within "
                + waited.toMillis() / 1000.0
                + " s. "
                + causes();
    }

    private String causes() {
        var home = spark.conf().get(SparkStart.JAVA_HOME, "");
        return (home.isEmpty()
                        ? "The cluster may have no cores or memory free for one (spark.executor.cores,"
                                + " spark.executor.memory)."
                        : "Executors start as "
                                + home
                                + "/bin/java ("
                                + SparkStart.JAVA_HOME
                                + "): see whether that starts on the workers; Spark does not tell.")
                + " What an executor said before it ended stands in the log of its worker, on a standalone cluster in work/"
                + spark.applicationId()
                + "/*/stderr there.";
    }
}
