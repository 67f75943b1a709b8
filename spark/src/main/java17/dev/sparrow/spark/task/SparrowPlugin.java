/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark.task;

import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

import java.util.Map;
import java.util.function.UnaryOperator;

/// Our part of Spark's processes: by it, executors ask their driver. Spark makes it by its name.
public final class SparrowPlugin implements SparkPlugin {
    private static volatile Map<String, String> settings = Map.of();
    private static volatile UnaryOperator<byte[]> driver;

    /// Says what the driver of the next context of this process does.
    ///
    /// @param forExecutors what they are told at their begin
    /// @param answers to what they ask for; empty if there is no answer, else 1 and the answer
    public static void serve(Map<String, String> forExecutors, UnaryOperator<byte[]> answers) {
        settings = forExecutors;
        driver = answers;
    }

    @Override
    public DriverPlugin driverPlugin() {
        return new Driver();
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new OfExecutor();
    }

    private static final class Driver implements DriverPlugin {
        @Override
        public Map<String, String> init(SparkContext context, PluginContext plugin) {
            return settings;
        }

        @Override
        public Object receive(Object message) {
            return driver.apply((byte[]) message);
        }
    }

    private static final class OfExecutor implements ExecutorPlugin {
        @Override
        public void init(PluginContext context, Map<String, String> fromDriver) {
            ExecutorSide.begin(context, fromDriver);
        }

        @Override
        public void shutdown() {
            ExecutorSide.end();
        }
    }
}
