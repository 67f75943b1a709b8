/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import dev.sparrow.closure.Snapshot;
import dev.sparrow.compute.Op;
import dev.sparrow.compute.Program;
import dev.sparrow.compute.ProgramOutput;
import dev.sparrow.lineage.Action;
import dev.sparrow.scheduler.machine.StageState;
import dev.sparrow.scheduler.plan.PlannedCache;
import dev.sparrow.scheduler.plan.PlannedStage;
import dev.sparrow.scheduler.plan.StageInputs;
import dev.sparrow.scheduler.plan.StageRegistry;
import dev.sparrow.scheduler.plan.TaskProgram;
import dev.sparrow.scheduler.protocol.Parcel;
import dev.sparrow.scheduler.stage.CacheRead;
import dev.sparrow.scheduler.stage.StageKind;
import dev.sparrow.scheduler.stage.StageSpec;
import dev.sparrow.spark.task.BlockKey;
import dev.sparrow.spark.task.BlockSerializer;
import dev.sparrow.spark.task.ByReducePartition;
import dev.sparrow.spark.task.ProgramRdd;
import dev.sparrow.spark.task.ProgramRdd.Makes;
import dev.sparrow.spark.task.Read;
import dev.sparrow.spark.task.Reports;
import dev.sparrow.storage.block.BlockSizes;
import dev.sparrow.storage.block.MapOutput;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.Lists;
import dev.sparrow.value.ShuffleId;
import dev.sparrow.value.StageId;
import dev.sparrow.value.StorageLevel;

import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.ShuffledRDD;
import org.apache.spark.storage.RDDInfo;

import scala.Product2;
import scala.reflect.ClassTag$;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Our stages as datasets of Spark's: each is there once, so that Spark finds what it has made of it for another job.
///
/// A stage that makes blocks is read through Spark's shuffle, a persisted dataset through Spark's cache. The answers of
/// surveys are kept here. For any thread.
final class SparkGraph {
    /// The stages that make persisted datasets are Spark's affair, and have numbers of their own.
    private static final int CACHE_STAGES = 1 << 30;

    private final SparkContext spark;
    private final SparkAnswers answers;
    private final SparkNews news;
    private final Map<StageId, Made> exchanges = new HashMap<>();
    private final Map<CacheId, Made> caches = new HashMap<>();
    private final Map<StageId, StageState> states = new HashMap<>();
    private final Map<StageId, Integer> users = new HashMap<>();
    private final Set<StageId> forgotten = new HashSet<>();
    private final Set<StageId> released = new HashSet<>();
    private final Map<DatasetId, StorageLevel> levels = new HashMap<>();

    /// @param program what makes it
    /// @param read what others read
    private record Made(PlannedStage stage, ProgramRdd program, RDD<Object> read) {}

    SparkGraph(SparkContext spark, SparkAnswers answers, SparkNews news) {
        this.spark = spark;
        this.answers = answers;
        this.news = news;
    }

    /// The number of our context.
    int context() {
        return answers.context();
    }

    /// A job is to read a stage. Runs code of the user's classes.
    void add(PlannedStage stage) {
        answers.codes().add(stage);
        answers.stages().add(stage);
        if (stage.spec().kind() instanceof StageKind.Exchange(var shuffle)) {
            synchronized (this) {
                if (states.containsKey(stage.id())) {
                    return;
                }
            }
            var write = (ProgramOutput.ShuffleWrite) stage.program().program().copy().output();
            var done = new StageState.Done(List.of(all(stage.id(), shuffle, write.exchange().partitions())));
            synchronized (this) {
                states.put(stage.id(), done);
            }
        }
    }

    /// All blocks of an exchange, as Spark's shuffle has them.
    private static MapOutput all(StageId stage, ShuffleId shuffle, int partitions) {
        var attempt = new AttemptId(stage, 0, 0);
        return new MapOutput(
                new ExecutorId("spark"), new MapOutput.Id(shuffle, 0, attempt, 0), BlockSizes.unknown(partitions));
    }

    /// The cache that a stage of Spark's own makes; empty if it is none.
    static Optional<CacheId> cacheOf(StageId stage) {
        return stage.value() < CACHE_STAGES ? Optional.empty() : Optional.of(new CacheId(stage.value() - CACHE_STAGES));
    }

    /// The stages whose tasks a job runs, also those that make persisted datasets.
    static Set<StageId> stagesOf(StageRegistry.PlannedJob job) {
        var ids = new HashSet<StageId>();
        for (var stage : job.stages()) {
            ids.add(stage.id());
            stage.program().allCaches().forEach(cache -> ids.add(new StageId(CACHE_STAGES + cache.id().value())));
        }
        return ids;
    }

    // ---- Building ---------------------------------------------------------------------------------------------------

    /// The program of a stage, with all that it reads.
    ///
    /// @param all stages of its job
    synchronized ProgramRdd program(PlannedStage stage, Map<StageId, PlannedStage> all) {
        var program = make(stage, Makes.RESULT, -1, stage.program(), stage.spec().caches(), all);
        all.values().forEach(this::tellInputs);
        return program;
    }

