/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.coordinator;

import dev.sparrow.cluster.wire.ClusterMessage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Decides which executors run on which workers: pure, so that what it does is a function of what it was told.
///
/// Applications are served in the order in which they came: the first gets what it asks for, up to its limit, as far as
/// it fits, and the next what is left. An executor goes to the worker with the most free cores. An application whose
/// connection has ended keeps its executors for a while: its driver may come back, and its executors know by themselves
/// when it is dead.
public final class CoordinatorMachine {
    private final long graceMillis;
    private final Map<String, Host> workers = new TreeMap<>();

    /// In the order in which they came.
    private final Map<String, Application> applications = new LinkedHashMap<>();

    private final List<Output> outputs = new ArrayList<>();

    /// @param graceMillis how long an application may be away
    public CoordinatorMachine(long graceMillis) {
        this.graceMillis = graceMillis;
    }

    /// What happens.
    public sealed interface Input {
        /// A worker said something.
        record FromWorker(String worker, ClusterMessage.OfWorker message) implements Input {}

        /// A worker is gone, with all executors that it has started.
        record WorkerLost(String worker) implements Input {}

        /// A driver said something.
        record FromDriver(String application, ClusterMessage.OfDriver message) implements Input {}

        /// The connection to a driver has ended.
        record DriverAway(String application) implements Input {}

        /// Time has gone by.
        record Tick() implements Input {}
    }

    /// What is to be done.
    public sealed interface Output {
        record ToWorker(String worker, ClusterMessage.ToWorker message) implements Output {}

        record ToDriver(String application, ClusterMessage.ToDriver message) implements Output {}
    }

    private static final class Host {
        private final int cores;
        private final long memoryBytes;
        private int coresFree;
        private long memoryFree;

        private Host(int cores, long memoryBytes) {
            this.cores = cores;
            this.memoryBytes = memoryBytes;
            this.coresFree = cores;
            this.memoryFree = memoryBytes;
        }

        private boolean hasRoomFor(Executor executor) {
            return coresFree >= executor.cores && memoryFree >= executor.memoryBytes;
        }

        private void take(Executor executor) {
            coresFree -= executor.cores;
            memoryFree -= executor.memoryBytes;
        }

        private void giveBack(Executor executor) {
            coresFree += executor.cores;
            memoryFree += executor.memoryBytes;
        }
    }

    /// @param worker where it runs; null while it waits
    /// @param order null if only its worker knows it
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Executor(int cores, long memoryBytes, byte[] order, String worker) {
        private Executor at(String place) {
            return new Executor(cores, memoryBytes, order, place);
        }
    }

    private static final class Application {
        private int coresMax;

        /// Less than 0 while it is here.
        private long awaySinceMillis;

        private final Map<String, Executor> executors = new LinkedHashMap<>();

        private int coresUsed() {
            return executors.values().stream()
                    .filter(executor -> executor.worker != null)
                    .mapToInt(Executor::cores)
                    .sum();
        }

        private boolean mayHave(Executor executor) {
            return awaySinceMillis < 0 && (coresMax == 0 || coresUsed() + executor.cores <= coresMax);
        }
    }

    /// Takes an input.
    ///
    /// @param nowMillis from any fixed moment
    /// @return what is to be done, in this order
    public List<Output> step(Input input, long nowMillis) {
        outputs.clear();
        switch (input) {
            case Input.FromWorker(var worker, ClusterMessage.Offer offer) -> onOffer(worker, offer, nowMillis);
            case Input.FromWorker(var worker, ClusterMessage.Ended(var application, var executor, var words)) ->
                    onEnded(worker, application, executor, words);
            case Input.WorkerLost(var worker) -> onWorkerLost(worker);
            case Input.FromDriver(var application, var message) -> onDriver(application, message);
            case Input.DriverAway(var application) ->
                    find(application).ifPresent(known -> known.awaySinceMillis = nowMillis);
            case Input.Tick() -> {}
        }
        forgetThoseLongAway(nowMillis);
        place();
        return List.copyOf(outputs);
    }

    private Optional<Application> find(String application) {
        return Optional.ofNullable(applications.get(application));
    }

    /// A worker comes, or comes again: what it says is true, and not what was known of it.
    private void onOffer(String name, ClusterMessage.Offer offer, long nowMillis) {
        var running = new HashSet<String>();
        offer.running().forEach(one -> running.add(one.application() + " " + one.executor()));
        workers.remove(name);
        applications.forEach((id, application) ->
                List.copyOf(application.executors.entrySet())
                        .forEach(entry -> {
                            if (name.equals(entry.getValue().worker) && !running.contains(id + " " + entry.getKey())) {
                                end(id, application, entry.getKey(), "worker " + name + " does not run it");
                            }
                        }));
        var worker = new Host(offer.cores(), offer.memoryBytes());
        workers.put(name, worker);
        for (var one : offer.running()) {
            var application =
                    applications.computeIfAbsent(
                            one.application(),
                            _ -> {
                                var unknown = new Application();
                                unknown.awaySinceMillis = nowMillis; // this coordinator is new
                                return unknown;
                            });
            var executor = new Executor(one.cores(), one.memoryBytes(), null, name);
            application.executors.put(one.executor(), executor);
            worker.take(executor);
        }
    }

