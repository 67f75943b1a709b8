/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.consensus;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.KeyValues;
import dev.sparrow.coordination.log.LogClient;
import dev.sparrow.coordination.log.LogReport;
import dev.sparrow.coordination.log.LogRequest;
import dev.sparrow.coordination.log.ReplicatedLog;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.history.Linearizability;
import dev.sparrow.simulation.history.Model;
import dev.sparrow.simulation.history.Verdict;
import dev.sparrow.simulation.world.EventLog;
import dev.sparrow.simulation.world.Plan;
import dev.sparrow.simulation.world.SimulatedNode;
import dev.sparrow.simulation.world.Trouble;
import dev.sparrow.simulation.world.World;
import dev.sparrow.verification.Violation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// One run of a cluster by a plan: things go wrong for a while, then all is mended, and what must hold is checked
/// throughout.
///
/// 1. Members and clients work while the faults of the plan happen. The invariants are checked after every event.
/// 2. Everything is mended, but for a minority that stays down: a write must succeed within twenty election timeouts.
/// 3. Nothing happens any more: whoever leads must be left alone.
/// 4. What the clients saw must be linearizable.
final class ConsensusRun implements Trouble.Cluster, World.Observer {
    static final long ELECTION_TIMEOUT_NANOS = 60_000_000;
    private static final int ADDED_MAX = 4;
    private static final long STATES_MAX = 300_000;
    private static final NodeId PROBE = new NodeId("probe");

    /// How a run ended.
    ///
    /// @param violation what must never be, if it was
    /// @param faults how many were injected, those of the network among them
    /// @param live whether the cluster had a majority in the end, so that it had to get on
    record Result(Optional<String> violation, long events, long faults, boolean live) {}

    private final Plan plan;
    private final Engine engine;
    private final World world;
    private final Trouble trouble;
    private final Judge judge = new Judge();
    private final World.Observer invariants;
    private final List<NodeId> members = new ArrayList<>();
    private final SplittableRandom random;
    private final Workload workload;
    private final TreeSet<NodeId> spared = new TreeSet<>();
    private final TreeSet<NodeId> leading = new TreeSet<>();
    private boolean probed;
    private long requests;

    private ConsensusRun(Plan plan, Engine engine, EventLog log) {
        this.plan = plan;
        this.engine = engine;
        this.random = new SplittableRandom(plan.seed() + 99);
        this.world = new World(plan.seed(), plan.conditions(), log, this);
        this.trouble = new Trouble(world, this);
        for (var i = 1; i <= plan.nodes(); i++) {
            members.add(member(i));
        }
        var first = Configuration.of(members);
        this.invariants = engine.invariants(plan, first, judge, this::node);
        List.copyOf(members).forEach(member -> world.add(member, engine.program(plan, first)));
        var possible = IntStream.rangeClosed(1, plan.nodes() + ADDED_MAX).mapToObj(ConsensusRun::member).toList();
        this.workload = new Workload(world, possible, plan.operations(), plan.seed());
        world.add(PROBE, LogClient.program(possible, ELECTION_TIMEOUT_NANOS));
    }

    private static NodeId member(int number) {
        return new NodeId("n" + number);
    }

    private SimulatedNode node(NodeId id) {
        return world.node(id);
    }

    /// Plays a plan.
    static Result play(Plan plan, Engine engine, EventLog log) {
        var suitable = engine.suitable(plan);
        ConsensusRun run = null;
        try {
            run = new ConsensusRun(suitable, engine, log);
            var live = run.play();
            return run.result(Optional.empty(), live);
        } catch (Violation violation) {
            return run == null
                    ? new Result(Optional.of(violation.getMessage()), 0, 0, false)
                    : run.result(Optional.of(violation.getMessage()), false);
        } catch (IllegalStateException | IndexOutOfBoundsException | IllegalArgumentException broken) {
            return run == null
                    ? new Result(Optional.of("broken: " + broken), 0, 0, false)
                    : run.result(Optional.of("broken: " + broken + " at " + broken.getStackTrace()[0]), false);
        }
    }

    private Result result(Optional<String> violation, boolean live) {
        violation.ifPresent(what -> world.note(() -> "VIOLATION " + what));
        return new Result(violation, world.events(), trouble.injected() + world.network().faults(), live);
    }

