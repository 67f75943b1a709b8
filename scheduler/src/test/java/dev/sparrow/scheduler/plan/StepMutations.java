/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import static dev.sparrow.scheduler.plan.Rewriting.onElements;

import dev.sparrow.compute.Op;
import dev.sparrow.file.FileSplit;
import dev.sparrow.lineage.SampleDraws;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Faults of sources and of steps.
final class StepMutations {
    private StepMutations() {}

    static List<Mutation> sources() {
        return List.of(
                new Mutation.InSlices(
                        "a slice loses its last element", (slices, p) -> ListFaults.withoutLast(slices.get(p))),
                new Mutation.InSlices(
                        "a slice begins one element early",
                        (slices, p) ->
                                p == 0 || slices.get(p - 1).isEmpty()
                                        ? slices.get(p)
                                        : joined(
                                                slices.get(p - 1)
                                                        .subList(
                                                                slices.get(p - 1).size() - 1, slices.get(p - 1).size()),
                                                slices.get(p))),
                new Mutation.InSlices(
                        "slices are taken one too far", (slices, p) -> slices.get((p + 1) % slices.size())),
                range(
                        "a range loses its last number",
                        r -> new SourceData.LongRange(r.start(), r.step(), Math.max(0, r.count() - 1), r.partitions())),
                range(
                        "a range ignores its step",
                        r -> new SourceData.LongRange(r.start(), 1, r.count(), r.partitions())),
                range(
                        "a range begins with its second number",
                        r -> new SourceData.LongRange(r.start() + r.step(), r.step(), r.count(), r.partitions())),
                text("a split loses a line that begins on its last byte", split -> resized(split, 0, -1)),
                text("two splits read a line that begins on their border", split -> resized(split, 0, 1)),
                text("a split loses a line that begins on its first byte", split -> resized(split, 1, -1)),
                lines("a split loses its last line", ListFaults::withoutLast),
                lines("a split has its last line twice", ListFaults::lastTwice),
                lines("empty lines are skipped", lines -> ListFaults.only(lines, line -> !line.equals(""))),
                lines("lines lose blanks at their ends", lines -> mapped(lines, line -> ((String) line).strip())));
    }

    private static Mutation range(String name, UnaryOperator<SourceData.LongRange> fault) {
        return new Mutation.InProgram(
                name,
                (program, _) ->
                        Rewriting.sources(
                                program,
                                data -> data instanceof SourceData.LongRange range ? fault.apply(range) : data));
    }

    private static Mutation text(String name, UnaryOperator<FileSplit> fault) {
        return new Mutation.InProgram(
                name,
                (program, _) ->
                        Rewriting.sources(
                                program,
                                data ->
                                        data instanceof SourceData.Text(var splits, var malformed, var longest)
                                                ? new SourceData.Text(
                                                        splits.stream().map(fault).toList(), malformed, longest)
                                                : data));
    }

    private static FileSplit resized(FileSplit split, long laterBytes, long longerBytes) {
        return new FileSplit(
                split.path(),
                split.start() + laterBytes,
                Math.max(0, split.length() + longerBytes),
                split.fileLength(),
                split.modifiedMillis(),
                split.compression());
    }

    private static Mutation lines(String name, UnaryOperator<List<Object>> fault) {
        return new Mutation.InProgram(
                name,
                (program, _) ->
                        Rewriting.behind(
                                program, op -> op instanceof Op.Read(SourceData.Text _, var _) ? fault : null));
    }