    private void onEnded(String worker, String id, String executor, String words) {
        find(id).ifPresent(application -> {
            var known = application.executors.get(executor);
            if (known != null && worker.equals(known.worker)) {
                end(id, application, executor, words);
            }
        });
    }

    private void onWorkerLost(String name) {
        applications.forEach((id, application) ->
                List.copyOf(application.executors.entrySet())
                        .forEach(entry -> {
                            if (name.equals(entry.getValue().worker)) {
                                end(id, application, entry.getKey(), "worker " + name + " is lost");
                            }
                        }));
        workers.remove(name);
    }

    private void end(String id, Application application, String executor, String words) {
        free(application.executors.remove(executor));
        outputs.add(new Output.ToDriver(id, new ClusterMessage.Gone(executor, words)));
    }

    private void free(Executor executor) {
        var worker = executor.worker == null ? null : workers.get(executor.worker);
        if (worker != null) {
            worker.giveBack(executor);
        }
    }

    private void onDriver(String id, ClusterMessage.OfDriver message) {
        switch (message) {
            case ClusterMessage.Apply(_, var coresMax) -> {
                var application = applications.computeIfAbsent(id, _ -> new Application());
                application.coresMax = coresMax;
                application.awaySinceMillis = -1;
            }
            case ClusterMessage.Ask(var executor, var cores, var memoryBytes, var order) ->
                    find(id).ifPresent(application ->
                            application.executors.putIfAbsent(executor, new Executor(cores, memoryBytes, order, null)));
            case ClusterMessage.Unwanted(var executor) ->
                    find(id).ifPresent(application -> drop(id, application, executor));
            case ClusterMessage.Leave() -> leave(id);
        }
    }

    private void leave(String id) {
        find(id).ifPresent(application -> {
            List.copyOf(application.executors.keySet()).forEach(executor -> drop(id, application, executor));
            applications.remove(id);
        });
    }

    private void drop(String id, Application application, String name) {
        var executor = application.executors.remove(name);
        if (executor != null && executor.worker != null) {
            free(executor);
            outputs.add(new Output.ToWorker(executor.worker, new ClusterMessage.Stop(id, name)));
        }
    }

    private void forgetThoseLongAway(long nowMillis) {
        List.copyOf(applications.entrySet())
                .forEach(entry -> {
                    var since = entry.getValue().awaySinceMillis;
                    if (since >= 0 && nowMillis - since >= graceMillis) {
                        leave(entry.getKey());
                    }
                });
    }

    private void place() {
        applications.forEach((id, application) ->
                List.copyOf(application.executors.entrySet())
                        .forEach(entry -> {
                            if (entry.getValue().worker == null && application.mayHave(entry.getValue())) {
                                place(id, application, entry.getKey(), entry.getValue());
                            }
                        }));
    }

    private void place(String id, Application application, String name, Executor executor) {
        workers.entrySet().stream()
                .filter(worker -> worker.getValue().hasRoomFor(executor))
                .max(
                        Comparator.<Map.Entry<String, Host>>comparingInt(worker -> worker.getValue().coresFree)
                                .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .ifPresent(worker -> {
                    worker.getValue().take(executor);
                    application.executors.put(name, executor.at(worker.getKey()));
                    outputs.add(
                            new Output.ToWorker(
                                    worker.getKey(),
                                    new ClusterMessage.Start(
                                            id, name, executor.cores, executor.memoryBytes, executor.order)));
                });
    }

    /// What there is, for people.
    public String describe() {
        var text = new StringBuilder();
        workers.forEach((name, worker) ->
                text.append(
                        "%s: %d of %d cores and %d of %d MiB are free%n"
                                .formatted(
                                        name,
                                        worker.coresFree,
                                        worker.cores,
                                        worker.memoryFree >> 20,
                                        worker.memoryBytes >> 20)));
        applications.forEach((name, application) ->
                text.append(
                        "%s: %d executors, %d of them run%s%n"
                                .formatted(
                                        name,
                                        application.executors.size(),
                                        application.executors.values().stream()
                                                .filter(executor -> executor.worker != null)
                                                .count(),
                                        application.awaySinceMillis < 0 ? "" : "; its driver is away")));
        return text.toString();
    }
}