    private boolean play() {
        trouble.schedule(plan.faults());
        world.runUntil(1_000_000L * plan.lengthMillis());
        workload.stop();
        trouble.end();
        // What was asked for before has its effect, such as a change of members.
        world.runUntil(world.nowNanos() + 3 * ELECTION_TIMEOUT_NANOS);
        var configurations = configurations();
        leaveSomeDown(configurations);
        var live = hasMajority(configurations);
        if (live) {
            checkLiveness();
        }
        checkHistory();
        return live;
    }

    /// The core that is mended is a random majority.
    private void leaveSomeDown(List<Configuration> configurations) {
        for (var member : List.copyOf(members)) {
            if (random.nextInt(4) == 0 && world.node(member).isUp()) {
                world.crash(member);
                if (!hasMajority(configurations)) {
                    world.start(member);
                }
            }
        }
    }

    /// Who the members are, as those that are up take it.
    private List<Configuration> configurations() {
        return members.stream()
                .map(world::node)
                .filter(SimulatedNode::isUp)
                .map(node -> ((ReplicatedLog) node.machine()).configuration())
                .filter(configuration -> !configuration.equals(Configuration.NONE))
                .distinct()
                .toList();
    }

    /// Whether the members that are up can decide, whichever of these configurations holds.
    private boolean hasMajority(List<Configuration> configurations) {
        return !configurations.isEmpty()
                && configurations.stream().allMatch(configuration -> configuration.isQuorum(this::decides));
    }

    private boolean decides(NodeId id) {
        var node = world.node(id);
        return node != null && node.isUp() && engine.votes((ReplicatedLog) node.machine());
    }

    private void checkLiveness() {
        world.request(PROBE, new LogClient.Ask.Change(new KeyValues.Change.Put("probe", "here")));
        var deadline = world.nowNanos() + 20 * 2 * ELECTION_TIMEOUT_NANOS;
        while (!probed && world.runNext(deadline)) {}
        Violation.unless(probed, "liveness: nothing was committed in twenty election timeouts of a healed majority");
        world.runUntil(world.nowNanos() + 8 * ELECTION_TIMEOUT_NANOS);
        var before = highestTerm();
        world.runUntil(world.nowNanos() + 6 * ELECTION_TIMEOUT_NANOS);
        Violation.unless(
                before == highestTerm(),
                "disturbed: nothing went wrong and term %d was followed by term %d",
                before,
                highestTerm());
    }

    private long highestTerm() {
        return world.nodes().stream()
                .filter(node -> node.machine() instanceof ReplicatedLog log && log.leads())
                .mapToLong(node -> ((ReplicatedLog) node.machine()).term())
                .max()
                .orElse(-1);
    }

    private void checkHistory() {
        var verdict = new Linearizability(Model.KV, STATES_MAX).check(workload.history());
        if (!(verdict instanceof Verdict.Explained)) {
            throw new Violation(verdict.toString());
        }
    }

    @Override
    public List<NodeId> members() {
        return members;
    }

    @Override
    public Optional<NodeId> leader() {
        return world.nodes().stream()
                .filter(node -> node.machine() instanceof ReplicatedLog log && log.leads())
                .max(Comparator.comparingLong(node -> ((ReplicatedLog) node.machine()).term()))
                .map(SimulatedNode::id);
    }

    @Override
    public Record damaged(Record record) {
        return engine.damaged(record);
    }

    @Override
    public boolean maySpare(NodeId node) {
        if (spared.contains(node)) {
            return true;
        }
        return spared.size() < (plan.nodes() - 1) / 2 && members.indexOf(node) < plan.nodes() && spared.add(node);
    }

    @Override
    public void lost(NodeId node) {
        var notes = engine.notesOnNewDisk();
        if (notes.isEmpty()) {
            add().ifPresent(other -> replace(node, other, 20));
        } else {
            world.at(
                    world.nowNanos() + ELECTION_TIMEOUT_NANOS / (1 + random.nextInt(100)),
                    () -> {
                        world.replaceDisk(node, notes);
                        trouble.back(node);
                    });
        }
    }

