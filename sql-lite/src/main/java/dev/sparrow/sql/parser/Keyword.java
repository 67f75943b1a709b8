/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// A word that means something at some place of the grammar. Most of them can be names as well.
enum Keyword {
    ALL(Use.RESERVED),
    ANALYZE,
    AND(Use.RESERVED),
    ANTI,
    ANY,
    ARRAY,
    AS(Use.RESERVED),
    ASC(Use.NO_ALIAS),
    ASOF,
    AT,
    BETWEEN(Use.NO_ALIAS),
    BOTH,
    BY,
    CASCADE,
    CASE(Use.RESERVED),
    CAST,
    COLLATE(Use.NO_ALIAS),
    COLUMNS,
    COPY,
    CREATE,
    CROSS(Use.NO_ALIAS),
    CUBE,
    CURRENT,
    DEFAULT,
    DESC(Use.NO_ALIAS),
    DESCRIBE,
    DISTINCT(Use.RESERVED),
    DIV,
    DROP,
    ELSE(Use.RESERVED),
    END(Use.RESERVED),
    ESCAPE(Use.NO_ALIAS),
    EXCEPT(Use.RESERVED),
    EXCLUDE,
    EXISTS,
    EXPLAIN,
    EXTRACT,
    FALSE(Use.RESERVED),
    FETCH(Use.NO_ALIAS),
    FILTER,
    FIRST,
    FOLLOWING,
    FOR(Use.NO_ALIAS),
    FROM(Use.RESERVED),
    FULL(Use.NO_ALIAS),
    GLOB(Use.NO_ALIAS),
    GLOBAL,
    GROUP(Use.RESERVED),
    GROUPING,
    GROUPS,
    HAVING(Use.RESERVED),
    IF,
    IGNORE,
    ILIKE(Use.NO_ALIAS),
    IN(Use.RESERVED),
    INCLUDE,
    INNER(Use.NO_ALIAS),
    INSERT,
    INTERSECT(Use.RESERVED),
    INTERVAL,
    INTO(Use.NO_ALIAS),
    IS(Use.NO_ALIAS),
    ISNULL(Use.NO_ALIAS),
    JOIN(Use.NO_ALIAS),
    KEY,
    LAMBDA,
    LAST,
    LATERAL,
    LEADING,
    LEFT(Use.NO_ALIAS),
    LIKE(Use.NO_ALIAS),
    LIMIT(Use.RESERVED),
    LOCAL,
    MAP,
    MATERIALIZED,
    NAME,
    NATURAL(Use.NO_ALIAS),
    NEXT,
    NO,
    NOT(Use.RESERVED),
    NOTNULL(Use.NO_ALIAS),
    NULL(Use.RESERVED),
    NULLS,
    OFFSET(Use.RESERVED),
    ON(Use.RESERVED),
    ONLY,
    OR(Use.RESERVED),
    ORDER(Use.RESERVED),
    ORDINALITY,
    OTHERS,
    OUTER,
    OVER,
    OVERLAY,
    PARTITION,
    PERCENT,
    PIVOT,
    PLACING,
    POSITION,
    POSITIONAL,
    PRECEDING,
    PRECISION,
    QUALIFY(Use.RESERVED),
    RANGE,
    RECURSIVE,
    RENAME,
    REPEATABLE,
    REPLACE,
    RESET,
    RESPECT,
    RESTRICT,
    RETURNING(Use.NO_ALIAS),
    RIGHT(Use.NO_ALIAS),
    ROLLUP,
    ROW,
    ROWS,
    SAMPLE,
    SELECT(Use.RESERVED),
    SEMI,
    SESSION,
    SET,
    SETS,
    SHOW,
    SIMILAR(Use.NO_ALIAS),
    SOME,
    STRUCT,
    SUBSTRING,
    SUMMARIZE,
    SYMMETRIC,
    TABLE,
    TABLES,
    TABLESAMPLE(Use.NO_ALIAS),
    TEMP,
    TEMPORARY,
    THEN(Use.RESERVED),
    TIES,
    TIME,
    TO,
    TRAILING,
    TRIM,
    TRUE(Use.RESERVED),
    TRY_CAST,
    UNBOUNDED,
    UNION(Use.RESERVED),
    UNKNOWN,
    UNPACK,
    UNPIVOT,
    USING(Use.NO_ALIAS),
    VALUE,
    VALUES,
    VARYING,
    VIEW,
    WHEN(Use.RESERVED),
    WHERE(Use.RESERVED),
    WINDOW(Use.NO_ALIAS),
    WITH(Use.RESERVED),
    WITHIN,
    WITHOUT,
    ZONE;

    /// Where a word is no name, unless it stands in quotes.
    private enum Use {
        FREE,
        /// Not as an alias that has no `as` before it.
        NO_ALIAS,
        /// Nor as a column.
        RESERVED
    }

    private static final Map<String, Keyword> BY_TEXT = new HashMap<>();
    private static final int LENGTH_MAX = 12;

    static {
        for (var keyword : values()) {
            BY_TEXT.put(keyword.text(), keyword);
        }
    }

    private final Use use;
    private final String text;

    Keyword() {
        this(Use.FREE);
    }

    Keyword(Use use) {
        this.use = use;
        this.text = name().toLowerCase(Locale.ROOT);
    }

    /// Null for a word that never means anything.
    static Keyword of(String word) {
        return word.length() > LENGTH_MAX ? null : BY_TEXT.get(word.toLowerCase(Locale.ROOT));
    }

    String text() {
        return text;
    }

    boolean canBeColumn() {
        return use != Use.RESERVED;
    }

    boolean canBeBareAlias() {
        return use == Use.FREE;
    }
}
