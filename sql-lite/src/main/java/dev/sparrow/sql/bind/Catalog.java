/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.sql.syntax.Name;
import dev.sparrow.table.plan.Relation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Relations by their names, inner ones before those of the context. Immutable.
public final class Catalog {
    private record Entry(String name, Relation relation) {}

    private final Map<String, Entry> byKey;
    private final Relation oneRow;
    private final Function<String, Relation> files;

    private Catalog(Map<String, Entry> byKey, Relation oneRow, Function<String, Relation> files) {
        this.byKey = byKey;
        this.oneRow = oneRow;
        this.files = files;
    }

    /// Without tables.
    ///
    /// @param oneRow a relation of one row, which queries without sources select from
    /// @param files opens files by their paths
    public static Catalog empty(Relation oneRow, Function<String, Relation> files) {
        return new Catalog(Map.of(), oneRow, files);
    }

    /// The rows of files.
    Relation file(String path) {
        return files.apply(path);
    }

    Relation oneRow() {
        return oneRow;
    }

    /// With one more, in place of one of the same name.
    public Catalog with(Name name, Relation relation) {
        var more = new LinkedHashMap<>(byKey);
        more.put(name.key(), new Entry(name.text(), relation));
        return new Catalog(more, oneRow, files);
    }

    Optional<Relation> find(Name name) {
        return Optional.ofNullable(byKey.get(name.key())).map(Entry::relation);
    }

    List<String> names() {
        return byKey.values().stream().map(Entry::name).toList();
    }
}
