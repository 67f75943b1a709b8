/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.lock;

import dev.sparrow.coordination.lock.LockRules;

import java.util.List;
import java.util.stream.Stream;

/// Bugs planted in the rules of the lock service, one override each.
final class LockBugs {
    private LockBugs() {}

    /// A bug.
    record Bug(String name, LockRules rules) {}

    static List<Bug> all() {
        return Stream.of(ofLeases(), ofCaches(), ofFailOver(), ofLocks(), ofFiles()).flatMap(List::stream).toList();
    }

    /// Bugs in the leases of sessions.
    private static List<Bug> ofLeases() {
        return List.of(
                new Bug(
                        "a lease counts from when the answer came",
                        new LockRules() {
                            @Override
                            protected long believedUntilNanos(
                                    long askedNanos,
                                    long answeredNanos,
                                    long heldNanos,
                                    long leaseNanos,
                                    double ratio) {
                                return answeredNanos + (long) (leaseNanos / ratio);
                            }
                        }),
                new Bug(
                        "clocks are taken to run alike",
                        new LockRules() {
                            @Override
                            protected long believedUntilNanos(
                                    long askedNanos,
                                    long answeredNanos,
                                    long heldNanos,
                                    long leaseNanos,
                                    double ratio) {
                                return askedNanos + heldNanos + leaseNanos;
                            }
                        }),
                new Bug(
                        "sessions are ended early",
                        new LockRules() {
                            @Override
                            protected boolean mayExpire(long leaseEndNanos, long nowNanos) {
                                return nowNanos >= leaseEndNanos - 75_000_000;
                            }
                        }),
                new Bug(
                        "leases are given by who leads no more",
                        new LockRules() {
                            @Override
                            protected boolean confirmsLeadership() {
                                return false;
                            }
                        }),
                new Bug(
                        "a new master lets no time to sessions",
                        new LockRules() {
                            @Override
                            protected long inheritedLeaseNanos(long leaseNanos) {
                                return leaseNanos / 4;
                            }
                        }));
    }

    /// Bugs in the caches of clients, and in writes that wait for them.
    private static List<Bug> ofCaches() {
        return List.of(
                new Bug(
                        "a write does not wait for caches",
                        new LockRules() {
                            @Override
                            protected boolean waitsForCaches(int caching) {
                                return false;
                            }
                        }),
                new Bug(
                        "what is being written is cached",
                        new LockRules() {
                            @Override
                            protected boolean mayCache(int writesUnderWay) {
                                return true;
                            }
                        }),
                new Bug(
                        "a cache is kept through a fail-over",
                        new LockRules() {
                            @Override
                            protected boolean keepsCacheThroughFailOver() {
                                return true;
                            }
                        }),
                new Bug(
                        "a cache is used when the lease is over",
                        new LockRules() {
                            @Override
                            protected boolean mayUseCache(boolean leaseIsOver) {
                                return true;
                            }
                        }),
                new Bug(
                        "an invalidation is acknowledged, not done",
                        new LockRules() {
                            @Override
                            protected boolean forgetsInvalidated() {
                                return false;
                            }
                        }),
                new Bug(
                        "what was invalidated on its way is cached",
                        new LockRules() {
                            @Override
                            protected boolean cachesInvalidated() {
                                return true;
                            }
                        }));
    }

    /// Bugs in what a new master does, and in what is told or done twice.
    private static List<Bug> ofFailOver() {
        return List.of(
                new Bug(
                        "answers and calls of earlier epochs are taken",
                        new LockRules() {
                            @Override
                            protected boolean accepts(long epoch, long ownEpoch) {
                                return true;
                            }
                        }),
                new Bug(
                        "commands of earlier masters are carried out",
                        new LockRules() {
                            @Override
                            protected boolean takesCommandsOf(long epoch, long lastEpoch) {
                                return true;
                            }
                        }),
                new Bug(
                        "a new master serves at once",
                        new LockRules() {
                            @Override
                            protected boolean waitsForFailOver(int unaware) {
                                return false;
                            }
                        }),
                new Bug(
                        "events are sent once",
                        new LockRules() {
                            @Override
                            protected boolean keepsEvents() {
                                return false;
                            }
                        }),
                new Bug(
                        "a call is carried out again",
                        new LockRules() {
                            @Override
                            protected boolean isNew(long call, long lastCall) {
                                return true;
                            }
                        }),
                new Bug(
                        "handles of earlier epochs are forgotten",
                        new LockRules() {
                            @Override
                            protected boolean honours(boolean ofEarlierEpoch, boolean wasClosed) {
                                return false;
                            }
                        }));
    }

    /// Bugs in locks, their delays and sequencers.
    private static List<Bug> ofLocks() {
        return List.of(
                new Bug(
                        "a lock-delay is over at once",
                        new LockRules() {
                            @Override
                            protected long delayNanos(long nanos, double clockRatioMax) {
                                return nanos / 4;
                            }
                        }),
                new Bug(
                        "a lock-delay is measured by a fast clock",
                        new LockRules() {
                            @Override
                            protected long delayNanos(long nanos, double clockRatioMax) {
                                return nanos;
                            }
                        }),
                new Bug(
                        "no lock-delay after a failure",
                        new LockRules() {
                            @Override
                            protected boolean delays(boolean endedInPeace) {
                                return false;
                            }
                        }),
                new Bug(
                        "a sequencer is good while the lock is held",
                        new LockRules() {
                            @Override
                            protected boolean isGood(long sequencer, long lock, boolean held) {
                                return held;
                            }
                        }),
                new Bug(
                        "a lock keeps its generation",
                        new LockRules() {
                            @Override
                            protected boolean raisesGeneration() {
                                return false;
                            }
                        }));
    }

    /// Bugs in ephemeral files.
    private static List<Bug> ofFiles() {
        return List.of(
                new Bug(
                        "ephemeral files go before they are shown open",
                        new LockRules() {
                            @Override
                            protected boolean deletesOrphans(boolean haveShown) {
                                return true;
                            }
                        }),
                new Bug(
                        "orphans stay for ever",
                        new LockRules() {
                            @Override
                            protected boolean deletesOrphans(boolean haveShown) {
                                return false;
                            }
                        }));
    }
}
