/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.LogReport;
import dev.sparrow.coordination.log.LogRequest;
import dev.sparrow.coordination.log.ReplicatedLog;
import dev.sparrow.coordination.log.StateMachine;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Program;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A member of a cell that serves locks: a [ReplicatedLog], and while it leads the [Master] above it.
///
/// Whatever the log is asked for goes through. What the master wants goes into the log as proposals with negative
/// numbers; those of the program on this node must be positive.
public final class LockServer implements ReplicatedLog {
    private final NodeId self;
    private final ReplicatedLog log;
    private final CellState state;
    private final LockSettings settings;
    private final LockRules rules;
    private final ArrayDeque<Event> next = new ArrayDeque<>();
    private List<Effect> effects = new ArrayList<>();
    private Master master;

    /// The epoch that this member may be the master of, or 0, and its proposal to be, or 0.
    private long epoch;

    private long claim;
    private long nowNanos;
    private long numbers;
    private long logWakeNanos = Long.MAX_VALUE;
    private long wakeNanos = Long.MAX_VALUE;

    private LockServer(NodeId self, ReplicatedLog log, CellState state, LockSettings settings, LockRules rules) {
        this.self = self;
        this.log = log;
        this.state = state;
        this.settings = settings;
        this.rules = rules;
    }

    /// A program that starts such members.
    ///
    /// @param program starts their logs
    /// @param cell finds the state of the cell in that which the log applies its commands to
    public static Program program(
            Program program, Function<StateMachine, CellState> cell, LockSettings settings, LockRules rules) {
        return (self, disk, random, nowNanos) -> {
            var log = (ReplicatedLog) program.start(self, disk, random, nowNanos);
            return new LockServer(self, log, cell.apply(log.state()), settings, rules);
        };
    }

    /// What a master does through the member that it is.
    interface Member {
        /// Sends a message, once all that was written before is durable.
        void send(NodeId to, LockMessage message);

        /// Proposes a command.
        ///
        /// @return a number that [Master#done] or [Master#refused] hears
        long propose(CellCommand command);

        /// Asks whether this member still leads, and has applied what was answered before.
        ///
        /// @return a number that [Master#readAllowed] or [Master#refused] hears
        long read();
    }

    private final class Own implements Member {
        @Override
        public void send(NodeId to, LockMessage message) {
            effects.add(new Effect.Send(to, (Record) message));
        }

        @Override
        public long propose(CellCommand command) {
            return LockServer.this.propose(new CellCommand.Fenced(epoch, command));
        }

        @Override
        public long read() {
            next.add(new Event.Request(new LogRequest.Read(--numbers)));
            return numbers;
        }
    }

    private long propose(CellCommand command) {
        next.add(new Event.Request(new LogRequest.Propose(--numbers, (Record) command)));
        return numbers;
    }

    @Override
    public List<Effect> step(Event event, long now) {
        effects = new ArrayList<>();
        nowNanos = Math.max(nowNanos, now);
        var ticks = event instanceof Event.Tick;
        if (ticks) {
            logWakeNanos = Long.MAX_VALUE;
        }
        if (event instanceof Event.Received(var from, LockMessage message)) {
            onMessage(from, message);
        } else {
            next.add(event);
        }
        stepLog();
        if (epoch != 0 && master == null && claim == 0) {
            claim = propose(new CellCommand.NewMaster(epoch));
        }
        if (master != null) {
            master.onTime(nowNanos);
        }
        stepLog();
        wake(ticks);
        return effects;
    }

    /// What the log reports makes the master ask for more; its effects come after those of the step before.
    private void stepLog() {
        while (!next.isEmpty()) {
            for (var effect : log.step(next.poll(), nowNanos)) {
                switch (effect) {
                    case Effect.WakeAt(var nanos) -> logWakeNanos = nanos;
                    case Effect.Report(LogReport report) -> onReport(report);
                    case Effect.Report _,
                            Effect.Send _,
                            Effect.SendAtOnce _,
                            Effect.Write _,
                            Effect.Rewrite _,
                            Effect.Halt _ ->
                            effects.add(effect);
                }
            }
        }
    }

