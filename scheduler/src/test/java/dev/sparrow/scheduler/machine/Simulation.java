/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.scheduler.machine.ToyCluster.Phase;
import dev.sparrow.scheduler.machine.ToyCluster.ToyAttempt;
import dev.sparrow.scheduler.slots.Capacity;
import dev.sparrow.scheduler.slots.Demand;
import dev.sparrow.scheduler.stage.BarrierRounds;
import dev.sparrow.scheduler.stage.CacheRead;
import dev.sparrow.scheduler.stage.CacheSpec;
import dev.sparrow.scheduler.stage.StageKind;
import dev.sparrow.scheduler.stage.StageSpec;
import dev.sparrow.scheduler.stage.TaskFailure;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.ShuffleId;
import dev.sparrow.value.StageId;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One run by seed: a time of troubles, then a calm in which every job must come to its end.
final class Simulation {
    private static final int TROUBLED_STEPS = 250;
    private static final int CALM_STEPS_MAX = 5_000;

    private final Random random;
    private final PlantedFault fault;
    private final Limits limits;
    private final Policies policies;
    private final JobMachine machine;
    private final ToyCluster cluster = new ToyCluster();
    private final Invariants invariants;
    private final List<String> log = new ArrayList<>();

    /// Shared stages that a job may still be built on.
    private final TreeMap<StageId, StageSpec> reachable = new TreeMap<>();

    /// Whether stages ask for more than a slot.
    private final boolean demanding;

    /// Whether datasets are persisted.
    private final boolean caching;

    /// Whether stages have data in places.
    private final boolean placing;

    /// Those that stages may still be built on.
    private final TreeMap<CacheId, CacheSpec> caches = new TreeMap<>();

    private int nextCache;
    private long nowMillis;
    private int nextStage;
    private int nextJob;
    private int nextExecutor;

    Simulation(long seed) {
        this(seed, PlantedFault.NONE);
    }

    Simulation(long seed, PlantedFault fault) {
        this.fault = fault;
        random = new Random(seed);
        limits =
                new Limits(1 + random.nextInt(5), random.nextInt(5), Duration.ofMillis(random.nextInt(3) * 50L))
                        .leasing(Duration.ofMillis(random.nextInt(3) * 80L))
                        .starving(Duration.ofMillis(random.nextInt(2) * 60L));
        demanding = seed % 2 == 1;
        caching = seed % 3 != 0;
        placing = seed % 5 < 2;
        policies =
                new Policies(
                        someSharing(), someSpeculation(), Duration.ofMillis(random.nextInt(3) * 15L), someExclusion());
        machine = new JobMachine(limits.preferring(policies));
        invariants = new Invariants(cluster, machine, limits, policies);
        cluster.exclusion = policies.exclusion();
    }

    /// What happened, for the message of a failure.
    List<String> log() {
        return log;
    }

    void run() {
        for (var i = 0; i < TROUBLED_STEPS; i++) {
            nowMillis += chance(60) ? 0 : random.nextInt(10);
            trouble().ifPresent(this::step);
        }
        if (chance(5)) {
            step(new Input.Close("simulation"));
        }
        step(new Input.Tick());
        step(joinLarge());
        for (var i = 0; !(cluster.unfinished.isEmpty() && machine.occupiedSlots() == 0); i++) {
            assertThat(i).as("calm steps until all jobs have ended: %s", cluster.unfinished).isLessThan(CALM_STEPS_MAX);
            nowMillis += chance(80) ? 0 : 10;
            step(calm());
        }
        while (!reachable.isEmpty()) {
            step(new Input.ReleaseStage(reachable.pollLastEntry().getKey()));
        }
        invariants.nothingIsLeft();
    }

    private void step(Input input) {
        step(together(input));
    }

