/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.closure.SnippetCode;
import dev.sparrow.scheduler.driver.CacheHolders;
import dev.sparrow.scheduler.driver.DriverAnswers;
import dev.sparrow.scheduler.driver.ExecutorNews;
import dev.sparrow.scheduler.driver.StageCodes;
import dev.sparrow.scheduler.driver.StageTable;
import dev.sparrow.scheduler.executor.Executor;
import dev.sparrow.scheduler.plan.StageRegistry;
import dev.sparrow.scheduler.protocol.DriverRequest;
import dev.sparrow.scheduler.protocol.DriverService;
import dev.sparrow.scheduler.protocol.ExecutorCommand;
import dev.sparrow.scheduler.protocol.ExecutorEvent;
import dev.sparrow.scheduler.protocol.ExecutorLink;
import dev.sparrow.scheduler.protocol.MessageReader;
import dev.sparrow.scheduler.protocol.MessageWriter;
import dev.sparrow.scheduler.protocol.Wire;
import dev.sparrow.scheduler.slots.Capacity;
import dev.sparrow.storage.block.BlockStore;
import dev.sparrow.storage.block.CachedPartitions;
import dev.sparrow.storage.block.RemoteBlocks;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.ExecutorId;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;

/// Executors of one slot in this JVM that share no object with each other, nor with their driver: all that passes is
/// bytes, as between processes.
final class BytesFabric implements Fabric {
    private final Map<ExecutorId, Capacity> capacities = new ConcurrentHashMap<>();
    private final Map<ExecutorId, Executor> executors = new ConcurrentSkipListMap<>();
    private final StageCodes codes = new StageCodes(false);
    private final CacheHolders holders = new CacheHolders();
    private final ExecutorNews news = new ExecutorNews(holders);
    private final Maker maker;

    /// Whose code jobs run, if they are typed at a prompt. Empty before the first job.
    private volatile Optional<SnippetCode> shell = Optional.empty();

    /// Those of the driver at work. Null before the first.
    private volatile DriverService answers;

    /// Makes an executor.
    interface Maker {
        Executor make(ExecutorId id, DriverService driver, RemoteBlocks others);
    }

    /// @param addresses of resources besides slots, by name; the executors have them by turns, each its own
    BytesFabric(int count, Map<String, List<String>> addresses, Maker maker) {
        this.maker = maker;
        for (var i = 0; i < count; i++) {
            add(new ExecutorId("executor-" + i), new Capacity(1, share(addresses, i, count)));
        }
    }

    private static Map<String, List<String>> share(Map<String, List<String>> addresses, int executor, int count) {
        var share = new HashMap<String, List<String>>();
        addresses.forEach((name, all) ->
                share.put(
                        name,
                        IntStream.range(0, all.size()).filter(i -> i % count == executor).mapToObj(all::get).toList()));
        return share;
    }

    private Executor add(ExecutorId id, Capacity capacity) {
        var executor = maker.make(id, this::ask, new PeerBlocks(id, this::peer, holders));
        capacities.put(id, capacity);
        executors.put(id, executor);
        return executor;
    }

    @Override
    public Optional<Member> replace(ExecutorId lost, Driver driver) {
        var executor = executors.remove(lost);
        if (executor == null) {
            return Optional.empty();
        }
        executor.close();
        holders.lost(lost);
        var next = new ExecutorId(lost.value(), lost.epoch() + 1);
        return Optional.of(member(add(next, capacities.remove(lost)), driver));
    }

    private Optional<Executor> peer(ExecutorId id) {
        return Optional.ofNullable(executors.get(id));
    }

    /// Requests travel as bytes, too.
    private Optional<byte[]> ask(DriverRequest request) {
        return answers.ask(Wire.decode(Wire.encodeMessage(request), DriverRequest.class));
    }

    @Override
    public boolean isHere() {
        return true;
    }

    @Override
    public boolean ships() {
        return true;
    }

    @Override
    public StageTable newStages() {
        return new StageTable(Optional.of(codes));
    }

    @Override
    public List<Member> members(StageTable stages, Driver driver) {
        answers = new DriverAnswers(stages, codes, holders, () -> shell, _ -> Optional.empty());
        return executors.values().stream().map(executor -> member(executor, driver)).toList();
    }

    private Member member(Executor executor, Driver driver) {
        var events = new MessageReader<>(ExecutorEvent.class);
        var threads = executor.threads(bytes -> events.take(bytes).ifPresent(event -> hear(executor, event, driver)));
        return new ThreadsMember(executor.id(), capacities.get(executor.id()), threads, BytesFabric::commands);
    }

    private static ExecutorLink commands(ExecutorLink actor) {
        var commands = new MessageReader<>(ExecutorCommand.class);
        return new MessageWriter(bytes -> commands.take(bytes).ifPresent(actor::tell))::send;
    }

    private void hear(Executor executor, ExecutorEvent event, Driver driver) {
        if (!executors.containsKey(executor.id())) {
            return; // it is lost
        }
        news.hear(executor.id(), event, executor::takeReport, driver::tell);
    }

    @Override
    public void prepare(StageRegistry.PlannedJob job) {
        SnippetCode.here().ifPresent(code -> shell = Optional.of(code));
        job.stages().forEach(codes::add);
    }

    @Override
    public CachedPartitions.Usage usage(CacheId cache) {
        return holders.usage(cache);
    }

    @Override
    public void drop(CacheId cache) {
        stores().forEach(store -> store.cached().retire(cache));
        holders.dropped(cache);
    }

    @Override
    public void dropped(CacheId cache) {
        holders.dropped(cache);
    }

    @Override
    public void forgetBroadcast(long id) {
        codes.forgetBroadcast(id);
    }

    @Override
    public boolean lose(CacheId cache, int partition) {
        var lost = false;
        for (var store : stores()) {
            lost |= store.cached().lose(cache, partition);
        }
        return lost;
    }

    @Override
    public List<BlockStore> stores() {
        return executors.values().stream().map(Executor::blocks).toList();
    }

    @Override
    public void close() {
        executors.values().forEach(Executor::close);
    }
}
