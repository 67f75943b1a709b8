/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.consensus;

import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.world.Conditions;
import dev.sparrow.verification.Violation;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A story that a replicated log must live through, each told by hand once and played with many seeds. They are those
/// by which students' Rafts are tested at MIT (course 6.5840).
///
/// @param nodes how many members it has
record Scenario(String name, int nodes, Conditions conditions, Consumer<Stage> story) {
    /// As over a connection: what overtakes costs messages more.
    private static final Conditions IN_ORDER = new Conditions(1_000, 1_000, 0, 0, 0, 0, 500);

    private static final Conditions LOSSY = new Conditions(500, 27_000, 100, 0, 0, 0, 500);
    private static final Conditions REORDERING = new Conditions(500, 27_000, 100, 0, 660, 2_400, 500);
    private static final int FIGURE_8_ROUNDS = 1_000;

    static List<Scenario> all() {
        return List.of(
                calm("initial election", 3, Scenario::initialElection),
                calm("re-election", 3, Scenario::reElection),
                calm("many elections of seven", 7, Scenario::manyElections),
                calm("agreement though followers fail", 5, Scenario::followersFail),
                calm("agreement though leaders fail", 3, Scenario::leadersFail),
                calm("a parted leader comes back", 3, Scenario::rejoin),
                calm("back over wrong logs", 5, Scenario::backUp),
                new Scenario("few messages", 3, IN_ORDER, Scenario::fewMessages),
                calm("persistence: all crash", 3, Scenario::allCrash),
                calm("persistence: by turns", 5, Scenario::crashByTurns),
                calm("persistence: a parted pair", 3, Scenario::partedPair),
                calm("Figure 8", 5, stage -> figure8(stage, true)),
                new Scenario("Figure 8, reordered", 5, REORDERING, stage -> figure8(stage, false)),
                calm("churn", 5, Scenario::churn),
                new Scenario("churn, lossy", 5, LOSSY, Scenario::churn),
                calm("snapshot for who was parted", 3, stage -> snapshots(stage, false)),
                new Scenario("snapshot, lossy", 3, LOSSY, stage -> snapshots(stage, false)),
                new Scenario("snapshot for who crashed, lossy", 3, LOSSY, stage -> snapshots(stage, true)));
    }

    private static Scenario calm(String name, int nodes, Consumer<Stage> story) {
        return new Scenario(name, nodes, Conditions.CALM, story);
    }

    /// Plays it.
    ///
    /// @return what must never be, if it was
    Optional<String> play(Engine engine, long seed) {
        try {
            story.accept(new Stage(engine, nodes, seed, conditions));
            return Optional.empty();
        } catch (Violation violation) {
            return Optional.of(violation.getMessage());
        } catch (IllegalStateException | IndexOutOfBoundsException | IllegalArgumentException broken) {
            return Optional.of("broken: " + broken + " at " + broken.getStackTrace()[0]);
        }
    }

    private static void initialElection(Stage stage) {
        var leader = stage.leader();
        stage.run(500);
        var term = stage.term(leader);
        stage.run(2_000);
        Violation.unless(
                stage.leader().equals(leader) && stage.term(leader) == term, "the leader changes and nothing fails");
    }

    private static void reElection(Stage stage) {
        var first = stage.leader();
        stage.partOff(first);
        var second = stage.leader();
        stage.bringBack(first);
        stage.run(1_000);
        stage.leader();
        stage.partOff(second);
        stage.partOff(first);
        stage.run(3_000);
        Violation.unless(stage.leaderNow().isEmpty(), "one of three leads alone");
        stage.bringBack(first);
        stage.leader();
        stage.comeTogether();
    }

    private static void manyElections(Stage stage) {
        for (var round = 0; round < 10; round++) {
            for (var i = 0; i < 3; i++) {
                stage.partOff(any(stage));
            }
            stage.leader();
            stage.members.forEach(stage::bringBack);
        }
        stage.comeTogether();
    }

    private static NodeId any(Stage stage) {
        return stage.members.get(stage.random.nextInt(stage.members.size()));
    }

    private static void followersFail(Stage stage) {
        stage.agree();
        var leader = stage.leader();
        var followers = stage.members.stream().filter(member -> !member.equals(leader)).toList();
        stage.partOff(followers.getFirst());
        stage.agree(3);
        followers.subList(1, 3).forEach(stage::partOff);
        var lost = stage.begin(leader);
        stage.run(1_500);
        Violation.unless(!stage.isDone(lost), "two of five agree");
        stage.comeTogether();
    }

    private static void leadersFail(Stage stage) {
        stage.agree();
        var first = stage.leader();
        stage.partOff(first);
        stage.agree(2);
        stage.bringBack(first);
        stage.agree();
        stage.crash(stage.leader());
        stage.agree(2);
        stage.comeTogether();
    }

    private static void rejoin(Stage stage) {
        stage.agree();
        var first = stage.leader();
        stage.partOff(first);
        for (var i = 0; i < 3; i++) {
            stage.begin(first);
        }
        stage.agree();
        var second = stage.leader();
        stage.partOff(second);
        stage.bringBack(first);
        stage.agree();
        stage.bringBack(second);
        stage.comeTogether();
    }

