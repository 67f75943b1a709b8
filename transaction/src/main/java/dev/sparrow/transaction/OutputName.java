/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transaction;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.PendingFolder;
import dev.sparrow.value.SaveMode;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An output as the folder of its transaction tells of it: all that another process needs to end it. A line of text.
sealed interface OutputName {
    /// A folder of files.
    record Folder(PendingFolder pending) implements OutputName {
        @Override
        public String toString() {
            return "folder " + pending.target();
        }
    }

    /// A table of a database.
    ///
    /// @param properties of the connection, but none that is secret
    record Table(String url, Map<String, String> properties, String table) implements OutputName {
        private static final Pattern SECRET =
                Pattern.compile(".*(password|passwd|pwd|secret|token|credential|key).*", Pattern.CASE_INSENSITIVE);

        public Table {
            properties = new TreeMap<>(properties);
            properties.keySet().removeIf(name -> SECRET.matcher(name).matches());
        }

        @Override
        public String toString() {
            return "table " + table + " of " + shown();
        }

        /// The URL without what may be secret in it.
        private String shown() {
            var end = Stream.of(url.indexOf('?'), url.indexOf(';')).filter(at -> at >= 0).min(Integer::compare);
            return end.isPresent() ? url.substring(0, end.get()) : url;
        }
    }

    /// One line; [#parse] reads it.
    default String line() {
        return switch (this) {
            case Folder(var pending) ->
                    fields("folder", pending.mode().name(), pending.waiting().toString(), pending.target().toString());
            case Table(var url, var properties, var table) ->
                    Stream.concat(
                                    Stream.of(fields("table", url, table)),
                                    properties.entrySet().stream().map(one -> fields(one.getKey(), one.getValue())))
                            .collect(Collectors.joining(" "));
        };
    }

    private static String fields(String... values) {
        return Stream.of(values)
                .map(value -> URLEncoder.encode(value, StandardCharsets.UTF_8))
                .collect(Collectors.joining(" "));
    }

    static OutputName parse(String line) {
        var fields =
                Stream.of(line.split(" ", -1)).map(field -> URLDecoder.decode(field, StandardCharsets.UTF_8)).toList();
        if (fields.getFirst().equals("folder") && fields.size() == 4) {
            return new Folder(
                    new PendingFolder(Path.of(fields.get(2)), Path.of(fields.get(3)), SaveMode.valueOf(fields.get(1))));
        }
        if (fields.getFirst().equals("table") && fields.size() % 2 == 1) {
            return new Table(fields.get(1), pairs(fields.subList(3, fields.size())), fields.get(2));
        }
        throw new SparrowException(
                ErrorCode.MALFORMED_INPUT,
                "The log of a transaction has the line '" + line + "', which names no output.");
    }

    private static Map<String, String> pairs(List<String> fields) {
        var pairs = new TreeMap<String, String>();
        for (var i = 0; i < fields.size(); i += 2) {
            pairs.put(fields.get(i), fields.get(i + 1));
        }
        return pairs;
    }
}
