/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.unnest.RelationExpressions;
import dev.sparrow.table.plan.Relation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Relations by their names, inner ones before those of the context. Immutable.
public final class Catalog {
    /// @param depth how many queries are around where it was bound
    private record Entry(String name, Relation relation, int depth) {}

    private final Map<String, Entry> byKey;
    private final Relation oneRow;
    private final Function<String, Relation> files;
    private final Runner runner;

    private Catalog(Map<String, Entry> byKey, Relation oneRow, Function<String, Relation> files, Runner runner) {
        this.runner = runner;
        this.byKey = byKey;
        this.oneRow = oneRow;
        this.files = files;
    }

    /// Without tables.
    ///
    /// @param oneRow a relation of one row, which queries without sources select from
    /// @param files opens files by their paths
    public static Catalog empty(Relation oneRow, Function<String, Relation> files) {
        return new Catalog(Map.of(), oneRow, files, Runner.NONE);
    }

    /// With what runs those parts of queries that have to be known before others are bound.
    public Catalog with(Runner other) {
        return new Catalog(byKey, oneRow, files, other);
    }

    Runner runner() {
        return runner;
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
        more.put(name.key(), new Entry(name.text(), relation, 0));
        return new Catalog(more, oneRow, files, runner);
    }

    /// With a query that has a name within others.
    ///
    /// @param depth how many queries are around it
    Catalog with(Name name, Relation relation, int depth) {
        var more = new LinkedHashMap<>(byKey);
        more.put(name.key(), new Entry(name.text(), relation, depth));
        return new Catalog(more, oneRow, files, runner);
    }

    /// @param depth how many queries are around where the name stands
    Optional<Relation> find(Name name, int depth) {
        return Optional.ofNullable(byKey.get(name.key()))
                .map(entry -> RelationExpressions.deeper(entry.relation, depth - entry.depth));
    }

    List<String> names() {
        return byKey.values().stream().map(Entry::name).toList();
    }
}
