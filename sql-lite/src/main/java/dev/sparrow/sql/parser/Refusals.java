/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What Sparrow's SQL does not have, and what to do in its place.
final class Refusals {
    private static final String TRANSACTIONS =
            "There are no transactions: each statement takes effect by itself. Leave this statement out.";
    private static final String CONSTRAINT =
            "Tables have no constraints and no defaults: leave this out, and check rows with a query.";
    private static final String CATALOG =
            "There is one catalog, that of the context: register files and tables of databases by name.";
    private static final String PREPARED =
            "Statements are prepared by the program: write ? or $name, and pass the values with the text.";

    private static final Map<String, String> STATEMENTS = new HashMap<>();
    private static final Map<String, String> CREATED = new HashMap<>();

    static {
        STATEMENTS.put(
                "update",
                "Rows cannot be changed in place: write CREATE OR REPLACE TABLE t AS SELECT * REPLACE (… AS column) FROM t.");
        for (var word : List.of("delete", "truncate")) {
            STATEMENTS.put(
                    word,
                    "Rows cannot be removed in place: write CREATE OR REPLACE TABLE t AS FROM t WHERE …, with the rows to"
                            + " keep.");
        }
        for (var word : List.of("merge", "upsert")) {
            STATEMENTS.put(
                    word,
                    "Rows cannot be merged in place: write CREATE OR REPLACE TABLE t AS SELECT … FROM t FULL JOIN ….");
        }
        for (var word : List.of("begin", "start", "commit", "rollback", "abort", "savepoint", "release")) {
            STATEMENTS.put(word, TRANSACTIONS);
        }
        STATEMENTS.put(
                "alter",
                "Tables are not altered: write CREATE OR REPLACE TABLE t AS SELECT … FROM t, with EXCLUDE, REPLACE or"
                        + " RENAME.");
        for (var word : List.of("attach", "detach", "use")) {
            STATEMENTS.put(word, CATALOG);
        }
        for (var word : List.of("prepare", "execute", "deallocate")) {
            STATEMENTS.put(word, PREPARED);
        }
        STATEMENTS.put("pragma", "There are no pragmas: use SET, SHOW TABLES, DESCRIBE or SUMMARIZE.");
        for (var word : List.of("install", "load")) {
            STATEMENTS.put(word, "There is nothing to install: formats of files are chosen by FROM 'file' itself.");
        }
        for (var word : List.of("grant", "revoke")) {
            STATEMENTS.put(word, "There are no users and no rights within a context: leave this statement out.");
        }
        for (var word : List.of("vacuum", "checkpoint", "analyze", "analyse")) {
            STATEMENTS.put(word, "Tables need no care: leave this statement out.");
        }
        STATEMENTS.put("call", "Functions that make tables are selected from: write FROM f(…).");
        for (var word : List.of("export", "import")) {
            STATEMENTS.put(word, "Write COPY t TO 'folder' for each table, and read it with FROM 'folder/*.parquet'.");
        }
        STATEMENTS.put("comment", "Tables and columns have no comments: leave this statement out.");

        CREATED.put("index", "Tables have no indexes: leave this statement out.");
        CREATED.put("unique", "Tables have no indexes: leave this statement out.");
        for (var word : List.of("schema", "database")) {
            CREATED.put(word, CATALOG);
        }
        for (var word : List.of("function", "macro")) {
            CREATED.put(word, "Functions are not written in SQL: register a Java lambda by name.");
        }
        CREATED.put("sequence", "There are no sequences: number rows with row_number() OVER ().");
        CREATED.put("type", "There are no types by name: write the type where it is used.");
        CREATED.put("materialized", "A view is computed when it is read; write CREATE TABLE … AS to store its rows.");
        CREATED.put("external", "Write CREATE VIEW … AS FROM 'files/*.parquet' for a table that stays in its files.");
        CREATED.put("secret", "There are no secrets in SQL: set them up where the context is started.");
        CREATED.put("trigger", "There are no triggers: run the statements one after the other.");
    }

    private Refusals() {}

    /// By its first words.
    static Optional<String> statement(String first, String second) {
        var isTransaction = first.equals("end") && (second.isEmpty() || second.equals("transaction"));
        return isTransaction ? Optional.of(TRANSACTIONS) : Optional.ofNullable(STATEMENTS.get(first));
    }

    static Optional<String> created(String what) {
        return Optional.ofNullable(CREATED.get(what));
    }

    static Optional<String> dropped(String what) {
        return created(what).map(_ -> "There is no such thing to drop: only tables and views are created.");
    }

    /// By the words where a column begins, or behind its type.
    static Optional<String> constraint(String first, String second) {
        var refused =
                switch (first) {
                    case "primary", "foreign" -> second.equals("key");
                    case "not" -> second.equals("null");
                    case "unique", "check" -> second.isEmpty() || second.equals("key");
                    case "constraint", "references", "default", "generated" -> true;
                    default -> false;
                };
        return refused ? Optional.of(CONSTRAINT) : Optional.empty();
    }

    static Optional<String> inserted(String word) {
        return switch (word) {
            case "or", "on" ->
                    Optional.of(
                            "Rows are added, and none are replaced: write CREATE OR REPLACE TABLE t AS … for the rows that are to"
                                    + " be there afterwards.");
            case "overwrite" -> Optional.of("Write CREATE OR REPLACE TABLE t AS … to replace all rows.");
            case "returning" -> Optional.of("An insert returns no rows: select from the query that is inserted.");
            default -> Optional.empty();
        };
    }

    /// By the words where a clause of a query begins.
    static Optional<String> clause(String first, String second) {
        return switch (first) {
            case "sort", "cluster", "distribute" ->
                    second.equals("by")
                            ? Optional.of(
                                    "How rows are spread over tasks is not said in SQL: write ORDER BY, or leave it out.")
                            : Optional.empty();
            case "for" ->
                    second.equals("update") || second.equals("share")
                            ? Optional.of("Rows are not locked: leave this out.")
                            : Optional.empty();
            case "into" -> Optional.of("Write CREATE TABLE t AS SELECT … to store the rows of a query.");
            case "lateral" ->
                    second.equals("view")
                            ? Optional.of("Write FROM t, unnest(t.elements) AS u(element) for a row of each element.")
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    static Optional<String> set(String first, String second) {
        return first.equals("variable") && !second.isEmpty()
                ? Optional.of("There are no variables: write $name, and pass its value with the text.")
                : Optional.empty();
    }
}