    static List<Mutation> steps() {
        return List.of(
                step("map leaves the first element as it is", Step.Map.class, StepMutations::mapsAllButFirst),
                step("filter is inverted for the first element", Step.Filter.class, StepMutations::filterInvertedOnce),
                step("filter keeps everything", Step.Filter.class, _ -> new Step.Filter(_ -> true)),
                behind("filter loses the last element it keeps", Step.Filter.class, ListFaults::withoutLast),
                step(
                        "flatMap loses the last of each element's outputs",
                        Step.FlatMap.class,
                        flat -> new Step.FlatMap(x -> withoutLast(flat.function().call(x)))),
                step(
                        "flatMap takes outputs in reverse",
                        Step.FlatMap.class,
                        flat -> new Step.FlatMap(x -> list(flat.function().call(x)).reversed().iterator())),
                behind(
                        "mapValues loses pairs with a null key",
                        Step.MapValues.class,
                        pairs -> ListFaults.only(pairs, pair -> ListFaults.key(pair) != null)),
                step(
                        "flatMapValues takes only the first value",
                        Step.FlatMapValues.class,
                        flat ->
                                new Step.FlatMapValues(
                                        x -> list(flat.function().call(x)).stream().limit(1).iterator())),
                step(
                        "keyBy swaps key and element",
                        Step.KeyBy.class,
                        by -> new Step.Map(x -> new Tuple2<>(x, by.function().call(x)))),
                step(
                        "mapToDouble computes in single precision",
                        Step.MapToDouble.class,
                        map -> new Step.MapToDouble(x -> (float) map.function().call(x))),
                step(
                        "mapPartitions counts partitions from 1",
                        Step.MapPartitions.class,
                        each -> new Step.MapPartitions((p, elements) -> each.function().call(p + 1, elements), true)),
                before(
                        "mapPartitions does not see the last element",
                        Step.MapPartitions.class,
                        ListFaults::withoutLast),
                behind("mapPartitions loses the last output", Step.MapPartitions.class, ListFaults::withoutLast),
                behind(
                        "glom makes no list of an empty partition",
                        Step.Glom.class,
                        lists -> ListFaults.only(lists, list -> !list.equals(List.of()))),
                step(
                        "sample draws from the seed of the next partition",
                        Step.Sample.class,
                        sample -> reseeded(sample, sample.seed() ^ SampleDraws.mix(0, 0) ^ SampleDraws.mix(0, 1))),
                new Mutation.InProgram(
                        "sample draws alike in all partitions",
                        (program, p) ->
                                Rewriting.steps(
                                        program,
                                        call ->
                                                List.of(
                                                        call.step() instanceof Step.Sample sample
                                                                ? reseeded(
                                                                        sample,
                                                                        sample.seed()
                                                                                ^ SampleDraws.mix(0, p)
                                                                                ^ SampleDraws.mix(0, 0))
                                                                : call.step()))),
                step(
                        "sample mistakes with and without replacement",
                        Step.Sample.class,
                        sample -> new Step.Sample(!sample.withReplacement(), sample.fraction(), sample.seed())),
                new Mutation.InSurvey(
                        "zipWithIndex counts from 0 in each partition",
                        counts -> mapped(counts, count -> count instanceof Long ? 0L : count)),
                new Mutation.InSurvey(
                        "zipWithIndex counts one too many for each partition",
                        counts -> mapped(counts, count -> count instanceof Long n ? n + 1 : count)),
                new Mutation.InSurvey(
                        "zipWithIndex takes the counts of the next partitions",
                        counts -> counts.getFirst() instanceof Long ? ListFaults.rotated(counts) : counts),
                step(
                        "a sort within partitions does not sort",
                        Step.SortByKey.class,
                        _ -> new Step.SortByKey((_, _) -> 0)),
                behind("a sort within partitions descends", Step.SortByKey.class, List::reversed),
                before("a sort within partitions turns equal keys round", Step.SortByKey.class, List::reversed),
                behind("combining in place loses the last key", Step.CombineInPlace.class, ListFaults::withoutLast));
    }

    private static Step mapsAllButFirst(Step.Map map) {
        return new Step.MapPartitions(
                (_, elements) -> {
                    var output = new ArrayList<Object>();
                    while (elements.hasNext()) {
                        var element = elements.next();
                        output.add(output.isEmpty() ? element : map.function().call(element));
                    }
                    return output.iterator();
                },
                false);
    }

    private static Step filterInvertedOnce(Step.Filter filter) {
        return new Step.MapPartitions(
                (_, elements) -> {
                    var output = new ArrayList<Object>();
                    for (var first = true; elements.hasNext(); first = false) {
                        var element = elements.next();
                        if (filter.predicate().call(element) != first) {
                            output.add(element);
                        }
                    }
                    return output.iterator();
                },
                true);
    }

    private static Step reseeded(Step.Sample sample, long seed) {
        return new Step.Sample(sample.withReplacement(), sample.fraction(), seed);
    }

    static <S extends Step> Mutation step(String name, Class<S> kind, Function<S, Step> fault) {
        return new Mutation.InProgram(
                name,
                (program, _) ->
                        Rewriting.steps(
                                program,
                                call ->
                                        List.of(
                                                kind.isInstance(call.step())
                                                        ? fault.apply(kind.cast(call.step()))
                                                        : call.step())));
    }

    private static Mutation behind(String name, Class<? extends Step> kind, UnaryOperator<List<Object>> fault) {
        return new Mutation.InProgram(
                name,
                (program, _) ->
                        Rewriting.steps(
                                program,
                                call ->
                                        kind.isInstance(call.step())
                                                ? List.of(call.step(), onElements(fault))
                                                : List.of(call.step())));
    }

    private static Mutation before(String name, Class<? extends Step> kind, UnaryOperator<List<Object>> fault) {
        return new Mutation.InProgram(
                name,
                (program, _) ->
                        Rewriting.steps(
                                program,
                                call ->
                                        kind.isInstance(call.step())
                                                ? List.of(onElements(fault), call.step())
                                                : List.of(call.step())));
    }

    static List<Object> list(Iterator<Object> elements) {
        var list = new ArrayList<Object>();
        elements.forEachRemaining(list::add);
        return list;
    }

    private static Iterator<Object> withoutLast(Iterator<Object> elements) {
        return ListFaults.withoutLast(list(elements)).iterator();
    }

    private static List<Object> joined(List<Object> first, List<Object> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static List<Object> mapped(List<Object> elements, UnaryOperator<Object> function) {
        return elements.stream().map(function).toList();
    }
}
