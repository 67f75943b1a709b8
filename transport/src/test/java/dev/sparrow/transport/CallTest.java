/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Calls: a question, and an answer of many parts, beside the messages.
@Timeout(180)
class CallTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String SECRET = "a secret that nobody guesses";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Transport> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(Transport::close);
    }

    private Transport start(String self, Security security, CallHandler calls) {
        return start(self, security, calls, TransportSettings.Limits.DEFAULT);
    }

    private Transport start(String self, Security security, CallHandler calls, TransportSettings.Limits limits) {
        var settings = new TransportSettings(self, Optional.of(ANY), Map.of(), security, limits);
        var transport = Transport.start(settings, (_, _, _) -> {}, calls);
        open.add(transport);
        return transport;
    }

    private Caller caller(String self, Transport to, Duration patience) {
        var from = start(self, Security.secret(SECRET), CallHandler.NONE);
        return from.caller("server", to.address(), patience);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void calls_areAnsweredInParts_byWhoeverKnowsWhoAsks() throws Exception {
        CallHandler echo =
                (from, request, answer) -> {
                    answer.write(bytes(from));
                    answer.write(request);
                    answer.write(new byte[0]);
                    return true;
                };
        var caller = caller("asker", start("server", Security.secret(SECRET), echo), PATIENCE);
        for (var i = 0; i < 100; i++) {
            try (var call = caller.call(bytes("question " + i))) {
                assertThat(call.isThere()).isTrue();
                assertThat(call.next().map(CallTest::text)).contains("asker");
                assertThat(call.next().map(CallTest::text)).contains("question " + i);
                assertThat(call.next()).hasValueSatisfying(part -> assertThat(part).isEmpty());
                assertThat(call.next()).isEmpty();
                assertThat(call.next()).isEmpty();
            }
        }
    }

    @Test
    void partThatIsLongerThanAFrame_comesWhole() throws Exception {
        var long1 = new byte[3_000_001];
        for (var i = 0; i < long1.length; i++) {
            long1[i] = (byte) (i * 31);
        }
        var limits = new TransportSettings.Limits(100_000, 200_000, 50_000, PATIENCE, PATIENCE, 100, 200);
        var server =
                start(
                        "server",
                        Security.secret(SECRET),
                        (_, _, answer) -> {
                            answer.write(long1);
                            return true;
                        },
                        limits);
        try (var call = caller("asker", server, PATIENCE).call(bytes("all"))) {
            assertThat(call.whole()).hasValueSatisfying(whole -> assertThat(whole).isEqualTo(long1));
        }
    }

    @Test
    void whatIsNotThere_andWhatFails_isToldApart_andTheConnectionStays() throws Exception {
        CallHandler some =
                (_, request, answer) -> {
                    var asked = text(request);
                    if (asked.equals("nothing")) {
                        return false;
                    }
                    if (asked.equals("breaks")) {
                        throw new IllegalStateException("by a fault");
                    }
                    if (asked.equals("begins")) {
                        answer.write(request);
                        throw new CallFailed("half-way");
                    }
                    throw new CallFailed("for a reason");
                };
        var caller = caller("asker", start("server", Security.secret(SECRET), some), PATIENCE);
        assertThat(caller.call(bytes("nothing")).whole()).isEmpty();
        assertThatThrownBy(() -> caller.call(bytes("fails"))).isInstanceOf(CallFailed.class).hasMessage("for a reason");
        assertThatThrownBy(() -> caller.call(bytes("breaks"))).isInstanceOf(CallFailed.class).hasMessage("by a fault");
        var begun = caller.call(bytes("begins"));
        assertThat(begun.next().map(CallTest::text)).contains("begins");
        assertThatThrownBy(begun::next).isInstanceOf(CallFailed.class).hasMessage("half-way");
        assertThat(caller.call(bytes("nothing")).isThere()).isFalse();
    }

    @Test
    void whoDoesNotKnowTheSecret_isNeverAnswered() {
        var asked = new AtomicInteger();
        var server =
                start(
                        "server",
                        Security.secret(SECRET),
                        (_, _, _) -> {
                            asked.incrementAndGet();
                            return false;
                        });
        var stranger = start("stranger", Security.secret("another secret, as long"), CallHandler.NONE);
        var plain = start("plain", Security.none(), CallHandler.NONE);
        for (var from : List.of(stranger, plain)) {
            assertThatThrownBy(() -> from.caller("server", server.address(), PATIENCE).call(bytes("let me in")))
                    .isInstanceOf(IOException.class);
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void answerThatNobodyReads_holdsUpNoOtherCall_andIsNotSentFurther() throws Exception {
        var written = new AtomicInteger();
        var ended = new CountDownLatch(1);
        CallHandler endless =
                (_, request, answer) -> {
                    if (text(request).equals("short")) {
                        answer.write(request);
                        return true;
                    }
                    try {
                        while (true) {
                            answer.write(new byte[100_000]);
                            written.incrementAndGet();
                        }
                    } finally {
                        ended.countDown();
                    }
                };
        var caller = caller("asker", start("server", Security.secret(SECRET), endless), PATIENCE);
        try (var call = caller.call(bytes("endless"))) {
            assertThat(call.next()).isPresent();
            assertThat(caller.call(bytes("short")).whole().map(CallTest::text)).contains("short");
        }
        ended.await();
        // What the buffers of the two sockets hold.
        assertThat(written.get()).isLessThan(1_000);
    }

    @Test
    void answerThatDoesNotCome_isWaitedForNoLongerThanAllowed() throws Exception {
        var never = new CompletableFuture<Void>();
        var server =
                start(
                        "server",
                        Security.secret(SECRET),
                        (_, _, _) -> {
                            never.join();
                            return false;
                        });
        assertThatThrownBy(() -> caller("asker", server, Duration.ofMillis(200)).call(bytes("wait")))
                .isInstanceOf(IOException.class);
        never.complete(null);
    }

    @Test
    void processThatCameAgain_isReachedByTheNextCall() throws Exception {
        CallHandler yes = (_, _, _) -> true;
        var first = start("server", Security.secret(SECRET), yes);
        var at = first.address();
        var caller = caller("asker", first, PATIENCE);
        assertThat(caller.call(bytes("there?")).whole()).isPresent();
        first.close();
        assertThatThrownBy(() -> caller.call(bytes("there?"))).isInstanceOf(IOException.class);
        var settings =
                new TransportSettings(
                        "server", Optional.of(at), Map.of(), Security.secret(SECRET), TransportSettings.Limits.DEFAULT);
        open.add(Transport.start(settings, (_, _, _) -> {}, yes));
        assertThat(caller.call(bytes("there?")).whole()).isPresent();
    }
}
