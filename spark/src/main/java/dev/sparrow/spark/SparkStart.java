/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import dev.sparrow.closure.SnippetCode;
import dev.sparrow.config.Keys;
import dev.sparrow.config.Settings;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.error.ThrowableText;
import dev.sparrow.spark.task.ExecutorSide;
import dev.sparrow.spark.task.SparrowPlugin;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;

import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

import java.util.stream.IntStream;

/// A context of ours on one of Spark's. Spark allows one in a process, so all of ours share it, as long as one is open.
record SparkStart(SparkContext spark, SparkAnswers answers) implements AutoCloseable {
    /// Where the Java is on which executors start.
    static final String JAVA_HOME = "spark.executorEnv.JAVA_HOME";

    private static final String PLUGINS = "spark.plugins";

    private static SparkContext shared;
    private static int users;

    /// @param master in Spark's words
    static synchronized SparkStart context(String master, Settings settings) {
        var answers = new SparkAnswers();
        if (users == 0) {
            shared = begin(master, settings);
        } else if (!shared.master().equals(master)) {
            throw new SparrowException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "This process has a context on Spark's master "
                            + shared.master()
                            + ", and Spark allows no other beside it. Close it before one on "
                            + master
                            + " is opened.");
        }
        users++;
        SparrowPlugin.serve(answers.context(), settings.changed(), answers::answer);
        return new SparkStart(shared, answers);
    }

    private static SparkContext begin(String master, Settings settings) {
        var conf = new SparkConf(true).setMaster(master).setAppName(settings.get(Keys.APP_NAME));
        var plugin = SparrowPlugin.class.getName();
        conf.set(PLUGINS, conf.contains(PLUGINS) ? conf.get(PLUGINS) + "," + plugin : plugin);
        conf.setIfMissing("spark.ui.showConsoleProgress", "false"); // ours is there
        SparkJars.add(conf, master, System.getProperty("java.class.path"), settings.localDir());
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        if (before instanceof SnippetCode) { // what is typed comes in units
            thread.setContextClassLoader(before.getParent());
        }
        try {
            if (!settings.get(Keys.SPARK_JAVA_INSTALL).isEmpty() && !SparkJars.isHere(master)) {
                JavaInstallation.install(conf, settings.get(Keys.SPARK_JAVA_INSTALL), settings.localDir());
            }
            return new SparkContext(conf);
        } catch (RuntimeException | LinkageError e) {
            throw new SparrowException(
                    ErrorCode.NO_ENGINE, "Spark does not start on " + master + ": " + ThrowableText.of(e), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /// A dataset of Spark's with a number in each partition.
    static RDD<Object> numbers(SparkContext spark, int partitions) {
        var numbers = IntStream.range(0, partitions).<Object>mapToObj(number -> number).toList();
        return spark.parallelize(
                CollectionConverters.asScala(numbers).toSeq(), partitions, ClassTag$.MODULE$.apply(Object.class));
    }

    @Override
    public void close() {
        synchronized (SparkStart.class) {
            if (--users == 0) {
                spark.stop();
                shared = null;
            }
        }
        ExecutorSide.end(answers.context()); // in this process, where tasks run here
        SparrowPlugin.end(answers.context());
    }
}
