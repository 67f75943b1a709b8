/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;

import dev.sparrow.error.PlainText;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/// Logging of the distribution: warnings and errors on standard error; results own standard output.
///
/// In Java and not in XML, because reading a configuration file with its pattern takes longer than a small job. Whoever
/// wants another one names it: `SPARROW_JAVA_OPTS=-Dlogback.configurationFile=FILE`.
public final class ConsoleLogging extends ContextAwareBase implements Configurator {

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        var line = new Line();
        line.setContext(context);
        line.start();
        var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
        encoder.setContext(context);
        encoder.setLayout(line);
        encoder.start();
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(console);
        quiet(context);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /// What Spark, where jobs run there, says of tasks that fail is told by their jobs.
    private static void quiet(LoggerContext context) {
        context.getLogger("org.apache.spark").setLevel(Level.ERROR);
        context.getLogger("org.apache.spark.executor.Executor").setLevel(Level.OFF);
        context.getLogger("org.apache.spark.scheduler.TaskSetManager").setLevel(Level.OFF);
        context.getLogger("org.apache.hadoop").setLevel(Level.ERROR);
    }

    /// Such as `14:03:59 WARN EventBus: An event listener failed`, with the stack trace below.
    private static final class Line extends LayoutBase<ILoggingEvent> {
        @Override
        public String doLayout(ILoggingEvent event) {
            var time =
                    LocalTime.ofInstant(Instant.ofEpochMilli(event.getTimeStamp()), ZoneId.systemDefault())
                            .truncatedTo(ChronoUnit.SECONDS);
            var logger = event.getLoggerName();
            var trace = event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            return time
                    + " "
                    + event.getLevel()
                    + " "
                    + logger.substring(logger.lastIndexOf('.') + 1)
                    + ": "
                    + PlainText.lines(event.getFormattedMessage())
                    + System.lineSeparator()
                    + PlainText.lines(trace.replace(System.lineSeparator(), "\n"));
        }
    }
}
