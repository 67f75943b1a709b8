/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.Machine;
import dev.sparrow.simulation.NodeId;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Two clients in one, and a member whose part the test plays.
class LogClientsTest {
    private static final long RETRY = 1_000;
    private static final NodeId MEMBER = new NodeId("a");
    private static final Record PUT = new KeyValues.Change.Put("x", "1");
    private static final Record ANSWER = new KeyValues.Value("1", true);

    private final Machine<Event, Effect> clients =
            LogClients.program(LogClient.program(List.of(MEMBER), RETRY), 2)
                    .start(new NodeId("client"), List.of(), new Random(1), 0);

    private List<Record> sent(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.SendAtOnce.class::isInstance)
                .map(effect -> ((Effect.SendAtOnce) effect).message())
                .toList();
    }

    private List<Effect> ask(long number) {
        return clients.step(new Event.Request(new LogClients.Ask(number, new LogClient.Ask.Change(PUT))), 0);
    }

    private List<Effect> hear(LogMessage message, long now) {
        return clients.step(new Event.Received(MEMBER, (Record) message), now);
    }

    /// Opens the session of the request that was sent.
    private void open(List<Effect> effects, long session) {
        var opens = (LogMessage.OpenSession) sent(effects).getFirst();
        assertThat(sent(hear(new LogMessage.Opened(opens.number(), session), 0)))
                .containsExactly(new LogMessage.Command(session, 1, PUT));
    }

    @Test
    void answersComeToWhoeverAsked_andWhatWaitsIsSentThen() {
        open(ask(1), 10);
        open(ask(2), 20);
        assertThat(sent(ask(3))).isEmpty();
        var effects = hear(new LogMessage.Applied(20, 1, ANSWER), 0);
        assertThat(effects).contains(new Effect.Report(new LogClients.Finished(2, Optional.of(ANSWER))));
        assertThat(sent(effects)).containsExactly(new LogMessage.Command(20, 2, PUT));
        assertThat(hear(new LogMessage.Applied(10, 1, ANSWER), 0))
                .contains(new Effect.Report(new LogClients.Finished(1, Optional.of(ANSWER))));
        // Heard already.
        assertThat(hear(new LogMessage.Applied(10, 1, ANSWER), 0)).isEmpty();
    }

    @Test
    void bothAreSentAgain_whenNoAnswerComes() {
        open(ask(1), 10);
        open(ask(2), 20);
        var effects = clients.step(new Event.Tick(), RETRY);
        assertThat(sent(effects))
                .containsExactlyInAnyOrder(new LogMessage.Command(10, 1, PUT), new LogMessage.Command(20, 1, PUT));
        assertThat(effects).contains(new Effect.WakeAt(2 * RETRY));
    }

    @Test
    void sessionThatIsForgotten_isFollowedByAnother() {
        open(ask(1), 10);
        assertThat(hear(new LogMessage.SessionExpired(10, 1), 0))
                .contains(new Effect.Report(new LogClients.Finished(1, Optional.empty())));
        // The other is free for longer.
        open(ask(2), 20);
        open(ask(3), 30);
    }

    @Test
    void whereAnswersAreSlow_retriesAreRarer() {
        open(ask(1), 10);
        hear(new LogMessage.Applied(10, 1, ANSWER), 10 * RETRY);
        open(ask(2), 20);
        hear(new LogMessage.Applied(20, 1, ANSWER), 10 * RETRY);
        var asked = clients.step(new Event.Request(new LogClients.Ask(3, new LogClient.Ask.Change(PUT))), 10 * RETRY);
        assertThat(sent(asked)).hasSize(1);
        assertThat(sent(clients.step(new Event.Tick(), 12 * RETRY))).isEmpty();
        assertThat(sent(clients.step(new Event.Tick(), 26 * RETRY))).hasSize(1);
    }
}