    private static void backUp(Stage stage) {
        stage.agree();
        var first = stage.leader();
        var pair = List.of(first, stage.follower());
        var rest = stage.members.stream().filter(member -> !pair.contains(member)).toList();
        rest.forEach(stage::partOff);
        begin(stage, first, 30);
        stage.run(200);
        pair.forEach(stage::partOff);
        rest.forEach(stage::bringBack);
        stage.agree(15);
        var second = stage.leader();
        rest.stream().filter(member -> !member.equals(second)).limit(1).forEach(stage::partOff);
        begin(stage, second, 30);
        stage.run(200);
        rest.forEach(stage::partOff);
        pair.forEach(stage::bringBack);
        stage.bringBack(rest.stream().filter(member -> !member.equals(second)).findFirst().orElseThrow());
        stage.agree(15);
        stage.comeTogether();
    }

    private static void begin(Stage stage, NodeId member, int writes) {
        for (var i = 0; i < writes; i++) {
            stage.begin(member);
        }
    }

    /// Questions and answers both count here, so the limits are twice those for calls.
    private static void fewMessages(Stage stage) {
        stage.agree();
        var leader = stage.leader();
        stage.run(1_000);
        var writes = 10;
        var before = stage.messages();
        begin(stage, leader, writes);
        stage.run(50);
        var used = stage.messages() - before;
        Violation.unless(used <= 2L * (writes + 1 + 3) * 3, "%d messages for %d entries", used, writes);
        before = stage.messages();
        stage.run(1_000);
        used = stage.messages() - before;
        Violation.unless(used <= 2 * 60, "%d messages in a second in which nothing is asked", used);
    }

    private static void allCrash(Stage stage) {
        stage.agree(2);
        stage.members.forEach(stage::crash);
        stage.members.forEach(stage::start);
        stage.agree();
        var leader = stage.leader();
        stage.crash(leader);
        stage.start(leader);
        stage.agree();
        stage.crash(stage.leader());
        stage.agree();
        stage.comeTogether();
    }

    private static void crashByTurns(Stage stage) {
        for (var round = 0; round < 5; round++) {
            stage.agree();
            for (var i = 1; i <= 2; i++) {
                stage.crash(stage.members.get((round + i) % 5));
            }
            stage.agree();
            for (var i = 3; i <= 5; i++) {
                stage.crash(stage.members.get((round + i) % 5));
            }
            for (var i = 1; i <= 3; i++) {
                stage.start(stage.members.get((round + i) % 5));
            }
            stage.agree();
            stage.members.forEach(stage::start);
        }
        stage.comeTogether();
    }

    private static void partedPair(Stage stage) {
        stage.agree();
        var leader = stage.leader();
        var one = stage.follower();
        var other =
                stage.members.stream()
                        .filter(member -> !member.equals(leader) && !member.equals(one))
                        .findFirst()
                        .orElseThrow();
        stage.partOff(other);
        stage.agree();
        stage.crash(leader);
        stage.crash(one);
        stage.bringBack(other);
        stage.start(leader);
        stage.agree();
        stage.start(one);
        stage.comeTogether();
    }

    /// Leaders come and go so fast that entries of many terms lie about.
    private static void figure8(Stage stage, boolean crashing) {
        for (var round = 0; round < FIGURE_8_ROUNDS; round++) {
            var leader = stage.leaderNow();
            leader.ifPresent(stage::begin);
            stage.run(stage.random.nextInt(10) == 0 ? stage.random.nextInt(300) : stage.random.nextInt(13));
            if (crashing) {
                leader.ifPresent(stage::crash);
                if (stage.up().size() < 3) {
                    stage.start(any(stage));
                }
            } else if (stage.random.nextInt(10) == 0) {
                leader.ifPresent(stage::partOff);
                if (stage.members.stream().filter(member -> !stage.isAway(member)).count() < 3) {
                    stage.bringBack(any(stage));
                }
            }
        }
        stage.comeTogether();
    }

    private static void churn(Stage stage) {
        for (var round = 0; round < 60; round++) {
            stage.leaderNow().ifPresent(leader -> begin(stage, leader, 3));
            var some = any(stage);
            switch (stage.random.nextInt(5)) {
                case 0 -> stage.partOff(some);
                case 1 -> stage.crash(some);
                case 2 -> stage.start(some);
                default -> stage.bringBack(some);
            }
            stage.run(stage.random.nextInt(400));
        }
        stage.comeTogether();
    }

    private static void snapshots(Stage stage, boolean crashing) {
        stage.agree();
        for (var round = 0; round < 5; round++) {
            var victim = round % 3 == 1 ? stage.leader() : stage.follower();
            if (crashing) {
                stage.crash(victim);
            } else {
                stage.partOff(victim);
            }
            stage.agree(30);
            stage.start(victim);
            stage.bringBack(victim);
            stage.agree();
        }
        stage.members.forEach(stage::crash);
        stage.comeTogether();
    }
}
