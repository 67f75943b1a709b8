/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.Row;
import dev.sparrow.column.Schema;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.unnest.RelationExpressions;
import dev.sparrow.table.plan.Relation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What names mean in queries: tables, those of a query before those of the context, and functions. Immutable.
public final class Catalog {
    private final World world;

    /// The tables of the context, which are all that views know.
    private final Map<String, Entry> named;

    /// The tables of the query around, before others of their names.
    private final Map<String, Entry> inner;

    /// What there is besides tables with names.
    ///
    /// @param oneRow a relation of one row, which queries without sources select from
    /// @param files opens files by their paths
    /// @param runner runs those parts of queries that have to be known before others are bound
    /// @param functions those of the program, by their names in lower case
    public record World(
            Relation oneRow, Function<String, Relation> files, Runner runner, Map<String, UserFunction> functions) {
        public World {
            functions = Map.copyOf(functions);
        }
    }

    /// @param rows takes the catalog that a view sees
    /// @param depth how many queries are around where it was bound
    private record Entry(String name, Function<Catalog, Relation> rows, int depth) {}

    private Catalog(World world, Map<String, Entry> named, Map<String, Entry> inner) {
        this.world = world;
        this.named = named;
        this.inner = inner;
    }

    /// Without tables.
    public static Catalog empty(World world) {
        return new Catalog(world, Map.of(), Map.of());
    }

    /// The rows of files.
    Relation file(String path) {
        return world.files().apply(path);
    }

    Relation oneRow() {
        return world.oneRow();
    }

    Relation rows(Schema schema, List<Row> rows) {
        return world.runner().relation(rows, schema);
    }

    Runner runner() {
        return world.runner();
    }

    Optional<UserFunction> function(String key) {
        return Optional.ofNullable(world.functions().get(key));
    }

    List<String> functions() {
        return world.functions().values().stream().map(UserFunction::name).toList();
    }

    /// With one more of the query around, in place of one of the same name.
    public Catalog with(Name name, Relation relation) {
        return with(name, relation, 0);
    }

    /// As [#with(Name, Relation)].
    ///
    /// @param depth how many queries are around it
    Catalog with(Name name, Relation relation, int depth) {
        var more = new LinkedHashMap<>(inner);
        more.put(name.key(), new Entry(name.text(), _ -> relation, depth));
        return new Catalog(world, named, more);
    }

    /// With one more of the context.
    ///
    /// @param rows takes what a view sees: the context without the view itself, so that none has no end
    public Catalog named(Name name, Function<Catalog, Relation> rows) {
        var more = new LinkedHashMap<>(named);
        more.put(name.key(), new Entry(name.text(), rows, 0));
        return new Catalog(world, more, inner);
    }

    /// @param depth how many queries are around where the name stands
    Optional<Relation> find(Name name, int depth) {
        var entry = inner.containsKey(name.key()) ? inner.get(name.key()) : named.get(name.key());
        return Optional.ofNullable(entry)
                .map(found -> RelationExpressions.deeper(found.rows().apply(without(name)), depth - found.depth()));
    }

    /// What a view of this name sees: the others of the context.
    public Catalog without(Name name) {
        var others = new LinkedHashMap<>(named);
        others.remove(name.key());
        return new Catalog(world, others, Map.of());
    }

    /// Those of the query around, and those of the context.
    List<String> names() {
        var names = new LinkedHashMap<>(named);
        names.putAll(inner);
        return names.values().stream().map(Entry::name).toList();
    }

    /// Those of the context.
    List<String> ofContext() {
        return named.values().stream().map(Entry::name).toList();
    }
}
