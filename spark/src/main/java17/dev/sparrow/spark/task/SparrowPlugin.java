/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark.task;

import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// Our part of Spark's processes: by it, executors ask their driver. Spark makes it by its name.
public final class SparrowPlugin implements SparkPlugin {
    /// The context of a request that wants nothing but to be heard.
    private static final int NONE = -2;

    private static final Map<Integer, Served> SERVED = new ConcurrentHashMap<>();

    private record Served(HashMap<String, String> settings, UnaryOperator<byte[]> answers) {}

    /// A request of an executor.
    ///
    /// @param context the number of the context that it works for
    /// @param request in our words; empty for the settings of the context
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Request(int context, byte[] request) implements Serializable {}

    /// Says what the driver of a context of this process does.
    ///
    /// @param settings for executors
    /// @param answers to what they ask for; empty if there is no answer, else 1 and the answer
    public static void serve(int context, Map<String, String> settings, UnaryOperator<byte[]> answers) {
        SERVED.put(context, new Served(new HashMap<>(settings), answers));
    }

    /// A context is closed.
    public static void end(int context) {
        SERVED.remove(context);
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
        public Object receive(Object message) {
            var asked = (Request) message;
            if (asked.context() == NONE) {
                return asked.request();
            }
            var served = SERVED.get(asked.context());
            if (served == null) {
                throw new IllegalStateException("The context is closed");
            }
            return asked.request().length == 0 ? served.settings() : served.answers().apply(asked.request());
        }
    }

    private static final class OfExecutor implements ExecutorPlugin {
        @Override
        public void init(PluginContext context, Map<String, String> fromDriver) {
            ExecutorSide.begin(context);
            // Spark looks for the driver when it is asked first, and never again: not on the thread of a task, then,
            // which may be interrupted.
            ExecutorSide.ask(NONE, new byte[0]);
        }

        @Override
        public void shutdown() {
            ExecutorSide.end();
        }
    }
}
