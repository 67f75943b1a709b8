/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import java.util.List;
import java.util.Map;

/// How the actors of a driver or an executor are run.
///
/// Daemon threads, few of them: tasks run on others. Typed actors log through slf4j by themselves, so Akka's own
/// loggers are not started. The JVM's exit is our hook's affair, and never Akka's.
public final class ActorConfig {
    private static final Map<String, Object> AKKA =
            Map.of(
                    "akka.daemonic", "on",
                    "akka.jvm-shutdown-hooks", "off",
                    "akka.coordinated-shutdown.run-by-jvm-shutdown-hook", "off",
                    "akka.log-dead-letters", "off",
                    "akka.loggers", List.of(),
                    "akka.jvm-exit-on-fatal-error", "off",
                    "akka.actor.default-dispatcher.fork-join-executor.parallelism-min", "1",
                    "akka.actor.default-dispatcher.fork-join-executor.parallelism-max", "1",
                    "akka.actor.internal-dispatcher.fork-join-executor.parallelism-min", "1",
                    "akka.actor.internal-dispatcher.fork-join-executor.parallelism-max", "2");

    private ActorConfig() {}

    public static Config get() {
        return ConfigFactory.parseMap(AKKA)
                .withFallback(ConfigFactory.parseResources(ActorConfig.class, "akka.conf"))
                .resolve();
    }
}
