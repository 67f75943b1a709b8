/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.context;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.operator.OperatorCall;

import org.slf4j.LoggerFactory;

import java.util.Arrays;
import java.util.Locale;

/// The levels of logging. slf4j has no word for it, so this knows the libraries behind it that can be told while they
/// run.
public enum LogLevel {
    ALL("ALL"),
    TRACE("TRACE"),
    DEBUG("DEBUG"),
    INFO("INFO"),
    WARN("WARN"),
    ERROR("ERROR"),
    FATAL("ERROR"),
    OFF("OFF");

    private static final String LOGBACK = "ch.qos.logback.classic.";

    private final String logback;

    LogLevel(String logback) {
        this.logback = logback;
    }

    public static LogLevel of(OperatorCall call, String name) {
        return Arrays.stream(values())
                .filter(level -> name != null && level.name().equals(name.toUpperCase(Locale.ROOT)))
                .findAny()
                .orElseThrow(() ->
                        SparrowException.invalidArgument(
                                call.label()
                                        + ": there is no level "
                                        + name
                                        + ", only "
                                        + Arrays.toString(values()).replaceAll("[\\[\\]]", "")
                                        + "."));
    }

    /// Logback is not on the class path of every program, so nothing here is linked to it.
    public void set(OperatorCall call) {
        set(call, LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME));
    }

    void set(OperatorCall call, Object root) {
        try {
            if (!root.getClass().getName().equals(LOGBACK + "Logger")) {
                throw new ClassNotFoundException(root.getClass().getName());
            }
            var type = Class.forName(LOGBACK + "Level", true, root.getClass().getClassLoader());
            root.getClass().getMethod("setLevel", type).invoke(root, type.getField(logback).get(null));
        } catch (ReflectiveOperationException e) {
            throw new SparrowException(
                    ErrorCode.INVALID_CONFIGURATION,
                    call.label()
                            + ": logging goes to "
                            + root.getClass().getName()
                            + ", of which Sparrow does not know how to set the level. Set it there, or use logback.",
                    e);
        }
    }
}
