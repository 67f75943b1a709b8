/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.config;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.LocalPath;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The settings of one context, resolved: each key has one text, and it is known where it came from.
///
/// Code comes before the command line, that before the properties file, and that before the defaults.
public final class Settings {

    /// Who set a value, the strongest first.
    public enum Origin {
        CODE("set in code"),
        COMMAND_LINE("from the command line"),
        FILE("from the properties file"),
        DEFAULT("default");

        private final String words;

        Origin(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private record Value(String text, Origin origin) {}

    private final Map<String, Value> values;

    private Settings(Map<String, Value> values) {
        this.values = values;
    }

    /// Takes for each key the text of the strongest origin.
    ///
    /// @throws SparrowException [ErrorCode#INVALID_CONFIGURATION] for a key that does not exist or a value that does
    ///   not parse, naming it and where it came from
    public static Settings resolve(
            Map<String, String> code, Map<String, String> commandLine, Map<String, String> file) {
        var values = new TreeMap<String, Value>();
        Keys.ALL.forEach(key -> values.put(key.name(), new Value(key.defaultText(), Origin.DEFAULT)));
        put(values, file, Origin.FILE);
        put(values, commandLine, Origin.COMMAND_LINE);
        put(values, code, Origin.CODE);
        var settings = new Settings(Collections.unmodifiableMap(values));
        Keys.ALL.forEach(settings::get);
        return settings;
    }

    private static void put(Map<String, Value> values, Map<String, String> given, Origin origin) {
        given.forEach((name, text) -> {
            if (!values.containsKey(name)) {
                throw new SparrowException(
                        ErrorCode.INVALID_CONFIGURATION,
                        "There is no setting '"
                                + name
                                + "' ("
                                + origin
                                + ")."
                                + Spelling.question(name, values.keySet()));
            }
            values.put(name, new Value(text, origin));
        });
    }

    public <T> T get(ConfigKey<T> key) {
        var value = values.get(key.name());
        return key.parse(value.text(), value.origin());
    }

    /// Where folders for temporary files are made: as [Keys#LOCAL_DIR] says.
    public Path localDir() {
        var configured = get(Keys.LOCAL_DIR);
        return configured.isEmpty() ? LaunchSettings.temporaryFolder() : LocalPath.of(configured);
    }

    /// Where runs write their logs: as [Keys#LOG_DIR] says; empty if they write none.
    public Optional<Path> logDir() {
        var configured = get(Keys.LOG_DIR);
        return configured.isEmpty() || configured.equals("off")
                ? Optional.empty()
                : Optional.of(LocalPath.of(configured));
    }

    /// The text of each key by its name.
    public Map<String, String> texts() {
        var texts = new TreeMap<String, String>();
        values.forEach((name, value) -> texts.put(name, value.text()));
        return Collections.unmodifiableMap(texts);
    }

    /// The texts of those that somebody has set, and not to their defaults.
    public Map<String, String> changed() {
        var changed = new TreeMap<String, String>();
        Keys.ALL.stream()
                .filter(key -> !values.get(key.name()).text().equals(key.defaultText()))
                .forEach(key -> changed.put(key.name(), values.get(key.name()).text()));
        return Collections.unmodifiableMap(changed);
    }

    public Origin origin(ConfigKey<?> key) {
        return values.get(key.name()).origin();
    }

    /// One line for each key with its value and where it came from.
    public List<String> describe() {
        var lines = new ArrayList<String>();
        values.forEach((name, value) -> lines.add(String.format("%-30s %-14s %s", name, value.text(), value.origin())));
        return lines;
    }
}
