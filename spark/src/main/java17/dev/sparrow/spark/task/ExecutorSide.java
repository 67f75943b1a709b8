/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark.task;

import org.apache.spark.api.plugin.PluginContext;

import java.util.Map;

/// The one [TaskSide] of a process of Spark's, made by the first task.
public final class ExecutorSide {
    /// What our programs are compiled for.
    public static final int JAVA = 25;

    private static PluginContext context;
    private static Map<String, String> settings;
    private static TaskSide side;

    private ExecutorSide() {}

    /// Spark begins to use this process for an application.
    static synchronized void begin(PluginContext plugin, Map<String, String> fromDriver) {
        context = plugin;
        settings = fromDriver;
    }

    /// What runs the tasks here.
    ///
    /// @throws WrongJava if this process cannot
    static synchronized TaskSide get() {
        check(Runtime.version().feature());
        if (side == null) {
            side = make();
        }
        return side;
    }

    /// @throws WrongJava with a sentence that says what to do, if `feature` is too old
    static void check(int feature) {
        if (feature < JAVA) {
            var who = context == null ? "" : " " + context.executorID() + " on " + context.hostname();
            throw new WrongJava(
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
                            + " on the workers; Spark's master and workers can stay on theirs.");
        }
    }

    private static TaskSide make() {
        try {
            return Class.forName("dev.sparrow.spark.executor.SparkTasks", true, ExecutorSide.class.getClassLoader())
                    .asSubclass(TaskSide.class)
                    .getConstructor(PluginContext.class, Map.class)
                    .newInstance(context, settings);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Tasks of Sparrow cannot run here", e);
        }
    }

    /// The application is over.
    static synchronized void end() {
        if (side != null) {
            side.close();
        }
        side = null;
        context = null;
    }
}
