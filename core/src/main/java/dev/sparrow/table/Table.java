/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.TableSupport;
import dev.sparrow.closure.DriverOnly;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Field;
import dev.sparrow.column.Row;
import dev.sparrow.column.Schema;
import dev.sparrow.column.TableStatistics;
import dev.sparrow.error.SparrowException;
import dev.sparrow.function.FilterFunction;
import dev.sparrow.function.Function;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.operator.OperatorCall;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Casting;
import dev.sparrow.table.expression.Coercion;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Suggestions;
import dev.sparrow.table.plan.Estimates;
import dev.sparrow.table.plan.JoinKeys;
import dev.sparrow.table.plan.Planning;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.table.plan.Simplification;
import dev.sparrow.table.step.Lookup;
import dev.sparrow.table.step.SortKey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/// Rows of typed columns, computed when they are asked for. Immutable: each method returns another table, and refuses
/// at once what has no meaning.
///
/// Work on tables runs over columns, without objects for values: at the speed of a loop that is written by hand. Rows
/// have no order but that of [#orderBy]. Missing values (null), division, overflow and order mean what they do in SQL;
/// see the page on tables.
public final class Table implements DriverOnly {
    private static final int SHOWN = 20;

    private final Sparrow sc;
    private final Relation relation;

    /// Keeps what is cached alive; null if nothing is.
    private final Rdd<?> source;

    Table(Sparrow sc, Relation relation, Rdd<?> source) {
        this.sc = sc;
        this.relation = relation;
        this.source = source;
    }

    /// A table of a relation, for who makes them of other languages.
    public static Table of(Sparrow sc, Relation relation) {
        return new Table(sc, relation, null);
    }

    Table derived(Relation other) {
        return new Table(sc, other, source);
    }

    /// What it is made of.
    public Relation relation() {
        return relation;
    }

    public Sparrow context() {
        return sc;
    }

    /// The columns.
    public Schema schema() {
        return relation.schema();
    }

    private Scope scope() {
        return Scope.rows(schema());
    }

    // ---- Columns

    /// These columns alone. A text is the name of a column.
    public Table select(Object first, Object... more) {
        var columns = Column.list(first, more);
        return project(Column.all(columns, scope()), columns.stream().map(Column::name).toList());
    }

    private Table project(List<Expression> columns, List<String> names) {
        return derived(new Relation.Project(relation, columns, names));
    }

    private List<Expression> inputs() {
        var inputs = new ArrayList<Expression>();
        for (var i = 0; i < schema().fields().size(); i++) {
            inputs.add(scope().column(i));
        }
        return inputs;
    }

    /// All columns and one more, or another one in place of that of its name.
    public Table withColumn(String name, Column column) {
        var columns = inputs();
        var names = new ArrayList<>(schema().names());
        var place = schema().find(name);
        if (place < 0) {
            columns.add(column.in(scope()));
            names.add(name);
        } else {
            columns.set(place, column.in(scope()));
        }
        return project(columns, names);
    }

    /// All columns but these.
    public Table drop(String... names) {
        var dropped = new LinkedHashSet<Integer>();
        for (var name : names) {
            dropped.add(place(name));
        }
        var columns = new ArrayList<Expression>();
        var kept = new ArrayList<String>();
        for (var i = 0; i < schema().fields().size(); i++) {
            if (!dropped.contains(i)) {
                columns.add(scope().column(i));
                kept.add(schema().fields().get(i).name());
            }
        }
        return project(columns, kept);
    }

    /// A column under another name.
    public Table rename(String from, String to) {
        var names = new ArrayList<>(schema().names());
        names.set(place(from), to);
        return project(inputs(), names);
    }

    int place(String name) {
        var place = schema().find(name);
        if (place < 0) {
            throw SparrowException.invalidArgument(
                    "There is no column '"
                            + name
                            + "'; there are "
                            + String.join(", ", schema().names())
                            + "."
                            + Suggestions.of(name, schema().names()));
        }
        return place;
    }

    // ---- Rows

    /// The rows for which a condition is true.
    public Table where(Column condition) {
        return derived(new Relation.Filter(relation, Calls.bool(condition.in(scope()), "where")));
    }

    /// The rows for which a function of the program returns true, which takes them as records.
    public <T extends Record> Table where(Class<T> record, FilterFunction<T> predicate) {
        Function<T, Boolean> function = predicate;
        return derived(new Relation.Filter(relation, Columns.userCall(scope(), record, Plain.BOOLEAN, function)));
    }

    /// At most `count` rows.
    public Table limit(long count) {
        return limit(count, 0);
    }

