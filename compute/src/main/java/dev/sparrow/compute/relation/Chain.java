/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.compute.relation.hash.RightPart;
import dev.sparrow.compute.spill.OperatorMemory;
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
import java.util.function.Function;

/// A run of table steps and lookups over the windows of a partition: the windows that come out are made when they are
/// asked for. Conditions and columns are put together as far as no row has to be gathered, so each part between two
/// such places is one loop.
public final class Chain implements WindowSource {
    private final ChainContext context;
    private final List<Part> parts;
    private final WindowSource source;
    private final Deque<Window> made = new ArrayDeque<>();

    /// What comes behind those that are made.
    private WindowSource last = () -> null;

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
        return made.isEmpty() ? last.next() : made.poll();
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
            case Apply(var step, var label) -> stage(from, step, flow, label);
            case Find find -> lookup(from, find, flow);
        };
    }

    private Stage stage(int from, TableStep step, Flow flow, Label label) {
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
                yield new AggregateStage(aggregate, flow, context, memory(label), rest);
            }
            case TableStep.Sort sort -> {
                var rest = rest(from, sort.schema());
                yield new SortStage(sort, flow, context, memory(label), rest);
            }
            case TableStep.Windows windows -> {
                var rest = rest(from, windows.schema());
                yield new WindowsStage(windows, flow, context, rest::accept, rest::finish);
            }
        };
    }

    private OperatorMemory memory(Label label) {
        return new OperatorMemory(label, context.environment());
    }

    /// What follows a place where rows are gathered.
    private Stage.Rest rest(int from, Schema schema) {
        return from + 1 == parts.size() ? new End() : new Following(head(from + 1, schema));
    }

    /// The end of the chain.
    private final class End implements Stage.Rest {
        @Override
        public void accept(Window window) {
            made.add(window);
        }

        @Override
        public void acceptAll(WindowSource windows) {
            last = windows;
        }

        @Override
        public void finish() {
            // Whoever reads the chain asks for what is there.
        }
    }

    private record Following(Head head) implements Stage.Rest {
        @Override
        public void accept(Window window) {
            head.accept(window);
        }

        @Override
        public void acceptAll(WindowSource windows) {
            for (var window = windows.next(); window != null && head.wantsMore; window = windows.next()) {
                head.accept(window);
            }
        }

        @Override
        public void finish() {
            head.stage.finish();
        }
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
        if (lookup.shared()) {
            var following = following(from, lookup, flow);
            return new LookupStage(lookup, shared(find), flow, following.pairs(), context, following.next());
        }
        var memory = memory(find.label());
        var hasToFit = lookup.rightKeys().isEmpty();
        var right = SpilledLookupStage.Gathered.of(lookup, context.rights().apply(find), memory, hasToFit, context);
        if (right.rest() == null) {
            var following = following(from, lookup, flow);
            var table = right.table(lookup, context);
            return new LookupStage(lookup, table, flow, following.pairs(), context, following.next());
        }
        var left = Flow.of(SpilledLookupStage.columns(flow));
        return new SpilledLookupStage(lookup, flow, right, following(from, lookup, left), context, memory);
    }

    /// What follows a lookup.
    ///
    /// @param flow of the left rows
    private SpilledLookupStage.Following following(int from, Lookup lookup, Flow flow) {
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
        return new SpilledLookupStage.Following(flow, pairs, stage(from + 1, after, lookup.schema()));
    }

    private BuildTable shared(Find find) {
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
}
