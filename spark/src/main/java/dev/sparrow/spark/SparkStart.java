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
import dev.sparrow.spark.task.SparrowPlugin;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/// A context of Spark's, begun for one of ours.
record SparkStart(SparkContext spark, SparkAnswers answers) {
    private static final String PLUGINS = "spark.plugins";

    /// @param master in Spark's words
    static SparkStart context(String master, Settings settings) {
        var answers = new SparkAnswers();
        SparrowPlugin.serve(settings.changed(), answers::answer);
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
            return new SparkStart(new SparkContext(conf), answers);
        } catch (RuntimeException | LinkageError e) {
            throw new SparrowException(
                    ErrorCode.NO_ENGINE, "Spark does not start on " + master + ": " + ThrowableText.of(e), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
