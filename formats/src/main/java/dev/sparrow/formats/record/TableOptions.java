/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import dev.sparrow.error.SparrowException;
import dev.sparrow.value.Compression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The options of a format as people write them, by their names in lower case.
public final class TableOptions {
    private final String format;
    private final Map<String, String> given;

    private TableOptions(String format, Map<String, String> given) {
        this.format = format;
        this.given = given;
    }

    /// Those that are given.
    ///
    /// @param known all that the format has
    /// @throws SparrowException `INVALID_ARGUMENT` for one that it has not
    public static TableOptions of(String format, Map<String, String> given, String... known) {
        var unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(List.of(known));
        if (!unknown.isEmpty()) {
            throw SparrowException.invalidArgument(
                    format
                            + " has no option '"
                            + unknown.first()
                            + "'. "
                            + (known.length == 0 ? "It has none." : "It has " + String.join(", ", known) + "."));
        }
        return new TableOptions(format, given);
    }

    /// The first that is given of some that mean the same.
    public Optional<String> text(String... names) {
        for (var name : names) {
            if (given.containsKey(name)) {
                return Optional.of(given.get(name));
            }
        }
        return Optional.empty();
    }

    /// A single character.
    public Optional<Character> character(String... names) {
        return text(names)
                .map(text -> text.equals("\\t") ? "\t" : text)
                .map(text -> {
                    if (text.length() != 1) {
                        throw wrong(names[0], text, List.of("a character"));
                    }
                    return text.charAt(0);
                });
    }

    /// Whether something is to be; an option without a value says that it is.
    public Optional<Boolean> bool(String name) {
        return text(name)
                .map(text ->
                        switch (text.toLowerCase(Locale.ROOT)) {
                            case "true", "1", "on", "" -> true;
                            case "false", "0", "off" -> false;
                            default -> throw wrong(name, text, List.of("true", "false"));
                        });
    }

    /// How files are packed.
    public Optional<Compression> compression() {
        return text("compression", "codec")
                .map(text -> {
                    var names = new ArrayList<String>();
                    for (var compression : Compression.values()) {
                        if (compression.name().equalsIgnoreCase(text)) {
                            return compression;
                        }
                        names.add(compression.name().toLowerCase(Locale.ROOT));
                    }
                    if (text.equalsIgnoreCase("uncompressed")) {
                        return Compression.NONE;
                    }
                    throw wrong("compression", text, names);
                });
    }

    private SparrowException wrong(String name, String text, List<String> right) {
        return SparrowException.invalidArgument(
                "The option "
                        + name
                        + " of "
                        + format
                        + " is "
                        + String.join(", ", right)
                        + ", and not '"
                        + text
                        + "'.");
    }
}
