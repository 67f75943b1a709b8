/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

/// How long a client may believe in its session, and how it asks for more (Burrows 2006, section 2.8).
final class ClientLease {
    private final LockSettings settings;
    private final LockRules rules;
    private long believedUntilNanos;
    private long number;
    private long askedNanos;
    private long askAgainNanos;
    private long lastEvent;

    ClientLease(LockSettings settings, LockRules rules) {
        this.settings = settings;
        this.rules = rules;
    }

    /// A lease began, so long after the client had asked for it.
    void begin(long asked, long now, long heldNanos, long leaseNanos) {
        var until = rules.believedUntilNanos(asked, now, heldNanos, leaseNanos, settings.clockRatioMax());
        believedUntilNanos = Math.max(believedUntilNanos, until);
    }

    boolean isOver(long now) {
        return now >= believedUntilNanos;
    }

    /// The client gives up.
    boolean graceIsOver(long now) {
        return now >= believedUntilNanos + settings.grace().toNanos();
    }

    /// Asks for the next lease. The master answers when the present one is half over, so there is no hurry to ask
    /// again.
    LockMessage ask(long session, long epoch, long now) {
        number++;
        askedNanos = now;
        askAgainNanos = Math.max(now + settings.retry().toNanos(), believedUntilNanos - settings.lease().toNanos() / 6);
        return keepAlive(session, epoch);
    }

    LockMessage keepAlive(long session, long epoch) {
        return new LockMessage.KeepAlive(session, epoch, number, lastEvent);
    }

    /// Whether the answer to what was asked last is late.
    boolean asksAgain(long now) {
        if (now < askAgainNanos) {
            return false;
        }
        askAgainNanos = now + settings.retry().toNanos();
        return true;
    }

    /// Takes in an answer.
    ///
    /// @return whether it is the one to what was asked last
    boolean answers(LockMessage.KeptAlive kept, long now) {
        if (kept.number() != number) {
            return false;
        }
        begin(askedNanos, now, kept.heldNanos(), kept.leaseNanos());
        return true;
    }

    /// Each master counts its events from one.
    void newEpoch() {
        lastEvent = 0;
    }

    /// Whether an event is new.
    boolean takesIn(long event) {
        if (event <= lastEvent) {
            return false;
        }
        lastEvent = event;
        return true;
    }

    /// When something is to be done next.
    long wakeNanos(long now) {
        var end = isOver(now) ? believedUntilNanos + settings.grace().toNanos() : believedUntilNanos;
        return Math.min(askAgainNanos, end);
    }
}