    /// With the end of an attempt, sometimes those of others that were launched with it.
    private List<Input> together(Input input) {
        if (!(input instanceof Input.TaskFinished finished) || phase(input) != Phase.AWAITED || chance(50)) {
            return List.of(input);
        }
        var others =
                cluster.attempts.get(finished.attempt()).batch.attempts.stream()
                        .filter(other -> other.phase == Phase.AWAITED && !other.id.equals(finished.attempt()))
                        .map(this::work)
                        .filter(Input.TaskFinished.class::isInstance);
        return Stream.concat(Stream.of(input), others).toList();
    }

    private void step(List<Input> inputs) {
        inputs.forEach(input -> log.add(nowMillis + " " + input));
        var first = inputs.getFirst();
        var before = inputs.stream().map(this::phase).toList();
        for (var input : inputs) {
            invariants.take(input, nowMillis);
            cluster.take(input);
        }
        var heard = inputs.stream().flatMap(input -> fault.heard().apply(input).stream()).toList();
        var outputs =
                machine.step(heard, nowMillis).stream().flatMap(output -> fault.said().apply(output).stream()).toList();
        for (var output : outputs) {
            log.add("    " + output);
        }
        for (var output : outputs) {
            invariants.check(output, first, nowMillis);
            cluster.follow(output, machine, nowMillis);
        }
        for (var i = 0; i < inputs.size(); i++) {
            if (inputs.get(i) instanceof Input.TaskFinished finished) {
                invariants.unwantedOutputsAreDiscarded(finished, before.get(i), outputs);
            }
        }
        invariants.checkAll(first, before.getFirst(), nowMillis);
    }

    private Phase phase(Input input) {
        return switch (input) {
            case Input.TaskFinished finished -> cluster.attempts.get(finished.attempt()).phase;
            case Input.BarrierCalled called -> cluster.attempts.get(called.attempt()).phase;
            case Input.TaskFailed failed -> cluster.attempts.get(failed.attempt()).phase;
            case Input.TaskReturned returned -> cluster.attempts.get(returned.attempt()).phase;
            case Input.TaskEnded ended -> cluster.attempts.get(ended.attempt()).phase;
            case Input.SubmitJob _,
                    Input.CancelJob _,
                    Input.CancelAll _,
                    Input.HeapFull _,
                    Input.ExecutorJoined _,
                    Input.ExecutorLost _,
                    Input.Heartbeat _,
                    Input.OutputLost _,
                    Input.PartitionCached _,
                    Input.PartitionEvicted _,
                    Input.CacheDropped _,
                    Input.CleanOutput _,
                    Input.ReleaseOutput _,
                    Input.ReleaseStage _,
                    Input.Tick _,
                    Input.Close _ ->
                    Phase.GONE;
        };
    }

    private Optional<Input> trouble() {
        var dice = random.nextInt(100);
        if (dice < 8) {
            return Optional.of(submit());
        }
        if (dice < 58) {
            return any(cluster.in(Phase.AWAITED)).map(this::work);
        }
        if (dice < 66) {
            return any(cluster.in(Phase.AWAITED)).map(this::fail);
        }
        if (dice < 74) {
            return any(cluster.in(Phase.ZOMBIE)).map(this::stagger);
        }
        if (dice < 77) {
            return any(cluster.in(Phase.GONE)).map(this::finish);
        }
        if (dice < 82) {
            return cluster.executors.size() < 4 ? Optional.of(join()) : Optional.empty();
        }
        if (dice < 83) {
            return speak();
        }
        if (dice < 85) {
            return any(List.copyOf(cluster.executors.keySet())).map(id -> new Input.ExecutorLost(id, "simulation"));
        }
        if (dice < 90) {
            return caching && chance(50) ? loseCached() : loseBlock();
        }
        if (dice < 93) {
            return any(List.copyOf(cluster.unfinished.keySet())).map(id -> new Input.CancelJob(id, "simulation"));
        }
        if (dice < 95) {
            var stage = any(List.copyOf(cluster.specs.keySet()));
            return chance(50) ? stage.map(Input.ReleaseOutput::new) : stage.map(Input.CleanOutput::new);
        }
        if (dice < 97) {
            return release();
        }
        if (dice == 97 && chance(10)) {
            return Optional.of(chance(50) ? new Input.CancelAll("simulation") : new Input.HeapFull(1, 1));
        }
        return Optional.of(new Input.Tick());
    }

