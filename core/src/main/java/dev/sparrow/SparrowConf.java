/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.config.ConfigKey;
import dev.sparrow.config.Keys;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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

    /// What was set here for a key; empty if nothing was.
    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /// What was set here for a key, or else `otherwise`.
    public String get(String key, String otherwise) {
        return values.getOrDefault(key, otherwise);
    }

    /// Whether something was set here for a key.
    public boolean contains(String key) {
        return values.containsKey(key);
    }

    Map<String, String> values() {
        return Map.copyOf(values);
    }
}
