/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.config.ConfigKey;
import dev.sparrow.config.Keys;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Settings that a program makes in code. They come before those of the command line and of a properties file, so set
/// here only what must not be changed from outside.
public final class SparrowConf {
    private final Map<String, String> values = new TreeMap<>();

    /// Such as `local[4]`.
    public SparrowConf setMaster(String master) {
        return set(Keys.MASTER, master);
    }

    public SparrowConf setAppName(String name) {
        return set(Keys.APP_NAME, name);
    }

    /// Sets one value; a later call for the same key wins.
    ///
    /// @param key one of [Keys]; the context refuses others when it starts
    public SparrowConf set(String key, String value) {
        values.put(key, value);
        return this;
    }

    public SparrowConf set(ConfigKey<?> key, String value) {
        return set(key.name(), value);
    }

    /// Sets one value, unless there is one already.
    public SparrowConf setIfMissing(String key, String value) {
        values.putIfAbsent(key, value);
        return this;
    }

    /// Sets the values of all these keys.
    public SparrowConf setAll(Map<String, String> all) {
        values.putAll(all);
        return this;
    }

    /// From now on nothing is set here for a key.
    public SparrowConf remove(String key) {
        values.remove(key);
        return this;
    }

    /// What was set here for a key; empty if nothing was.
    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /// What was set here for a key, or else `otherwise`.
    public String get(String key, String otherwise) {
        return values.getOrDefault(key, otherwise);
    }

    /// What was set here for a key as a whole number, or else `otherwise`.
    ///
    /// @throws SparrowException [ErrorCode#INVALID_CONFIGURATION] if it is none, as for the next ones
    public int getInt(String key, int otherwise) {
        return as(key, "a whole number", Integer::valueOf).orElse(otherwise);
    }

    public long getLong(String key, long otherwise) {
        return as(key, "a whole number", Long::valueOf).orElse(otherwise);
    }

    public double getDouble(String key, double otherwise) {
        return as(key, "a number", Double::valueOf).orElse(otherwise);
    }

    public boolean getBoolean(String key, boolean otherwise) {
        return as(key, "true or false", SparrowConf::truth).orElse(otherwise);
    }

    private static boolean truth(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
        }
        throw new IllegalArgumentException(text);
    }

    private <T> Optional<T> as(String key, String kind, Function<String, T> parse) {
        try {
            return get(key).map(text -> parse.apply(text.strip()));
        } catch (IllegalArgumentException e) {
            throw new SparrowException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "'" + values.get(key) + "', the value of " + key + ", is not " + kind + ".",
                    e);
        }
    }

    /// All that was set here, by key.
    public Map<String, String> getAll() {
        return new TreeMap<>(values);
    }

    /// A line `key=value` for each key that was set here.
    public String toDebugString() {
        return values.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining("\n"));
    }

    /// Whether something was set here for a key.
    public boolean contains(String key) {
        return values.containsKey(key);
    }

    Map<String, String> values() {
        return Map.copyOf(values);
    }
}
