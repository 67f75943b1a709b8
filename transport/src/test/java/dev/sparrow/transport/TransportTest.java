/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.SparrowException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

@Timeout(180)
class TransportTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    /// For what does not take long, on a machine that is busy.
    private static final Duration AMPLE = Duration.ofSeconds(60);

    private final List<Transport> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(Transport::close);
    }

    private Transport listen(String self, InetSocketAddress at, TransportListener listener) {
        return start(new TransportSettings(self, Optional.of(at), Map.of(), Security.none(), limits(AMPLE)), listener);
    }

    private Transport call(String self, Map<String, Places> peers, TransportListener listener) {
        return start(new TransportSettings(self, Optional.empty(), peers, Security.none(), limits(AMPLE)), listener);
    }

    private Transport start(TransportSettings settings, TransportListener listener) {
        var transport = Transport.start(settings, listener);
        open.add(transport);
        return transport;
    }

    private static TransportSettings.Limits limits(Duration silence) {
        return new TransportSettings.Limits(100_000, 200_000, 50_000, AMPLE, silence, 100, 200);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void frames_goBothWaysOverOneConnection_inTheirOrder() throws Exception {
        var heardByA = new Recorder();
        var heardByB = new Recorder();
        var a = listen("a", ANY, heardByA);
        var b = call("b", Map.of("a", Places.of(a.address())), heardByB);
        heardByA.event("opened b");
        heardByB.event("opened a");
        for (var i = 0; i < 1_000; i++) {
            assertThat(b.send("a", i % 128, bytes("question " + i))).isTrue();
            assertThat(a.send("b", 1, bytes("answer " + i))).isTrue();
        }
        for (var i = 0; i < 1_000; i++) {
            assertThat(heardByA.frame()).isEqualTo(new Recorder.Received("b", i % 128, "question " + i));
            assertThat(heardByB.frame()).isEqualTo(new Recorder.Received("a", 1, "answer " + i));
        }
        assertThat(a.connected()).containsExactly("b");
        assertThat(a.send("nobody", 1, bytes("x"))).isFalse();
    }

    @Test
    void processThatMayBeAtSeveralPlaces_isFoundWhereItIs() throws Exception {
        var nowhere = listen("a", ANY, new Recorder());
        var gone = nowhere.address();
        nowhere.close();
        var other = listen("another", ANY, new Recorder());
        var a = listen("a", ANY, new Recorder());
        var heardByB = new Recorder();
        call("b", Map.of("a", Places.of(gone, other.address(), a.address())), heardByB);
        heardByB.event("opened a");
    }

    @Test
    void slowReceiver_slowsTheSender_andTheQueueHasALimit() throws Exception {
        var mayTake = new CountDownLatch(1);
        var heard = new Recorder();
        var a =
                listen(
                        "a",
                        ANY,
                        (from, kind, bytes) -> {
                            try {
                                mayTake.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            heard.received(from, kind, bytes);
                        });
        var heardByB = new Recorder();
        var b = call("b", Map.of("a", Places.of(a.address())), heardByB);
        heardByB.event("opened a");
        var sent = 0;
        while (b.send("a", 1, bytes(sent + "x".repeat(9_900)))) {
            sent++;
        }
        // The queue, the credit that may be overdrawn by one frame, and what went out meanwhile.
        assertThat(sent).isBetween(200_000 / 10_000, 270_000 / 9_900);
        mayTake.countDown();
        for (var i = 0; i < sent; i++) {
            assertThat(heard.frame().text()).startsWith(i + "x");
        }
    }

    @Test
    void silence_isNoEnd_asLongAsBothEndsAreAlive() throws Exception {
        var heardByA = new Recorder();
        var limits = limits(Duration.ofMillis(600));
        var a = start(new TransportSettings("a", Optional.of(ANY), Map.of(), Security.none(), limits), heardByA);
        var peers = Map.of("a", Places.of(a.address()));
        start(new TransportSettings("b", Optional.empty(), peers, Security.none(), limits), new Recorder());
        var event = heardByA.event("opened b");
        // Longer than a connection may be silent. Where this whole process was held up for so long, again.
        for (var tries = 0; event != null && tries < 20; tries++) {
            event = heardByA.events.poll(1_500, TimeUnit.MILLISECONDS);
        }
        assertThat(event).isNull();
        assertThat(a.connected()).containsExactly("b");
    }

    @Test
    void peerThatComesBack_isCalledAgain() throws Exception {
        var heard = new Recorder();
        var a = listen("a", ANY, new Recorder());
        var at = a.address();
        var b = call("b", Map.of("a", Places.of(at)), heard);
        heard.event("opened a");
        a.close();
        heard.event("closed a");
        assertThat(b.connected()).isEmpty();
        assertThat(b.send("a", 1, bytes("lost"))).isFalse();
        var heardByNew = new Recorder();
        listen("a", at, heardByNew);
        heard.event("opened a");
        assertThat(b.send("a", 1, bytes("again"))).isTrue();
        assertThat(heardByNew.frame()).isEqualTo(new Recorder.Received("b", 1, "again"));
    }

    @Test
    void processThatIsAnother_isNotTakenForThePeer() throws Exception {
        var heard = new Recorder();
        var a = listen("a", ANY, new Recorder());
        call("b", Map.of("c", Places.of(a.address())), heard);
        assertThat(heard.event("refused")).isEqualTo("refused: there is a in place of c");
        var heardBySame = new Recorder();
        call("a", Map.of("x", Places.of(a.address())), heardBySame);
        assertThat(heardBySame.event("refused")).isEqualTo("refused: refused by the other end: both ends are named a");
    }

    @Test
    void otherAddressesThanLoopback_areRefusedWithoutProtection() {
        var all = new InetSocketAddress("0.0.0.0", 0);
        assertThatThrownBy(() -> listen("a", all, new Recorder()))
                .isInstanceOf(SparrowException.class)
                .hasMessage(
                        "a cannot listen on 0.0.0.0:0 without a secret or certificates: whoever is in that network could"
                                + " take part. Give one of them, or use 127.0.0.1.");
        var far = Map.of("b", Places.of(new InetSocketAddress("192.0.2.1", 7)));
        assertThatThrownBy(() -> call("a", far, new Recorder()))
                .isInstanceOf(SparrowException.class)
                .hasMessageStartingWith("a cannot call 192.0.2.1:7 without a secret or certificates");
    }

    @Test
    void addressInUse_isTold() {
        var at = listen("a", ANY, new Recorder()).address();
        assertThatThrownBy(() -> listen("b", at, new Recorder()))
                .isInstanceOf(SparrowException.class)
                .hasMessageStartingWith("b cannot listen on")
                .hasMessageEndingWith("Choose another address, or port 0 for any that is free.");
    }

    @Test
    void strangeKindsAndSizes_areRefusedWhereTheyAreSent() {
        var a = listen("a", ANY, new Recorder());
        assertThatThrownBy(() -> a.send("b", 128, new byte[0])).hasMessageContaining("kinds are 0 to 127");
        assertThatThrownBy(() -> a.send("b", 1, new byte[100_001])).hasMessageContaining("at most 100,000 bytes");
    }
}