    private void wake(boolean ticks) {
        var wanted = Math.min(logWakeNanos, master == null ? Long.MAX_VALUE : master.wakeNanos());
        if (wanted != Long.MAX_VALUE && (ticks || wanted != wakeNanos)) {
            wakeNanos = wanted;
            effects.add(new Effect.WakeAt(wanted));
        }
    }

    private void onMessage(NodeId from, LockMessage message) {
        switch (message) {
            case LockMessage.OpenSession _, LockMessage.KeepAlive _, LockMessage.Call _ -> {
                if (master == null) {
                    var other = log.leader().filter(leader -> !leader.equals(self));
                    effects.add(new Effect.SendAtOnce(from, new LockMessage.NotMaster(other)));
                } else {
                    master.onMessage(from, message, nowNanos);
                }
            }
            case LockMessage.Opened _,
                    LockMessage.KeptAlive _,
                    LockMessage.Answered _,
                    LockMessage.NewEpoch _,
                    LockMessage.NotMaster _,
                    LockMessage.SessionEnded _ -> {}
        }
    }

    private void onReport(LogReport report) {
        switch (report) {
            case LogReport.Leadership leadership -> {
                effects.add(new Effect.Report(leadership));
                onLeadership(leadership);
            }
            case LogReport.Applied(_, var command, var answer) -> {
                effects.add(new Effect.Report((Record) report));
                if (master != null && command instanceof CellCommand.Fenced(_, var fenced)) {
                    master.applied(fenced, (CellAnswer) answer, nowNanos);
                }
            }
            case LogReport.Done(var number, _, CellAnswer.Master(var claimed)) when number == claim -> {
                claim = 0;
                if (claimed == epoch) {
                    master = new Master(epoch, state, settings, rules, new Own(), nowNanos);
                }
            }
            case LogReport.Done(var number, _, var answer) when number < 0 -> {
                if (master != null) {
                    master.done(number, (CellAnswer) answer);
                }
            }
            case LogReport.ReadAllowed(var number, _) when number < 0 -> {
                if (master != null) {
                    master.readAllowed(number, nowNanos);
                }
            }
            case LogReport.Refused(var number, _) when number < 0 -> {
                if (number == claim) {
                    claim = 0;
                } else if (master != null) {
                    master.refused(number);
                }
            }
            case LogReport.Done _, LogReport.ReadAllowed _, LogReport.Refused _, LogReport.Restored _ ->
                    effects.add(new Effect.Report((Record) report));
        }
    }

    /// A new term is a new epoch, also if the leader is the same (2.9, step 1). It begins when the log has it, so that
    /// commands of earlier masters come before it, or are refused.
    private void onLeadership(LogReport.Leadership leadership) {
        var leads = leadership.ready() && leadership.leader().equals(Optional.of(self));
        if (!leads || leadership.term() != epoch) {
            master = null;
            claim = 0;
            epoch = leads ? leadership.term() : 0;
        }
    }

    /// Whether this member is the master and has let all its sessions know (2.9, step 7).
    public boolean serves() {
        return master != null && master.serves();
    }

    @Override
    public Optional<NodeId> leader() {
        return log.leader();
    }

    @Override
    public boolean leads() {
        return log.leads();
    }

    @Override
    public boolean hasLease(long nowNanos) {
        return log.hasLease(nowNanos);
    }

    @Override
    public long term() {
        return log.term();
    }

    @Override
    public Configuration configuration() {
        return log.configuration();
    }

    @Override
    public long appliedIndex() {
        return log.appliedIndex();
    }

    @Override
    public StateMachine state() {
        return log.state();
    }

    /// The replicated state of the cell, as far as this member has applied it. Read-only for others.
    public CellState cell() {
        return state;
    }
}