    /// Asks again and again until it is done: the leader may be gone, or busy with another change.
    private void replace(NodeId lost, NodeId other, int triesLeft) {
        leader().ifPresent(leader -> {
            var now = ((ReplicatedLog) world.node(leader).machine()).configuration();
            if (now.isVoter(lost) || !now.isVoter(other)) {
                var voters = new TreeSet<>(now.voters());
                voters.remove(lost);
                voters.add(other);
                world.request(leader, new LogRequest.ChangeMembers(++requests, voters, new TreeSet<>(now.learners())));
            }
        });
        if (triesLeft > 0) {
            world.at(world.nowNanos() + 2 * ELECTION_TIMEOUT_NANOS, () -> replace(lost, other, triesLeft - 1));
        }
    }

    private Optional<NodeId> add() {
        if (members.size() >= plan.nodes() + ADDED_MAX) {
            return Optional.empty();
        }
        var id = member(members.size() + 1);
        members.add(id);
        world.add(id, engine.program(plan, Configuration.NONE));
        return Optional.of(id);
    }

    @Override
    public void exercise(String what, int argument) {
        leader().ifPresent(leader -> {
            var now = ((ReplicatedLog) world.node(leader).machine()).configuration();
            switch (what) {
                case "members" -> world.request(leader, change(now, argument));
                case "transfer" -> {
                    var voters = now.voters();
                    var to = voters.isEmpty() ? leader : voters.get(argument % voters.size());
                    world.request(leader, new LogRequest.TransferLeadership(to));
                }
                default -> throw new IllegalArgumentException(what);
            }
        });
    }

    private LogRequest.ChangeMembers change(Configuration now, int argument) {
        var voters = new TreeSet<>(now.voters());
        var learners = new TreeSet<>(now.learners());
        var some = members.get(argument / 8 % members.size());
        switch (argument % 8) {
            case 0, 1 -> add().ifPresent(voters::add);
            case 2 -> add().ifPresent(learners::add);
            case 3 -> {
                voters.addAll(learners);
                learners.clear();
            }
            case 4, 5 -> {
                if (voters.size() > Math.max(1, plan.nodes() - 1)) {
                    voters.remove(some);
                }
            }
            case 6 -> {
                if (voters.size() > 2) {
                    voters.remove(some);
                    add().ifPresent(voters::add);
                }
            }
            default -> {
                if (!gone(some)) {
                    voters.add(some);
                    learners.remove(some);
                }
            }
        }
        return new LogRequest.ChangeMembers(++requests, voters, learners);
    }

    private boolean gone(NodeId node) {
        return trouble.gone().contains(node) || spared.contains(node);
    }

    @Override
    public void stepped(SimulatedNode node, Event event, List<Effect> effects) {
        judge.stepped(node, event, effects);
        invariants.stepped(node, event, effects);
        if (!(node.machine() instanceof ReplicatedLog log && log.leads())) {
            leading.remove(node.id());
        } else if (leading.add(node.id())) {
            trouble.elected(node.id());
        }
    }

    @Override
    public void sent(SimulatedNode node, NodeId to, Record message) {
        judge.sent(node, to, message);
        invariants.sent(node, to, message);
    }

    @Override
    public void started(SimulatedNode node) {
        judge.started(node);
        invariants.started(node);
    }

    @Override
    public void stopped(SimulatedNode node) {
        judge.stopped(node);
        invariants.stopped(node);
    }

    /// Who has a lease reads alone, so nobody else may begin to lead before it is over.
    private void checkLeases(NodeId leader, long term) {
        for (var other : world.nodes()) {
            Violation.unless(
                    !(other.machine() instanceof ReplicatedLog log)
                            || log.term() >= term
                            || !log.hasLease(other.nanos()),
                    "lease: %s leads, and %s would answer reads alone for a while yet",
                    leader,
                    other.id());
        }
    }

    @Override
    public void reported(SimulatedNode node, Record what) {
        if (what instanceof LogReport.Leadership(_, var term, var ready) && ready) {
            checkLeases(node.id(), term);
        }
        if (what instanceof LogClient.Finished(var answer)) {
            if (node.id().equals(PROBE)) {
                probed = true;
            } else {
                workload.finished(node.id(), answer);
            }
        }
    }
}
