/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Stored;

import org.junit.jupiter.api.Test;

import java.util.List;

/// What explorations of `verification` do not ask: fences, operators, damaged logs.
class TwoPhaseTest {
    private static final NodeId C = new NodeId("c");
    private static final NodeId P = new NodeId("p");
    private static final TransactionId ID = new TransactionId("app", 1, 0, 5);

    private final TwoPhaseParticipant participant =
            TwoPhaseParticipant.start(P, new TwoPhaseRules(), CommitOptions.DEFAULT, List.of(), false, 0);

    private List<Effect> prepare(TransactionId id) {
        return participant.step(new Event.Received(C, new CommitMessage.Prepare(id, List.of(P))), 0);
    }

    private List<Effect> request(CommitRequest request) {
        return participant.step(new Event.Request((Record) request), 0);
    }

    private void promise() {
        prepare(ID);
        request(new CommitRequest.SinkVoted(ID, Vote.YES));
    }

    private List<Effect> decided(Outcome outcome) {
        return participant.step(new Event.Received(C, new CommitMessage.Decided(ID, outcome)), 0);
    }

    @Test
    void aPromise_isForcedBeforeTheVoteLeaves() {
        prepare(ID);
        assertThat(request(new CommitRequest.SinkVoted(ID, Vote.YES)).subList(0, 2))
                .containsExactly(
                        new Effect.Write(new CommitRecord.Prepared(ID, C, List.of(P)), true),
                        new Effect.Send(C, new CommitMessage.Voted(ID, Vote.YES)));
    }

    @Test
    void anOlderGeneration_isVotedDown() {
        promise();
        var older = new TransactionId("app", 2, 0, 4);
        assertThat(prepare(older)).contains(new Effect.Send(C, new CommitMessage.Voted(older, Vote.NO)));
        var other = new TransactionId("other", 2, 0, 4);
        assertThat(prepare(other)).contains(new Effect.Report(new CommitReport.PrepareSink(other)));
    }

    @Test
    void theFence_isKnownAfterARestart() {
        var disk = List.of(new Stored(new CommitRecord.Prepared(ID, C, List.of(P))));
        var again = TwoPhaseParticipant.start(P, new TwoPhaseRules(), CommitOptions.DEFAULT, disk, true, 0);
        var older = new TransactionId("app", 2, 0, 4);
        assertThat(again.step(new Event.Received(C, new CommitMessage.Prepare(older, List.of(P))), 0))
                .contains(new Effect.Send(C, new CommitMessage.Voted(older, Vote.NO)));
    }

    @Test
    void anOperator_mayEndTheDoubt_andDamageIsReported() {
        promise();
        assertThat(request(new CommitRequest.DecideByHand(ID, Outcome.ABORT)).subList(0, 1))
                .containsExactly(new Effect.Write(new CommitRecord.DecisionByHand(ID, Outcome.ABORT), true));
        request(new CommitRequest.SinkEnded(ID));
        assertThat(decided(Outcome.COMMIT))
                .containsExactly(new Effect.Report(new CommitReport.DamagedByHand(ID, Outcome.ABORT, Outcome.COMMIT)));
    }

    @Test
    void withoutDoubt_anOperatorChangesNothing() {
        prepare(ID);
        assertThat(request(new CommitRequest.DecideByHand(ID, Outcome.COMMIT))).isEmpty();
    }

    @Test
    void aDecisionIsCarriedOutOnce_howeverOftenItComes() {
        promise();
        assertThat(decided(Outcome.COMMIT)).contains(new Effect.Report(new CommitReport.EndSink(ID, Outcome.COMMIT)));
        assertThat(decided(Outcome.COMMIT)).isEmpty();
        request(new CommitRequest.SinkEnded(ID));
        assertThat(decided(Outcome.COMMIT)).containsExactly(new Effect.Send(C, new CommitMessage.Acknowledged(ID)));
    }

    @Test
    void damageInTheLog_stopsTheStart_butATornTailDoesNot() {
        var whole = new Stored(new CommitRecord.Prepared(ID, C, List.of(P)));
        var damaged = new Stored(new CommitRecord.Ended(ID), false);
        var rules = new TwoPhaseRules();
        var torn = TwoPhaseParticipant.start(P, rules, CommitOptions.DEFAULT, List.of(whole, damaged), true, 0);
        assertThat(torn.transactions()).containsOnlyKeys(ID);
        assertThatThrownBy(() ->
                        TwoPhaseParticipant.start(P, rules, CommitOptions.DEFAULT, List.of(damaged, whole), true, 0))
                .hasMessage(
                        "The commit log of p is damaged at record 1 of 2: decisions may be lost. Restore it, or decide by hand.");
    }

    @Test
    void theFirstDecisionInTheLog_counts() {
        var decisions = new Decisions(new TwoPhaseRules());
        var aborted = new Decisions.Decided(ID, Outcome.ABORT);
        assertThat(decisions.query(ID)).isEqualTo(new Decisions.Undecided());
        assertThat(decisions.apply(1, new Decisions.Command.Propose(ID, Outcome.ABORT))).isEqualTo(aborted);
        assertThat(decisions.apply(2, new Decisions.Command.Propose(ID, Outcome.COMMIT))).isEqualTo(aborted);
        var copy = new Decisions(new TwoPhaseRules());
        copy.restore(decisions.snapshot());
        assertThat(copy.query(ID)).isEqualTo(aborted);
        copy.apply(3, new Decisions.Command.Forget("app"));
        assertThat(copy.query(ID)).isEqualTo(new Decisions.Undecided());
    }
}