    private Input calm() {
        var alarm = invariants.wakeMillis();
        var silent =
                cluster.heard.entrySet().stream()
                        .filter(heard -> heard.getValue() + limits.executorLease().toMillis() / 2 <= nowMillis)
                        .findFirst();
        if (!limits.executorLease().isZero() && silent.isPresent()) {
            return new Input.Heartbeat(silent.get().getKey());
        }
        if (alarm.isPresent() && alarm.getAsLong() <= nowMillis) {
            return new Input.Tick();
        }
        return any(cluster.in(Phase.AWAITED)).map(this::work).orElseGet(Input.Tick::new);
    }

    private Policies.Sharing someSharing() {
        var pools = new TreeMap<String, Policies.Pool>();
        for (var name : List.of("default", "etl", "web")) {
            if (chance(60)) {
                pools.put(name, new Policies.Pool(someMode(), 1 + random.nextInt(3), random.nextInt(4)));
            }
        }
        return new Policies.Sharing(someMode(), pools);
    }

    private Policies.Speculation someSpeculation() {
        return new Policies.Speculation(
                chance(60),
                Duration.ofMillis(1 + random.nextInt(20)),
                1 + random.nextInt(3),
                (1 + random.nextInt(10)) / 10.0,
                Duration.ofMillis(random.nextInt(20)));
    }

    private Policies.Exclusion someExclusion() {
        return new Policies.Exclusion(
                chance(50),
                1 + random.nextInt(2),
                1 + random.nextInt(3),
                1 + random.nextInt(3),
                Duration.ofMillis(10 + random.nextInt(60)));
    }

    private Policies.Mode someMode() {
        return chance(30) ? Policies.Mode.FIFO : Policies.Mode.FAIR;
    }

    private Input submit() {
        for (var i = random.nextInt(4); i > 0; i--) {
            var id = new StageId(nextStage++);
            var kind =
                    chance(25)
                            ? new StageKind.Survey(new DatasetId(id.value()))
                            : new StageKind.Exchange(new ShuffleId(id.value()));
            reachable.put(id, someSpec(id, kind, "shared"));
        }
        var result = someSpec(new StageId(nextStage++), new StageKind.Result(), "result");
        var wanted = new ArrayList<>(IntStream.range(0, result.partitions()).boxed().toList());
        Collections.shuffle(wanted, random);
        var some =
                wanted.subList(
                        0,
                        wanted.isEmpty() || result.barrier() || chance(50)
                                ? wanted.size()
                                : random.nextInt(wanted.size()));
        var stages = withAncestors(result);
        return new Input.SubmitJob(
                new JobId(nextJob++),
                stages,
                List.copyOf(some),
                1 + random.nextInt(4),
                cachesOf(stages),
                any(List.of("default", "etl", "web")).orElseThrow());
    }

    private StageSpec someSpec(StageId id, StageKind kind, String name) {
        var plain = new StageSpec(id, kind, name, somePartitions(), someStages(), Set.of(), chance(15), someDemand());
        return preferring(caching && chance(50) ? reading(plain) : plain);
    }

    /// The same stage, perhaps with data in places, which need not be there.
    private StageSpec preferring(StageSpec plain) {
        if (!placing || chance(50)) {
            return plain;
        }
        return plain.preferring(
                IntStream.range(0, plain.partitions()).mapToObj(_ -> List.copyOf(somePlaces())).toList());
    }

    private List<StageSpec.Place> somePlaces() {
        var places = new ArrayList<StageSpec.Place>();
        if (chance(50)) {
            any(List.copyOf(cluster.executors.keySet())).map(StageSpec.Place.OnExecutor::new).ifPresent(places::add);
        }
        if (chance(40)) {
            places.add(new StageSpec.Place.OnHost("h" + random.nextInt(3)));
        }
        return places;
    }

