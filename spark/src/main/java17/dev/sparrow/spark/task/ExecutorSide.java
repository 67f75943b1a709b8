/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark.task;

import org.apache.spark.SparkEnv;
import org.apache.spark.api.plugin.PluginContext;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// What runs the tasks of our contexts in a process of Spark's, made by their first tasks.
public final class ExecutorSide {
    /// What our programs are compiled for.
    public static final int JAVA = 25;

    private static final Map<Integer, TaskSide> SIDES = new HashMap<>();

    private static PluginContext spark;

    private ExecutorSide() {}

    /// Spark begins to use this process.
    static synchronized void begin(PluginContext plugin) {
        spark = plugin;
    }

    /// What runs the tasks of a context here.
    ///
    /// @throws UnfitExecutor if this process cannot
    static synchronized TaskSide of(int context) {
        check(Runtime.version().feature());
        return SIDES.computeIfAbsent(context, ExecutorSide::make);
    }

    /// @throws UnfitExecutor with a sentence that says what to do, if `feature` is too old
    static void check(int feature) {
        if (feature < JAVA) {
            var who = spark == null ? "" : " " + spark.executorID() + " on " + host();
            throw new UnfitExecutor(
                    "Executor"
                            + who
                            + " runs Java "
                            + feature
                            + " ("
                            + System.getProperty("java.home")
                            + "), and tasks of Sparrow need Java "
                            + JAVA
                            + ". Set spark.executorEnv.JAVA_HOME to the folder of a Java "
                            + JAVA
                            + " on the workers, or sparrow.spark.java.install to a folder there in which it is to be installed;"
                            + " Spark's master and workers can stay on theirs.");
        }
    }

    /// The host of this process, as Spark calls it.
    static String host() {
        return SparkEnv.get().blockManager().blockManagerId().host();
    }

    /// What the driver answers.
    public static Object ask(int context, byte[] request) {
        try {
            return spark.ask(new SparrowPlugin.Request(context, request));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The driver did not answer", e);
        }
    }

    private static TaskSide make(int context) {
        try {
            return Class.forName("dev.sparrow.spark.executor.SparkTasks", true, ExecutorSide.class.getClassLoader())
                    .asSubclass(TaskSide.class)
                    .getConstructor(PluginContext.class, int.class)
                    .newInstance(spark, context);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Tasks of Sparrow cannot run here", e);
        }
    }

    /// A context of ours is closed.
    public static void end(int context) {
        TaskSide side;
        synchronized (ExecutorSide.class) {
            side = SIDES.remove(context);
        }
        if (side != null) {
            side.close();
        }
    }

    /// Spark uses this process no longer.
    static void end() {
        Set<Integer> all;
        synchronized (ExecutorSide.class) {
            all = Set.copyOf(SIDES.keySet());
        }
        all.forEach(ExecutorSide::end);
    }
}