    private void tellInputs(PlannedStage stage) {
        Optional.ofNullable(exchanges.get(stage.id())).ifPresent(this::tellInputs);
        stage.program().allCaches().stream()
                .map(cache -> caches.get(cache.id()))
                .forEach(made -> {
                    if (made != null) {
                        tellInputs(made);
                    }
                });
    }

    private void tellInputs(Made made) {
        made.program().setInputs(inputs(made.stage().id()));
    }

    private int inputs(StageId stage) {
        return answers.stages().inputsNow(stage, parent -> states.getOrDefault(parent, new StageState.Idle()));
    }

    private ProgramRdd make(
            PlannedStage stage,
            Makes makes,
            int cache,
            TaskProgram<?> reading,
            List<CacheRead> cacheReads,
            Map<StageId, PlannedStage> all) {
        var reads = new ArrayList<Read>();
        var shuffles = new HashMap<Integer, RDD<Object>>();
        reading.inputs()
                .shuffles()
                .forEach((shuffle, parent) -> {
                    var read = shuffled(all.get(parent), all);
                    shuffles.put(shuffle.value(), read);
                    reads.add(new Read(read, new int[0][]));
                });
        var cached = new HashMap<Integer, RDD<Object>>();
        for (var one : reading.caches().values()) {
            var read = cached(one, stage, all);
            cached.put(one.id().value(), read);
            reads.add(new Read(read, partitions(one.id(), cacheReads, stage.spec().partitions())));
        }
        var spec = stage.spec();
        spark.setCallSite(spec.name());
        var reports = new Reports(news::told);
        spark.register(reports);
        var program =
                new ProgramRdd(
                        spark,
                        new ProgramRdd.Spec(
                                answers.context(),
                                spec.id().value(),
                                answers.stages().ref(spec.id()).hash(),
                                makes,
                                cache,
                                spec.partitions(),
                                spec.barrier(),
                                hosts(spec)),
                        reports,
                        reads,
                        shuffles,
                        cached);
        program.setName(spec.name());
        SparkResources.ask(program, spec.demand());
        program.setInputs(inputs(spec.id()));
        news.knows(program.id(), stage);
        return program;
    }

    /// Where its partitions would rather be computed, as Spark knows places. In one process all are on one host, and
    /// what would rather be elsewhere would wait for ever: Spark's scheduler does not look again there.
    private List<List<String>> hosts(StageSpec stage) {
        if (spark.isLocal()) {
            return List.of();
        }
        return Lists.map(
                stage.places(),
                places ->
                        places.stream()
                                .filter(StageSpec.Place.OnHost.class::isInstance)
                                .map(place -> ((StageSpec.Place.OnHost) place).host())
                                .toList());
    }

    private static int[][] partitions(CacheId cache, List<CacheRead> reads, int count) {
        return IntStream.range(0, count)
                .mapToObj(partition ->
                        reads.stream()
                                .filter(read -> read.cache().equals(cache))
                                .flatMap(read -> read.partitions(partition).stream())
                                .mapToInt(Integer::intValue)
                                .distinct()
                                .toArray())
                .toArray(int[][]::new);
    }

    private RDD<Object> shuffled(PlannedStage stage, Map<StageId, PlannedStage> all) {
        var known = exchanges.get(stage.id());
        if (known == null) {
            var program = make(stage, Makes.BLOCKS, -1, stage.program(), stage.spec().caches(), all);
            known = new Made(stage, program, shuffled(program, partitionsOf(stage.id())));
            exchanges.put(stage.id(), known);
        }
        return known.read();
    }

    private int partitionsOf(StageId exchange) {
        var output = (MapOutput) ((StageState.Done) states.get(exchange)).outputs().getFirst();
        return (int) output.sizes().records(); // one for each
    }

    @SuppressWarnings("unchecked") // pairs are what Spark's Scala says they are
    private RDD<Object> shuffled(ProgramRdd program, int partitions) {
        var pairs = (RDD<Product2<Object, byte[]>>) (RDD<?>) program;
        var bytes = ClassTag$.MODULE$.<byte[]>apply(byte[].class);
        var read =
                new ShuffledRDD<Object, byte[], byte[]>(
                        pairs, new ByReducePartition(partitions), ClassTag$.MODULE$.apply(Object.class), bytes, bytes);
        return (RDD<Object>) (RDD<?>) read.setSerializer(new BlockSerializer()).setKeyOrdering(new BlockKey.InOrder());
    }

    /// @param reader a stage that reads it
    private RDD<Object> cached(PlannedCache cache, PlannedStage reader, Map<StageId, PlannedStage> all) {
        var known = caches.get(cache.id());
        if (known == null) {
            var stage = stageOf(cache, reader);
            answers.codes().add(stage);
            answers.stages().add(stage);
            var program = make(stage, Makes.CACHED, cache.id().value(), cache.program(), cache.reads(), all);
            program.persist(SparkDatasets.ofSpark(levelOf(cache.dataset())));
            known = new Made(stage, program, program);
            caches.put(cache.id(), known);
        }
        return known.read();
    }

