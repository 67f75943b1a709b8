/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.driver;

import dev.sparrow.closure.SnippetCode;
import dev.sparrow.cluster.process.Launcher;
import dev.sparrow.cluster.wire.FrameKind;
import dev.sparrow.cluster.wire.Registration;
import dev.sparrow.config.Settings;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.scheduler.driver.CacheHolders;
import dev.sparrow.scheduler.driver.DriverAnswers;
import dev.sparrow.scheduler.driver.ExecutorNews;
import dev.sparrow.scheduler.driver.StageCodes;
import dev.sparrow.scheduler.driver.StageTable;
import dev.sparrow.scheduler.engine.Fabric;
import dev.sparrow.scheduler.plan.StageRegistry;
import dev.sparrow.scheduler.protocol.DriverRequest;
import dev.sparrow.scheduler.protocol.DriverService;
import dev.sparrow.scheduler.protocol.ExecutorEvent;
import dev.sparrow.scheduler.protocol.ExecutorRequest;
import dev.sparrow.scheduler.protocol.TaskReport;
import dev.sparrow.scheduler.protocol.Wire;
import dev.sparrow.scheduler.slots.Capacity;
import dev.sparrow.scheduler.stage.TaskFailure;
import dev.sparrow.storage.block.BlockStore;
import dev.sparrow.storage.block.CachedPartitions;
import dev.sparrow.transport.CallFailed;
import dev.sparrow.transport.CallHandler;
import dev.sparrow.transport.Security;
import dev.sparrow.transport.Transport;
import dev.sparrow.transport.TransportListener;
import dev.sparrow.transport.TransportSettings;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.ExecutorId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Executors in processes of their own on this machine, and what they share with their driver.
///
/// An executor has a part in the application from its registration until its connection ends: then it is lost with all
/// it holds, even if its process lives, and another one takes its place.
public final class ClusterFabric implements Fabric, TransportListener, CallHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterFabric.class);
    private static final String DRIVER = "driver";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Capacity each;
    private final Launcher launcher;
    private final Transport transport;
    private final ExecutorProcesses processes;
    private final StageCodes codes = new StageCodes(true);
    private final CacheHolders holders = new CacheHolders();
    private final ExecutorNews news = new ExecutorNews(holders);

    /// Those that have a part now, by their names.
    private final Map<String, RemoteMember> members = new HashMap<>();

    private volatile Optional<SnippetCode> shell = Optional.empty();

    /// Those of the driver at work. Null before the first.
    private volatile DriverService answers;

    /// The driver at work. Null before the first.
    private Driver driver;

    /// @param host where executors reach this driver
    /// @param each what an executor has
    public ClusterFabric(String host, int executors, Capacity each, Launcher launcher, Settings settings) {
        this.each = each;
        this.launcher = launcher;
        var secret = Secrets.random();
        this.transport =
                Transport.start(
                        new TransportSettings(
                                DRIVER,
                                Optional.of(new InetSocketAddress(host, 0)),
                                Map.of(),
                                Security.secret(secret),
                                TransportSettings.Limits.DEFAULT),
                        this,
                        this);
        var application =
                new ExecutorProcesses.Application(host, transport.address().getPort(), secret, executors, settings);
        this.processes = new ExecutorProcesses(launcher, application, this::giveUp);
        processes.start();
    }

    // ---- What executors say -----------------------------------------------------------------------------------------

    @Override
    public void received(String from, int kind, byte[] bytes) {
        switch (kind) {
            case FrameKind.REGISTER -> register(from, Registration.of(bytes));
            case FrameKind.EVENT ->
                    member(from).ifPresent(member -> member.event(bytes).ifPresent(event -> hear(member, event)));
            default -> LOG.warn("A message of kind {} came from {}, which is not for a driver", kind, from);
        }
    }

    private synchronized Optional<RemoteMember> member(String name) {
        return Optional.ofNullable(members.get(name));
    }

    private void register(String name, Registration registration) {
        var id = processes.registered(name);
        if (id.isEmpty()) {
            LOG.warn("{} registers as an executor, and is none that is waited for", name);
            return;
        }
        var at = new InetSocketAddress(registration.host(), registration.port());
        var member =
                new RemoteMember(
                        id.get(),
                        each,
                        registration.host(),
                        registration.toString(),
                        transport,
                        transport.caller(name, at, PATIENCE),
                        executor -> lost(executor.toString(), "it takes no messages"));
        synchronized (this) {
            members.put(name, member);
            if (driver != null) {
                driver.joined(member);
            }
        }
    }

    private void hear(RemoteMember member, ExecutorEvent event) {
        if (event instanceof ExecutorEvent.ReportKept kept) {
            Thread.ofVirtual().name("report-of-" + member.id()).start(() -> fetch(member, kept));
        } else {
            news.hear(member.id(), event, _ -> Optional.empty(), this::tell);
        }
    }

    private void fetch(RemoteMember member, ExecutorEvent.ReportKept kept) {
        try {
            var report = member.ask(new ExecutorRequest.KeptReport(kept.number()));
            news.hear(member.id(), kept, _ -> report, this::tell);
        } catch (IOException e) {
            var said = "The report of attempt " + kept.attempt() + " cannot be fetched from executor " + member.id();
            var failure = new TaskFailure.EngineError(said + ": " + e.getMessage(), e);
            tell(
                    member.id(),
                    new ExecutorEvent.TasksEnded(
                            List.of(new TaskReport.Failed(kept.attempt(), failure, said, Instant.now()))));
        }
    }

    private void tell(ExecutorId executor, ExecutorEvent event) {
        Driver now;
        synchronized (this) {
            now = members.containsKey(executor.toString()) ? driver : null;
        }
        if (now != null) {
            now.tell(executor, event);
        }
    }

    @Override
    public void closed(String other, String reason) {
        lost(other, processes.epitaph(other).orElse("its connection ended: " + reason));
    }

    @Override
    public void refused(String other, String reason) {
        LOG.warn("No connection with {}: {}", other, reason);
    }

    /// The driver then asks for another one, see [#replace].
    private void lost(String name, String reason) {
        Driver now;
        RemoteMember member;
        synchronized (this) {
            member = members.get(name);
            now = driver;
        }
        if (member != null) {
            LOG.warn("Executor {} is lost: {}", name, reason);
        }
        if (member != null && now != null) {
            now.lost(member.id(), "executor " + name + " is lost: " + reason);
        } else if (member != null) {
            replace(member.id(), null);
        }
    }

    @Override
    public boolean answer(String from, byte[] request, Answer answer) throws IOException {
        if (member(from).isEmpty()) {
            throw new CallFailed(from + " has no part in this application");
        }
        var found = answers.ask(Wire.decode(request, DriverRequest.class));
        if (found.isPresent()) {
            answer.write(found.get());
        }
        return found.isPresent();
    }

    /// No more executors are started, but those that are there may go on.
    private void giveUp(String reason) {
        Driver now;
        synchronized (this) {
            now = members.isEmpty() ? driver : null;
        }
        if (now != null) {
            now.hopeless(reason);
        }
    }

    private Optional<String> address(ExecutorId executor) {
        return member(executor.toString()).map(RemoteMember::address);
    }

    // ---- What the driver wants --------------------------------------------------------------------------------------

    @Override
    public boolean isHere() {
        return false;
    }

    @Override
    public boolean ships() {
        return true;
    }

    @Override
    public StageTable newStages() {
        return new StageTable(Optional.of(codes));
    }

    /// Executors of a driver that has failed hold what the next one knows nothing of, so they are replaced.
    @Override
    public synchronized List<Member> members(StageTable stages, Driver next) {
        answers = new DriverAnswers(stages, codes, holders, () -> shell, this::address);
        if (driver != null) {
            List.copyOf(members.values()).forEach(member -> replace(member.id(), next));
        }
        driver = next;
        return List.copyOf(members.values());
    }

    @Override
    public synchronized Optional<Member> replace(ExecutorId lost, Driver asking) {
        var member = members.remove(lost.toString());
        if (member != null) {
            member.close();
            holders.lost(lost);
            processes.replace(lost);
        }
        return Optional.empty();
    }

    @Override
    public void prepare(StageRegistry.PlannedJob job) {
        var failure = all().isEmpty() ? processes.failure() : Optional.<String>empty();
        if (failure.isPresent()) {
            throw new SparrowException(ErrorCode.OUT_OF_RESOURCES, failure.get());
        }
        SnippetCode.here().ifPresent(code -> shell = Optional.of(code));
        job.stages().forEach(codes::add);
    }

    @Override
    public CachedPartitions.Usage usage(CacheId cache) {
        return holders.usage(cache);
    }

    @Override
    public void drop(CacheId cache) {
        all().forEach(member -> askIfThere(member, new ExecutorRequest.Retire(cache)));
        holders.dropped(cache);
    }

    private synchronized List<RemoteMember> all() {
        return List.copyOf(members.values());
    }

    private static boolean askIfThere(RemoteMember member, ExecutorRequest request) {
        try {
            return member.ask(request).isPresent();
        } catch (IOException e) {
            LOG.debug("Executor {} is gone, with what it held", member.id(), e);
            return false;
        }
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
        for (var holder : holders.of(cache, partition)) {
            var member = member(holder.toString());
            lost |=
                    member.isPresent()
                            && askIfThere(member.get(), new ExecutorRequest.Lose(cache, partition, Optional.empty()));
        }
        return lost;
    }

    @Override
    public List<BlockStore> stores() {
        return List.of();
    }

    @Override
    public void close() {
        synchronized (this) {
            members.clear();
        }
        processes.close();
        launcher.close();
        transport.close();
    }
}