    // ---- Persisted datasets -----------------------------------------------------------------------------------------

    /// A stage of the same kind that reads a cache, which may be a new one.
    private StageSpec reading(StageSpec plain) {
        if (chance(50)) {
            var id = new CacheId(nextCache++);
            var read = any(List.copyOf(caches.values())).filter(_ -> chance(30));
            var reads = read.<CacheRead>map(spec -> new CacheRead.Same(spec.id())).stream().toList();
            var together = chance(15) || read.filter(CacheSpec::together).isPresent();
            var partitions = read.map(CacheSpec::partitions).orElseGet(() -> 1 + random.nextInt(4));
            caches.put(id, new CacheSpec(id, partitions, someStages(), reads, together));
        }
        return any(List.copyOf(caches.values())).map(cache -> reading(plain, cache)).orElse(plain);
    }

    private StageSpec reading(StageSpec plain, CacheSpec cache) {
        var read =
                cache.together() || chance(60)
                        ? new CacheRead.Same(cache.id())
                        : new CacheRead.Listed(cache.id(), someOf(cache, plain.partitions()));
        var parents = new TreeSet<>(plain.parents());
        behind(cache).forEach(spec -> parents.addAll(spec.parents()));
        return new StageSpec(
                plain.id(),
                plain.kind(),
                plain.name(),
                read instanceof CacheRead.Same ? cache.partitions() : plain.partitions(),
                List.copyOf(parents),
                Set.of(),
                plain.barrier() || behind(cache).stream().anyMatch(CacheSpec::together),
                plain.demand(),
                List.of(read),
                plain.places());
    }

    private List<List<Integer>> someOf(CacheSpec cache, int partitions) {
        return IntStream.range(0, partitions)
                .mapToObj(_ -> IntStream.range(0, cache.partitions()).filter(_ -> chance(50)).boxed().toList())
                .toList();
    }

    /// A cache, and those that it is made of.
    private List<CacheSpec> behind(CacheSpec cache) {
        var all = new ArrayList<>(List.of(cache));
        cache.reads().forEach(read -> all.addAll(behind(knownCache(read.cache()))));
        return all;
    }

    /// One that is dropped is still known to those that were built on it.
    private CacheSpec knownCache(CacheId id) {
        return caches.getOrDefault(id, cluster.caches.specs.get(id));
    }

    private List<CacheSpec> cachesOf(List<StageSpec> stages) {
        return stages.stream()
                .flatMap(stage -> stage.caches().stream())
                .flatMap(read -> behind(knownCache(read.cache())).stream())
                .distinct()
                .toList();
    }

    /// A cached partition has to make room, or is told to have; or all of a cache is dropped.
    private Optional<Input> loseCached() {
        if (chance(10)) {
            return any(List.copyOf(caches.keySet()))
                    .filter(id ->
                            caches.values().stream().noneMatch(spec -> spec.reads().contains(new CacheRead.Same(id))))
                    .filter(id -> cluster.caches.specs.containsKey(id))
                    .map(id -> {
                        caches.remove(id);
                        return new Input.CacheDropped(id);
                    });
        }
        var lost = any(List.copyOf(cluster.caches.cached.keySet()));
        if (chance(30)) {
            lost.ifPresent(cluster.caches.evicted::add);
            return Optional.empty();
        }
        return lost.map(this::evicted);
    }

    private Input evicted(ToyCaches.Key key) {
        var holder = any(List.copyOf(cluster.caches.cached.get(key))).orElseThrow();
        return new Input.PartitionEvicted(key.cache(), key.partition(), holder);
    }