    /// At most `count` rows after the first `offset`.
    public Table limit(long count, long offset) {
        if (count < 0 || offset < 0) {
            throw SparrowException.invalidArgument(
                    "limit takes numbers from 0, not " + count + " rows after " + offset + ".");
        }
        return derived(new Relation.Limit(relation, offset, count));
    }

    /// Each different row once.
    public Table distinct() {
        return derived(new Relation.Aggregate(relation, inputs(), List.of(), schema().names()));
    }

    /// About so much of the rows, by chance.
    ///
    /// @param fraction from 0 to 1
    public Table sample(double fraction, long seed) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw SparrowException.invalidArgument("sample takes a fraction from 0 to 1, not " + fraction + ".");
        }
        return derived(new Relation.Sample(relation, fraction, seed));
    }

    /// The rows in an order. Orders are columns, names of columns, or what [Column#desc] returns.
    public Table orderBy(Object first, Object... more) {
        var keys = new ArrayList<SortKey>();
        for (var each : concat(first, more)) {
            var order = each instanceof Order given ? given : Column.list(each).getFirst().asc();
            keys.add(new SortKey(order.by().in(scope()), order.ascending(), order.nullsFirst()));
        }
        return derived(new Relation.Sort(relation, keys));
    }

    private static List<Object> concat(Object first, Object... more) {
        var all = new ArrayList<>(List.of(first));
        all.addAll(Arrays.asList(more));
        return all;
    }

    /// All rows but those with a missing value in one of these columns, or in any if none is given.
    public Table dropNull(String... columns) {
        var names = columns.length == 0 ? schema().names() : List.of(columns);
        var conditions = names.stream().map(name -> Calls.not(Calls.isNull(scope().column(name)))).toList();
        return derived(new Relation.Filter(relation, Calls.and(conditions)));
    }

    /// A value in place of missing ones, in the columns whose type it has or can be cast to.
    public Table fillNull(Object value) {
        var filler = Calls.literal(value);
        var columns = new ArrayList<Expression>();
        for (var column : inputs()) {
            var fits = Coercion.common(column.type(), filler.type()).filter(column.type()::equals).isPresent();
            columns.add(column.nullable() && fits ? Calls.call("coalesce", column, filler) : column);
        }
        return project(columns, schema().names());
    }

    /// A row for each element of a list, in place of the list.
    public Table unnest(String list) {
        var place = place(list);
        var column = scope().column(place);
        if (!(column.type() instanceof dev.sparrow.column.ColumnType.ListOf)) {
            throw SparrowException.invalidArgument(
                    "unnest takes a list, and the column '" + list + "' is of type " + column.type() + ".");
        }
        var longer = derived(new Relation.Unnest(relation, column, false, list));
        var columns = longer.inputs();
        columns.set(place, columns.removeLast());
        return longer.project(columns, schema().names());
    }

    // ---- Groups

    /// The groups of rows with the same keys. A text is the name of a column.
    public GroupedTable groupBy(Object first, Object... more) {
        return new GroupedTable(this, Column.list(first, more));
    }

    /// One row of aggregates of all rows, also if there are none.
    public Table agg(Column first, Column... more) {
        return new GroupedTable(this, List.of()).agg(first, more);
    }

    // ---- What it is like

    /// What columns are like: a row for each of `count`, `mean`, `stddev`, `min`, `25%`, `50%`, `75%` and `max`, with a
    /// text for each column. What a column does not have, such as the mean of texts, is missing.
    ///
    /// @param columns all if there are none
    public Table describe(String... columns) {
        return Description.of(this, columns.length == 0 ? schema().names() : List.of(columns));
    }

    /// The values of a column of numbers below which such parts of all values are, between two of them where one falls
    /// there; null for each if no row has a value.
    ///
    /// @param fractions each from 0 to 1
    public List<Double> quantiles(String column, double... fractions) {
        if (fractions.length == 0) {
            throw SparrowException.invalidArgument("quantiles was given no fraction, such as 0.5 for the median.");
        }
        var wanted =
                Arrays.stream(fractions)
                        .mapToObj(fraction -> Columns.quantile(Columns.col(column).cast("double"), fraction))
                        .toArray(Column[]::new);
        return agg(wanted[0], Arrays.copyOfRange(wanted, 1, wanted.length)).collect().getFirst().values().stream()
                .map(value -> (Double) value)
                .toList();
    }

    // ---- Other tables

    /// Pairs of rows that have the same values in columns of these names, which the result has once.
    public Table join(Table other, String... using) {
        return joinUsing(other, Lookup.Kind.INNER, using);
    }

    /// As [#join], with all rows of this table.
    public Table leftJoin(Table other, String... using) {
        return joinUsing(other, Lookup.Kind.LEFT, using);
    }

    /// As [#join], with all rows of the other table.
    public Table rightJoin(Table other, String... using) {
        var joined = other.leftJoin(this, using);
        var names = new ArrayList<>(List.of(using));
        schema().names().stream().filter(name -> !contains(names, name)).forEach(names::add);
        other.schema().names().stream().filter(name -> !contains(List.of(using), name)).forEach(names::add);
        return joined.reordered(other.schema().fields().size(), using.length);
    }

    private static boolean contains(List<String> names, String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }

    /// The keys, then the columns behind those of the first table, then the rest of these.
    private Table reordered(int firstColumns, int keys) {
        var columns = inputs();
        var names = schema().names();
        var order = new ArrayList<Integer>();
        for (var i = 0; i < keys; i++) {
            order.add(i);
        }
        for (var i = firstColumns; i < columns.size(); i++) {
            order.add(i);
        }
        for (var i = keys; i < firstColumns; i++) {
            order.add(i);
        }
        return project(order.stream().map(columns::get).toList(), order.stream().map(names::get).toList());
    }

    /// As [#join], with all rows of both.
    public Table fullJoin(Table other, String... using) {
        return joinUsing(other, Lookup.Kind.FULL, using);
    }

    /// The rows for which the other table has one with the same values in columns of these names.
    public Table semiJoin(Table other, String... using) {
        return joinUsing(other, Lookup.Kind.SEMI, using);
    }

    /// The rows for which the other table has none with the same values in columns of these names.
    public Table antiJoin(Table other, String... using) {
        return joinUsing(other, Lookup.Kind.ANTI, using);
    }

    private Table joinUsing(Table other, Lookup.Kind kind, String... using) {
        if (using.length == 0) {
            throw SparrowException.invalidArgument(
                    "A join needs the names of the columns that are to be equal, or a condition.");
        }
        requireOwn(other, "join");
        var leftKeys = new ArrayList<Expression>();
        var rightKeys = new ArrayList<Expression>();
        for (var name : using) {
            addKeys(scope().column(name), other.scope().column(name), leftKeys, rightKeys);
        }
        var join = new Relation.Join(kind, relation, other.relation, leftKeys, rightKeys, null);
        var joined = derived(join);
        return kind.showsRight() ? joined.onceEach(this, other, using) : joined;
    }

    private static void addKeys(
            Expression left, Expression right, List<Expression> leftKeys, List<Expression> rightKeys) {
        var type =
                Coercion.common(left.type(), right.type())
                        .orElseThrow(() ->
                                SparrowException.invalidArgument(
                                        "Cannot join by "
                                                + left
                                                + " of type "
                                                + left.type()
                                                + " and "
                                                + right
                                                + " of type "
                                                + right.type()
                                                + ". Cast one to the type of the other."));
        leftKeys.add(Casting.cast(left, type, false));
        rightKeys.add(Casting.cast(right, type, false));
    }

    /// The keys once, then the other columns of both.
    private Table onceEach(Table left, Table right, String... using) {
        var width = left.schema().fields().size();
        var columns = new ArrayList<Expression>();
        var names = new ArrayList<String>();
        for (var name : using) {
            var one = scope().column(left.place(name));
            var other = scope().column(width + right.place(name));
            columns.add(one.nullable() ? Calls.call("coalesce", one, other) : one);
            names.add(left.schema().fields().get(left.place(name)).name());
        }
        for (var place = 0; place < schema().fields().size(); place++) {
            var name = schema().fields().get(place).name();
            if (!contains(List.of(using), name)) {
                columns.add(scope().column(place));
                names.add(name);
            }
        }
        return project(columns, names);
    }

    /// Pairs of rows for which a condition is true, which reads columns of both. Columns of one name in both are to be
    /// renamed before.
    public Table joinOn(Table other, Column condition) {
        return joinOn(other, condition, Lookup.Kind.INNER);
    }

    /// As [#joinOn(Table, Column)], with all rows of this table.
    public Table leftJoinOn(Table other, Column condition) {
        return joinOn(other, condition, Lookup.Kind.LEFT);
    }

    private Table joinOn(Table other, Column condition, Lookup.Kind kind) {
        requireOwn(other, "join");
        var fields = new ArrayList<Field>(schema().fields());
        fields.addAll(other.schema().fields());
        var bound = Calls.bool(condition.in(Scope.rows(new Schema(fields))), "join");
        return derived(JoinKeys.join(kind, relation, other.relation, bound));
    }

    private void requireOwn(Table other, String operation) {
        if (other.sc != sc) {
            throw SparrowException.invalidArgument(
                    operation + " was given a table of another context. Tables meet only within one.");
        }
    }

    /// The rows of both, whose columns come in the same order.
    public Table union(Table other) {
        requireOwn(other, "union");
        return derived(SetOperations.union(relation, other.relation));
    }

    /// The rows of both, whose columns have the same names; one that a table does not have is missing there.
    public Table unionByName(Table other) {
        requireOwn(other, "unionByName");
        return derived(SetOperations.unionByName(relation, other.relation));
    }

    /// The different rows that the other table does not have.
    public Table except(Table other) {
        requireOwn(other, "except");
        return derived(SetOperations.combined(relation, other.relation, Lookup.Kind.ANTI));
    }

    /// The different rows that both have.
    public Table intersect(Table other) {
        requireOwn(other, "intersect");
        return derived(SetOperations.combined(relation, other.relation, Lookup.Kind.SEMI));
    }

    // ---- Datasets

    /// The rows as a dataset of records, whose components are the columns of their names.
    public <T extends Record> Rdd<T> as(Class<T> record) {
        return TableSupport.dataset(sc, Records.of(this, record, TableSupport.call(sc, "as")));
    }

    /// The rows as a dataset.
    public Rdd<Row> rdd() {
        var names = schema();
        return TableSupport.<Row>dataset(sc, lineage(TableSupport.call(sc, "rdd"))).map(row -> row.named(names));
    }

    /// The node that makes the rows.
    Lineage lineage(OperatorCall call) {
        var planning =
                new Planning(
                        call, Math.max(1, sc.defaultParallelism()), TableSupport.broadcastBytesMax(sc), this::cached);
        return planning.plan(Simplification.of(relation));
    }

    private Lineage cached(Lineage lineage) {
        TableSupport.dataset(sc, lineage).cache();
        return lineage;
    }

    // ---- Keeping it

    /// Keeps the rows in memory when they are computed first. Tables that are made of the result read them there.
    public Table cache() {
        return persist(dev.sparrow.value.StorageLevel.MEMORY_ONLY);
    }

    /// As [#cache], where the level says.
    public Table persist(dev.sparrow.value.StorageLevel level) {
        var rows = TableSupport.<Row>dataset(sc, lineage(TableSupport.call(sc, "cache"))).persist(level);
        var call = TableSupport.call(sc, "cache");
        return new Table(
                sc,
                new Relation.Dataset(
                        TableSupport.lineage(rows, call), null, schema(), "cached", Estimates.statistics(relation)),
                rows);
    }

    /// The same rows, of which somebody knows how many they are and what is in them: joins are ordered by that.
    public Table with(TableStatistics statistics) {
        return relation instanceof Relation.Dataset(var lineage, var record, var schema, var name, _)
                ? derived(new Relation.Dataset(lineage, record, schema, name, statistics))
                : this;
    }

    /// Frees what [#cache] keeps.
    public Table unpersist() {
        if (source != null) {
            source.unpersist();
        }
        return this;
    }

    // ---- Results

    /// All rows.
    public List<Row> collect() {
        var names = schema();
        return TableSupport.<Row>dataset(sc, lineage(TableSupport.call(sc, "collect"))).collect().stream()
                .map(row -> row.named(names))
                .toList();
    }

    /// The first row.
    ///
    /// @throws SparrowException `EMPTY_DATASET` if there is none
    public Row first() {
        var rows = limit(1).collect();
        if (rows.isEmpty()) {
            throw new SparrowException(
                    dev.sparrow.error.ErrorCode.EMPTY_DATASET, "The table has no row, so there is no first one.");
        }
        return rows.getFirst();
    }

    /// How many rows there are.
    public long count() {
        return (long) agg(Columns.count()).collect().getFirst().get(0);
    }

    /// Prints the first rows, as a table fitted to the terminal.
    public void show() {
        show(SHOWN);
    }

    /// Prints the first `count` rows.
    public void show(int count) {
        System.out.println(text(count));
    }

    /// The first rows as a table for people.
    public String text(int count) {
        return TableText.of(schema(), limit(count + 1L).collect(), count);
    }

    /// The stages that would compute it.
    public String explain() {
        return TableSupport.dataset(sc, lineage(TableSupport.call(sc, "explain"))).explain();
    }

    /// Computes it, and tells what each stage did.
    public String explainAnalyze() {
        var rows = TableSupport.dataset(sc, lineage(TableSupport.call(sc, "explain")));
        rows.foreach(_ -> {});
        return rows.explainAnalyze();
    }

    @Override
    public String toString() {
        return "Table[" + schema() + "]";
    }
}
