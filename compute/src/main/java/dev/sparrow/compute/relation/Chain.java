/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.SampleDraws;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Kind.TableKinds;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.table.step.Lookup;
import dev.sparrow.table.step.TableStep;
import dev.sparrow.value.DatasetId;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/// A run of table steps and lookups over the windows of a partition: the windows that come out are made when they are
/// asked for. Conditions and columns are put together as far as no row has to be gathered, so each part between two
/// such places is one loop.
public final class Chain implements WindowSource {
    private final ChainContext context;
    private final List<Part> parts;
    private final WindowSource source;
    private final Deque<Window> made = new ArrayDeque<>();
    private final Head head;
    private boolean finished;

    /// What a chain does.
    public sealed interface Part {}

    /// A step.
    public record Apply(TableStep step, Label label) implements Part {}

    /// A lookup.
    ///
    /// @param dataset names the survey of the right table, if it is shared
    /// @param right the operation that makes the right table, if it is not
    public record Find(Lookup lookup, int right, Label label, DatasetId dataset) implements Part {}

    /// A chain over the windows of a source.
    ///
    /// @param schema the columns of the source's rows
    public Chain(List<Part> parts, Schema schema, WindowSource source, ChainContext context) {
        this(parts, schema, _ -> source, context);
    }

    /// As [#Chain(List, Schema, WindowSource, ChainContext)].
    ///
    /// @param source of windows that have the columns alone that are read
    public Chain(List<Part> parts, Schema schema, Function<BitSet, WindowSource> source, ChainContext context) {
        this.parts = parts;
        this.context = context;
        this.head = head(0, schema);
        this.source = source.apply(head.used);
        this.source.lengthen();
    }

    /// Takes windows and lets loops see their columns.
    private static final class Head {
        private final BitSet used = new BitSet();
        private final WindowColumns columns;
        private final Stage stage;
        private boolean wantsMore = true;

        Head(Schema schema, Stage stage) {
            stage.use(used);
            this.columns = new WindowColumns(schema, used);
            this.stage = stage;
        }

        void accept(Window window) {
            if (wantsMore) {
                columns.show(window);
                wantsMore = stage.accept(new Rows(window.size(), columns.columns(), new int[][] {null}));
            }
        }
    }

    @Override
    public Window next() {
        while (made.isEmpty() && !finished) {
            context.environment().checkCancelled();
            var window = head.wantsMore ? source.next() : null;
            if (window == null) {
                finished = true;
                head.stage.finish();
            } else {
                head.accept(window);
            }
        }
        return made.poll();
    }

    // ---- The stages, from the end

    private Head head(int from, Schema schema) {
        return new Head(schema, stage(from, Flow.of(schema), schema));
    }

    /// @param schema the columns of the flow
    private Stage stage(int from, Flow flow, Schema schema) {
        if (from == parts.size()) {
            return new OutputStage(schema, flow, context.compilation(), made::add);
        }
        return switch (parts.get(from)) {
            case Apply(var step, _) -> stage(from, step, flow);
            case Find find -> lookup(from, find, flow);
        };
    }

    private Stage stage(int from, TableStep step, Flow flow) {
        return switch (step) {
            case TableStep.OfElements(_, var schema) -> stage(from + 1, flow, schema);
            case TableStep.Filter(var condition, var schema) -> stage(from + 1, flow.where(condition), schema);
            case TableStep.Project(var columns, var schema) -> stage(from + 1, flow.select(columns), schema);
            case TableStep.ToRecords(var record, var schema) -> records(record, schema, flow);
            case TableStep.KeyedBy keyed -> new KeyedStage(keyed, flow, context, made::add);
            case TableStep.Limit(var offset, var count, var schema) ->
                    new FilterStage(
                            flow,
                            context.compilation(),
                            new LimitStage(offset, count, stage(from + 1, flow.selected(), schema)));
            case TableStep.Sample(var fraction, var seed, var schema) ->
                    new FilterStage(
                            flow,
                            context.compilation(),
                            new SampleStage(
                                    new SplittableRandom(SampleDraws.mix(seed, context.partition())),
                                    fraction,
                                    stage(from + 1, flow.selected(), schema)));
            case TableStep.Unnest unnest -> {
                var element = new Schema(List.of(nullable(UnnestStage.element(unnest))));
                var wider = flow.with(element, false, false);
                yield new UnnestStage(unnest, flow, context, stage(from + 1, wider, unnest.schema()));
            }
            case TableStep.Aggregate aggregate -> {
                var rest = rest(from, aggregate.schema());
                yield new AggregateStage(aggregate, flow, context, rest.into, rest.done);
            }
            case TableStep.Sort sort -> {
                var rest = rest(from, sort.schema());
                yield new SortStage(sort, flow, context, rest.into, rest.done);
            }
            case TableStep.Windows windows -> {
                var rest = rest(from, windows.schema());
                yield new WindowsStage(windows, flow, context, rest.into, rest.done);
            }
        };
    }

    /// What follows a place where rows are gathered.
    private record Rest(Consumer<Window> into, Runnable done) {}

    private Rest rest(int from, Schema schema) {
        if (from + 1 == parts.size()) {
            return new Rest(made::add, () -> {});
        }
        var following = head(from + 1, schema);
        return new Rest(following::accept, following.stage::finish);
    }

    private Stage records(Class<?> record, Schema schema, Flow flow) {
        var kind = new Kind.Struct(record, TableKinds.of(schema).parts());
        return new OutputStage(schema, kind, flow, context.compilation(), made::add);
    }

    private static Field nullable(Field field) {
        return new Field(field.name(), field.type(), true);
    }

    // ---- Lookups

    private Stage lookup(int from, Find find, Flow flow) {
        var lookup = find.lookup();
        var table = table(find);
        var isFull = lookup.kind() == Lookup.Kind.FULL;
        var isOuter = isFull || lookup.kind() == Lookup.Kind.LEFT || lookup.kind() == Lookup.Kind.SINGLE;
        var pairs = flow.with(lookup.right(), false, false);
        if (lookup.condition() != null) {
            pairs = pairs.where(lookup.condition());
        }
        var after =
                switch (lookup.kind()) {
                    case INNER, LEFT, FULL, SINGLE -> flow.with(lookup.right(), isOuter, isFull);
                    case SEMI, ANTI, NULL_AWARE_ANTI -> flow.selected();
                    case MARK -> flow.with(Schema.of(new Field("", Plain.BOOLEAN, true)), false, false);
                };
        return new LookupStage(lookup, table, flow, pairs, context, stage(from + 1, after, lookup.schema()));
    }

    private BuildTable table(Find find) {
        if (find.lookup().shared()) {
            return context.environment()
                    .survey(find.dataset())
                    .digest(
                            BuildTable.class,
                            partials ->
                                    BuildTable.of(
                                            find.lookup(),
                                            partials.stream().map(RightPart.class::cast).toList(),
                                            context.compilation()));
        }
        var gatherer = new RightGatherer(find.lookup());
        var rights = gatherer.windows(context.rights().apply(find), context);
        for (var window = rights.next(); window != null; window = rights.next()) {
            context.environment().checkCancelled();
            gatherer.add(window);
        }
        return BuildTable.of(find.lookup(), List.of(gatherer.part()), context.compilation());
    }
}