    /// What is missing in truth of what an attempt reads.
    private List<ToyCaches.Key> missing(ToyAttempt attempt) {
        var told = cluster.caches.missing(attempt.id.stage(), attempt.id.partition());
        var untold =
                cluster.specs.get(attempt.id.stage()).caches().stream()
                        .flatMap(read ->
                                read.partitions(attempt.id.partition()).stream()
                                        .map(p -> new ToyCaches.Key(read.cache(), p)))
                        .filter(cluster.caches.evicted::contains);
        return Stream.concat(told.stream(), untold).toList();
    }

    // -----------------------------------------------------------------------------------------------------------------

    private Demand someDemand() {
        return demanding && chance(50)
                ? new Demand(1 + random.nextInt(3), chance(50) ? Map.of("gpu", 1 + random.nextInt(2)) : Map.of())
                : Demand.ONE_SLOT;
    }

    /// Few of them, or enough that quick tasks are launched together.
    private int somePartitions() {
        return chance(92) ? random.nextInt(5) : random.nextInt(60);
    }

    /// At most two, so that chains grow long.
    private List<StageId> someStages() {
        var some = new TreeSet<StageId>();
        for (var i = random.nextInt(3); i > 0; i--) {
            any(List.copyOf(reachable.keySet())).ifPresent(some::add);
        }
        return List.copyOf(some);
    }

    private List<StageSpec> withAncestors(StageSpec result) {
        var all = new TreeMap<StageId, StageSpec>();
        var open = new ArrayList<>(result.parents());
        while (!open.isEmpty()) {
            var spec = reachable.get(open.removeLast());
            all.put(spec.id(), spec);
            open.addAll(spec.parents());
        }
        all.put(result.id(), result);
        return all.values().stream().map(this::sparingSome).toList();
    }

    private StageSpec sparingSome(StageSpec spec) {
        return spec.skipping(
                spec.parents().stream()
                        .filter(_ -> chance(spec.caches().isEmpty() ? 30 : 80))
                        .collect(Collectors.toSet()));
    }

    private Input join() {
        return join(new Capacity(1 + random.nextInt(3), chance(50) ? Map.of("gpu", List.of("a", "b")) : Map.of()));
    }

    /// What any stage asks for.
    private Input joinLarge() {
        return join(new Capacity(3, Map.of("gpu", List.of("a", "b", "c"))));
    }

    private Input join(Capacity capacity) {
        return new Input.ExecutorJoined(someExecutor(), capacity, "h" + random.nextInt(2));
    }

    /// Sometimes one that was there before, in its next life.
    private ExecutorId someExecutor() {
        var known = any(List.copyOf(cluster.lastEpochs.keySet())).filter(_ -> chance(30));
        return known.map(name -> new ExecutorId(name, cluster.lastEpochs.get(name) + 1))
                .orElseGet(() -> new ExecutorId("e" + nextExecutor++));
    }

    /// An executor lives, or one that is lost thinks so.
    private Optional<Input> speak() {
        var name = any(List.copyOf(cluster.lastEpochs.keySet()));
        var ofOldLife = name.map(known -> new ExecutorId(known, random.nextLong(1 + cluster.lastEpochs.get(known))));
        if (chance(20)) {
            return chance(50)
                    ? ofOldLife.map(Input.Heartbeat::new)
                    : ofOldLife.map(id -> new Input.ExecutorJoined(id, new Capacity(1)));
        }
        return any(List.copyOf(cluster.executors.keySet())).map(Input.Heartbeat::new);
    }