    /// Reads each partition of a cache to its end, and by that makes it.
    private static PlannedStage stageOf(PlannedCache cache, PlannedStage reader) {
        var ops = List.<Op>of(new Op.Cached(cache.dataset(), cache.label()));
        var count = new ProgramOutput.Result(new Action.Count(), cache.label());
        var program =
                new TaskProgram<>(
                        Snapshot.ship(new Program(ops, count), cache.label().toString())
                                .and(List.of(cache.program().program())),
                        Map.of(),
                        new StageInputs(Map.of(), Map.of()),
                        Map.of(cache.dataset(), cache));
        var inputs = program.allInputs();
        var spec =
                new StageSpec(
                        new StageId(CACHE_STAGES + cache.id().value()),
                        new StageKind.Result(),
                        cache.label().toString(),
                        cache.partitions(),
                        List.copyOf(inputs.stages()));
        return new PlannedStage(spec, program, inputs, reader.setting(), List.of());
    }

    // ---- Surveys ----------------------------------------------------------------------------------------------------

    /// The surveys that have to be answered before a stage can run, each after those that it needs itself.
    ///
    /// @param isSure whether to ask also for those that only missing cached partitions need
    synchronized List<PlannedStage> unanswered(PlannedStage stage, Map<StageId, PlannedStage> all, boolean isSure) {
        var found = new ArrayList<PlannedStage>();
        collect(stage.program(), all, isSure, found, new HashSet<>());
        return found;
    }

    private void collect(
            TaskProgram<?> program,
            Map<StageId, PlannedStage> all,
            boolean isSure,
            List<PlannedStage> found,
            Set<Object> seen) {
        for (var id : program.inputs().stages()) {
            if (seen.add(id)) {
                var parent = all.get(id);
                var isSurvey = parent.spec().kind() instanceof StageKind.Survey;
                if (!isSurvey || !states.containsKey(id)) {
                    collect(parent.program(), all, isSure, found, seen);
                }
                if (isSurvey && !states.containsKey(id)) {
                    found.add(parent);
                }
            }
        }
        for (var cache : program.caches().values()) {
            if (seen.add(cache.id()) && (isSure || !isComplete(cache.id()))) {
                collect(cache.program(), all, isSure, found, seen);
            }
        }
    }

    synchronized void answered(StageId survey, List<Parcel> parcels) {
        states.put(survey, new StageState.Done(List.copyOf(parcels)));
    }

    // ---- Caches -----------------------------------------------------------------------------------------------------

    /// Whether Spark has all partitions of a cache.
    synchronized boolean isComplete(CacheId cache) {
        return cached(cache).filter(made -> SparkDatasets.held(made) == made.partitions().length).isPresent();
    }

    /// The cache as Spark has it.
    synchronized Optional<RDD<Object>> cached(CacheId cache) {
        return Optional.ofNullable(caches.get(cache)).map(Made::read);
    }

    /// What Spark knows of a cache.
    Optional<RDDInfo> info(RDD<?> cached) {
        return Arrays.stream(spark.getRDDStorageInfo()).filter(info -> info.id() == cached.id()).findAny();
    }

    /// What is kept of a dataset from now on is kept like this.
    synchronized void persisted(DatasetId dataset, StorageLevel level) {
        levels.put(dataset, level);
    }

    synchronized StorageLevel levelOf(DatasetId dataset) {
        return levels.getOrDefault(dataset, StorageLevel.MEMORY_ONLY);
    }

    /// @param blocking whether to wait until it is freed
    synchronized void drop(CacheId cache, boolean blocking) {
        var made = caches.remove(cache);
        answers.holders().dropped(cache);
        if (made != null) {
            made.read().unpersist(blocking);
            answers.stages().remove(made.stage().id());
        }
    }

    // ---- The end ----------------------------------------------------------------------------------------------------

    /// A job begins to use stages.
    synchronized void use(List<PlannedStage> stages) {
        stages.forEach(stage -> users.merge(stage.id(), 1, Integer::sum));
    }

    /// A job uses stages no longer, and its result goes.
    synchronized void leave(List<PlannedStage> stages) {
        for (var stage : stages) {
            if (users.merge(stage.id(), -1, Integer::sum) == 0) {
                users.remove(stage.id());
                if (released.remove(stage.id())) {
                    exchanges.remove(stage.id());
                }
                if (forgotten.remove(stage.id()) || stage.spec().kind() instanceof StageKind.Result) {
                    remove(stage.id());
                }
            }
        }
    }

    /// Spark frees blocks of which nobody holds the dataset.
    synchronized void release(StageId stage) {
        if (users.containsKey(stage)) {
            released.add(stage);
        } else {
            exchanges.remove(stage);
        }
    }

    synchronized void forget(StageRegistry.Forgotten all) {
        all.stages().forEach(this::forget);
        all.caches().forEach(cache -> drop(cache, false));
    }

    synchronized void forget(StageId stage) {
        if (users.containsKey(stage)) {
            forgotten.add(stage);
        } else {
            remove(stage);
        }
    }

    private void remove(StageId stage) {
        exchanges.remove(stage);
        states.remove(stage);
        answers.stages().remove(stage);
        news.forget(stage);
    }
}
