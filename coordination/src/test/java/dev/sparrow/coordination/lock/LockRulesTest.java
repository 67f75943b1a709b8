/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Random commands against what a lock promises, and rules broken one at a time: `-Dseeds=` how many.
class LockRulesTest {
    private static final int SEEDS = Integer.getInteger("seeds", 2_000);
    private static final int BUG_SEEDS = 20_000;
    private static final int COMMANDS = 200;
    private static final int CLIENTS = 4;
    private static final String FILE = "/lock";

    /// What a watcher knows of one lock from the answers alone.
    private static final class Watcher {
        private final CellState cell;
        private final SplittableRandom random;
        private final TreeMap<Long, Boolean> holders = new TreeMap<>();
        private final TreeMap<Long, Sequencer> sequencers = new TreeMap<>();
        private final TreeSet<Long> sessions = new TreeSet<>();
        private long highest;
        private long lost;
        private long losses;
        private int clients;

        Watcher(LockRules rules, long seed) {
            cell = new CellState(rules);
            random = new SplittableRandom(seed);
            for (var client = 0; client < CLIENTS; client++) {
                openSession();
            }
            cell.apply(new CellCommand.Create(sessions.first(), FILE, false, false));
        }

        private void openSession() {
            var answer = (CellAnswer.Session) cell.apply(new CellCommand.OpenSession("client" + clients++));
            sessions.add(answer.session());
        }

        /// What is wrong, if anything.
        Optional<String> step() {
            var session = sessions.stream().skip(random.nextInt(sessions.size())).findFirst().orElseThrow();
            return switch (random.nextInt(6)) {
                case 0, 1 -> acquire(session, random.nextInt(3) > 0);
                case 2 -> write(random.nextInt(clients) + 1);
                case 3 -> release(session);
                case 4 -> endDelay(1 + random.nextInt((int) losses + 1));
                default -> endSession(session, random.nextBoolean());
            };
        }

        private Optional<String> acquire(long session, boolean exclusive) {
            var answer = cell.apply(new CellCommand.Acquire(session, FILE, exclusive, 1_000));
            if (!(answer instanceof CellAnswer.Locked(var sequencer))) {
                var isFree = holders.isEmpty() && lost == 0;
                return isFree ? Optional.of("a free lock is refused: " + answer) : Optional.empty();
            }
            var others = new TreeMap<>(holders);
            others.remove(session);
            var excluded = exclusive ? !others.isEmpty() : others.containsValue(true);
            if (excluded) {
                return Optional.of(session + " holds the lock beside " + others);
            }
            if (lost > 0 && !holders.containsKey(session)) {
                return Optional.of("a lock is granted before its delay is over");
            }
            if (holders.isEmpty() && sequencer.generation() <= highest) {
                return Optional.of("a free lock is granted with generation %d again".formatted(highest));
            }
            holders.merge(session, exclusive, Boolean::logicalOr);
            sequencers.put(session, sequencer);
            highest = Math.max(highest, sequencer.generation());
            return Optional.empty();
        }

        private Optional<String> write(long session) {
            var sequencer = sequencers.get(session);
            if (sequencer == null || sessions.isEmpty()) {
                return Optional.empty();
            }
            var answer =
                    cell.apply(
                            new CellCommand.SetContents(
                                    sessions.first(), FILE, "x", OptionalLong.empty(), Optional.of(sequencer)));
            if (answer instanceof CellAnswer.Done && (sequencer.generation() < highest || holders.isEmpty())) {
                return Optional.of(
                        "a write with %s is taken, though generation %d was granted".formatted(sequencer, highest));
            }
            return Optional.empty();
        }

        private Optional<String> release(long session) {
            cell.apply(new CellCommand.Release(session, FILE));
            holders.remove(session);
            return Optional.empty();
        }

        private Optional<String> endDelay(long loss) {
            cell.apply(new CellCommand.EndDelay(FILE, loss));
            lost = loss == lost ? 0 : lost;
            return Optional.empty();
        }

        private Optional<String> endSession(long session, boolean inPeace) {
            cell.apply(new CellCommand.EndSession(session, inPeace));
            sessions.remove(session);
            if (holders.remove(session) != null && !inPeace) {
                lost = ++losses;
            }
            openSession();
            return Optional.empty();
        }
    }

    private static Optional<String> violation(LockRules rules, long seed) {
        var watcher = new Watcher(rules, seed);
        for (var command = 0; command < COMMANDS; command++) {
            var wrong = watcher.step();
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    @Test
    void whateverClientsDo_locksKeepTheirPromises() {
        for (var seed = 0; seed < SEEDS; seed++) {
            assertThat(violation(new LockRules(), seed)).as("seed %d", seed).isEmpty();
        }
    }

    static Stream<LockRules> broken() {
        return Stream.of(
                new LockRules() {
                    @Override
                    protected boolean grants(boolean exclusive, int readers, int writers) {
                        return writers == 0;
                    }

                    @Override
                    public String toString() {
                        return "a writer beside readers";
                    }
                },
                new LockRules() {
                    @Override
                    protected boolean grants(boolean exclusive, int readers, int writers) {
                        return !exclusive || readers + writers == 0;
                    }

                    @Override
                    public String toString() {
                        return "readers beside a writer";
                    }
                },
                new LockRules() {
                    @Override
                    protected boolean grants(boolean exclusive, int readers, int writers) {
                        return true;
                    }

                    @Override
                    public String toString() {
                        return "two writers";
                    }
                },
                new LockRules() {
                    @Override
                    protected boolean raisesGeneration() {
                        return false;
                    }

                    @Override
                    public String toString() {
                        return "one generation for ever";
                    }
                },
                new LockRules() {
                    @Override
                    protected boolean isGood(long sequencerGeneration, long lockGeneration, boolean heldInThatMode) {
                        return heldInThatMode;
                    }

                    @Override
                    public String toString() {
                        return "any sequencer while the lock is held";
                    }
                },
                new LockRules() {
                    @Override
                    protected boolean isGood(long sequencerGeneration, long lockGeneration, boolean heldInThatMode) {
                        return sequencerGeneration == lockGeneration;
                    }

                    @Override
                    public String toString() {
                        return "a sequencer of a lock that is free";
                    }
                },
                new LockRules() {
                    @Override
                    protected boolean delays(boolean endedInPeace) {
                        return false;
                    }

                    @Override
                    public String toString() {
                        return "no lock-delay";
                    }
                },
                new LockRules() {
                    @Override
                    protected boolean delays(boolean endedInPeace) {
                        return true;
                    }

                    @Override
                    public String toString() {
                        return "a lock-delay in peace as well";
                    }
                },
                new LockRules() {
                    @Override
                    protected boolean endsDelay(long loss, long lastLoss) {
                        return true;
                    }

                    @Override
                    public String toString() {
                        return "an earlier delay ends a later one";
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenRule_isNoticed(LockRules rules) {
        var found = false;
        for (var seed = 0; seed < BUG_SEEDS && !found; seed++) {
            found = violation(rules, seed).isPresent();
        }
        assertThat(found).as("found within %,d seeds", BUG_SEEDS).isTrue();
    }
}