    /// The attempt reads its input at its end and may find it missing, or it had read it before. It may want what was
    /// spared.
    private Input work(ToyAttempt attempt) {
        if (attempt.waits) {
            // It may have to wait for ever, since another one has ended.
            return cluster.keptOf(attempt.id.stage()).isEmpty() ? new Input.Tick() : fail(attempt);
        }
        if (cluster.specs.get(attempt.id.stage()).barrier()
                && attempt.round < attempt.id.stage().value() % 3
                && !chance(10)) {
            return new Input.BarrierCalled(
                    attempt.id, BarrierRounds.Operation.ALL_GATHER, attempt.id + " " + attempt.round);
        }
        if (attempt.batch.recalled && chance(50)) {
            return new Input.TaskReturned(attempt.id);
        }
        if (chance(30)) {
            return finish(attempt);
        }
        var behind =
                missing(attempt).stream()
                        .flatMap(key -> cluster.caches.specs.get(key.cache()).parents().stream())
                        .collect(Collectors.toSet());
        var reads = !cluster.specs.get(attempt.id.stage()).caches().isEmpty();
        var notGiven =
                cluster.specs.get(attempt.id.stage()).parents().stream()
                        .filter(parent -> !attempt.inputs.containsKey(parent))
                        .filter(parent -> behind.contains(parent) || (!reads && chance(50)))
                        .toList();
        if (!notGiven.isEmpty() || chance(1)) {
            return new Input.TaskFailed(attempt.id, new TaskFailure.InputSkipped(notGiven));
        }
        var made = any(cluster.caches.madeBy(attempt.id));
        if (made.isPresent() && chance(70)) {
            return new Input.PartitionCached(made.get().cache(), made.get().partition(), attempt.batch.executor);
        }
        for (var input : attempt.inputs.entrySet()) {
            var blocks = input.getValue();
            var lost =
                    IntStream.range(0, blocks.size())
                            .filter(p -> isLost(input.getKey(), blocks.get(p)))
                            .boxed()
                            .toList();
            if (!lost.isEmpty()) {
                return new Input.TaskFailed(attempt.id, new TaskFailure.InputLost(input.getKey(), lost));
            }
        }
        return finish(attempt);
    }

    private boolean isLost(StageId stage, ToyCluster.Block block) {
        var leftBehind =
                !(cluster.specs.get(stage).kind() instanceof StageKind.Survey)
                        && !cluster.executors.containsKey(block.on());
        return leftBehind || cluster.broken.contains(block.by());
    }

    private Input finish(ToyAttempt attempt) {
        return new Input.TaskFinished(attempt.id, cluster.blockOf(attempt), someTime());
    }

    /// Mostly nothing, so that tasks are launched together.
    private Duration someTime() {
        return chance(80) ? Duration.ofNanos(random.nextInt(1_000)) : Duration.ofMillis(random.nextInt(10));
    }

    private Input fail(ToyAttempt attempt) {
        var cause = new IllegalStateException("simulation");
        return new Input.TaskFailed(
                attempt.id,
                random.nextBoolean()
                        ? new TaskFailure.FunctionThrew("user", cause)
                        : new TaskFailure.EngineError("engine", cause));
    }

    private Input stagger(ToyAttempt zombie) {
        return switch (random.nextInt(5)) {
            case 0 -> finish(zombie);
            case 1 -> fail(zombie);
            case 2 -> new Input.TaskReturned(zombie.id);
            default -> new Input.TaskEnded(zombie.id);
        };
    }

    /// A block vanishes; half of the time a reader has to find out.
    private Optional<Input> loseBlock() {
        var stage = any(List.copyOf(reachable.keySet())).map(id -> cluster.keptOf(id));
        var block = stage.flatMap(blocks -> any(List.copyOf(blocks.values())));
        block.ifPresent(lost -> cluster.broken.add(lost.by()));
        return block.filter(_ -> random.nextBoolean())
                .map(lost -> new Input.OutputLost(lost.by().stage(), lost.by().partition()));
    }

    /// A stage that another reachable one is made from is reachable itself.
    private Optional<Input> release() {
        var leaves =
                reachable.keySet().stream()
                        .filter(id -> reachable.values().stream().noneMatch(spec -> spec.parents().contains(id)))
                        .filter(id -> caches.values().stream().noneMatch(spec -> spec.parents().contains(id)))
                        .toList();
        var released = any(leaves);
        released.ifPresent(reachable::remove);
        return released.map(Input.ReleaseStage::new);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> Optional<T> any(List<T> from) {
        return from.isEmpty() ? Optional.empty() : Optional.of(from.get(random.nextInt(from.size())));
    }
}
