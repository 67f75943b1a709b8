/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.SparrowException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// What those try who must not be let in.
@Timeout(180)
class AttackTest {
    private static final String SECRET = "correct horse battery staple";
    private static final int HALF_OPEN_MAX = 5;

    /// For what does not take long, on a machine that is busy.
    private static final Duration AMPLE = Duration.ofSeconds(60);

    private static Certificates certificates;
    private static Certificates ofStrangers;

    @BeforeAll
    static void makeCertificates(@TempDir Path folder, @TempDir Path others) throws Exception {
        certificates = new Certificates(folder);
        certificates.make(List.of("a", "b", "c"));
        ofStrangers = new Certificates(others);
        ofStrangers.make(List.of("b"));
    }

    private final List<AutoCloseable> open = new ArrayList<>();
    private final Recorder heard = new Recorder();

    @AfterEach
    void close() throws Exception {
        for (var one : open.reversed()) {
            one.close();
        }
    }

    private static TransportSettings.Limits limits(Duration handshake, Duration silence) {
        return new TransportSettings.Limits(10_000, 200_000, 50_000, handshake, silence, HALF_OPEN_MAX, 200);
    }

    private InetSocketAddress listen(Security security, Duration handshake) {
        return listen(security, limits(handshake, AMPLE));
    }

    private InetSocketAddress listen(Security security, TransportSettings.Limits limits) {
        var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var settings = new TransportSettings("a", Optional.of(any), Map.of(), security, limits);
        var transport = Transport.start(settings, heard);
        open.add(transport);
        return transport.address();
    }

    private InetSocketAddress listen(Security security) {
        return listen(security, AMPLE);
    }

    /// Why a call does not come about.
    private String refusal(Security security, InetSocketAddress at) throws InterruptedException {
        var caller = new Recorder();
        var settings =
                new TransportSettings(
                        "b", Optional.empty(), Map.of("a", Places.of(at)), security, limits(AMPLE, AMPLE));
        open.add(Transport.start(settings, caller));
        return caller.event("refused");
    }

    private void isLetIn(Security security, InetSocketAddress at) throws InterruptedException {
        var caller = new Recorder();
        var settings =
                new TransportSettings(
                        "b", Optional.empty(), Map.of("a", Places.of(at)), security, limits(AMPLE, AMPLE));
        var transport = Transport.start(settings, caller);
        open.add(transport);
        caller.event("opened a");
        assertThat(transport.send("a", 3, "hello".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(heard.frame()).isEqualTo(new Recorder.Received("b", 3, "hello"));
    }

    private Socket connect(InetSocketAddress at) throws IOException {
        var socket = new Socket();
        open.add(socket);
        socket.setSoTimeout((int) AMPLE.toMillis());
        socket.connect(at);
        return socket;
    }

    /// Waits until the other end has closed the connection.
    private static void isClosed(Socket socket) {
        try {
            while (socket.getInputStream().read() >= 0) {
                // What it says before.
            }
        } catch (IOException e) {
            assertThat(e).isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void rightSecret_isLetIn_wrongOneAndNoneAreNot() throws Exception {
        var at = listen(Security.secret(SECRET));
        assertThat(refusal(Security.secret(SECRET + "!"), at))
                .isEqualTo("refused: refused by the other end: the two ends have different secrets");
        assertThat(refusal(Security.none(), at))
                .isEqualTo("refused: refused by the other end: one end has a secret, and the other has none");
        isLetIn(Security.secret(SECRET), at);
        heard.event("refused: the two ends have different secrets");
        assertThat(heard.frames).isEmpty();
    }

    @Test
    void secretWhereNoneIsAsked_isRefusedToo() throws Exception {
        assertThat(refusal(Security.secret(SECRET), listen(Security.none())))
                .contains("one end has a secret, and the other has none");
    }

    @Test
    void shortSecret_isRefused() {
        assertThatThrownBy(() -> Security.secret("sesame"))
                .isInstanceOf(SparrowException.class)
                .hasMessage("A secret of 6 bytes can be guessed: it needs at least 16, better random ones.");
    }

    /// Keeps what is written.
    private static final class Tee extends FilterOutputStream {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        Tee(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            kept.write(b);
            out.write(b);
        }
    }

    @Test
    void replayOfAGoodHandshake_isRefused() throws Exception {
        var at = listen(Security.secret(SECRET));
        var good = connect(at);
        var tee = new Tee(good.getOutputStream());
        new Handshake(Security.secret(SECRET), good.getInputStream(), tee).call(new Handshake.Hello("b", 1_000));
        heard.event("opened b");
        var replay = connect(at);
        replay.getOutputStream().write(tee.kept.toByteArray());
        isClosed(replay);
        assertThat(heard.event("refused")).isEqualTo("refused: the two ends have different secrets");
    }

    @Test
    void whoIsCalledAndDoesNotKnowTheSecret_isNotTakenForThePeer() throws Exception {
        // It echoes what it hears.
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var echo =
                    Thread.ofVirtual()
                            .start(() -> {
                                try (var socket = server.accept()) {
                                    socket.getInputStream().transferTo(socket.getOutputStream());
                                } catch (IOException _) {
                                    // The test is over.
                                }
                            });
            assertThat(refusal(Security.secret(SECRET), (InetSocketAddress) server.getLocalSocketAddress()))
                    .isEqualTo("refused: the two ends have different secrets");
            echo.join();
        }
    }

    @Test
    void certificates_letInWhomTheyName_andNobodyElse() throws Exception {
        var at = listen(certificates.of("a"));
        isLetIn(certificates.of("b"), at);
        assertThat(refusal(certificates.of("c"), at))
                .isEqualTo("refused: refused by the other end: its certificate is of c, and it calls itself b");
        assertThat(refusal(ofStrangers.of("b"), at)).contains("certif");
        assertThat(refusal(Security.none(), at)).contains("does not speak Sparrow's protocol, or speaks TLS");
        assertThat(refusal(Security.secret(SECRET), at)).contains("does not speak Sparrow's protocol, or speaks TLS");
        assertThat(heard.frames).isEmpty();
    }

    @Test
    void certificatesAndSecret_areBothAskedFor() throws Exception {
        var at = listen(certificates.of("a").withSecret(SECRET));
        assertThat(refusal(certificates.of("b"), at)).contains("one end has a secret, and the other has none");
        isLetIn(certificates.of("b").withSecret(SECRET), at);
    }

    @Test
    void tlsToAPlainPort_isRefused() throws Exception {
        assertThat(refusal(certificates.of("b"), listen(Security.none()))).contains("SSL");
        assertThat(heard.event("refused")).contains("does not speak Sparrow's protocol, or speaks TLS");
    }

    @Test
    void keyStoreThatIsNone_isTold(@TempDir Path folder) {
        assertThatThrownBy(() -> Security.certificates(folder.resolve("none.p12"), new char[0]))
                .isInstanceOf(SparrowException.class)
                .hasMessageContaining("It must be a PKCS12 file with a key");
    }

    @Test
    void noise_isRefused() throws Exception {
        var at = listen(Security.none());
        for (var noise : List.of("GET / HTTP/1.1\r\n\r\n", "\0\0\0\0\0\0\0\0", "\1\377\377xxx", "\1\0\3abc")) {
            var socket = connect(at);
            socket.getOutputStream().write(noise.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            isClosed(socket);
            heard.event("refused");
        }
        isLetIn(Security.none(), at);
    }

    /// A connection to a process that takes it for one of another process.
    private Socket shakenHands(InetSocketAddress at) throws Exception {
        var socket = connect(at);
        new Handshake(Security.none(), socket.getInputStream(), socket.getOutputStream())
                .call(new Handshake.Hello("m", 1_000));
        heard.event("opened m");
        return socket;
    }

    private static byte[] header(int length, int kind, long number, int checksum) {
        var header = ByteBuffer.allocate(Frames.HEADER_BYTES);
        return header.putInt(length).put((byte) kind).putLong(number).putInt(checksum).array();
    }

    @Test
    void frames_thatAreTooLargeOrDamagedOrOutOfOrder_endTheConnection() throws Exception {
        var at = listen(Security.none());
        var cases =
                Map.of(
                        header(Integer.MAX_VALUE, 1, 1, 0), "a frame of 2,147,483,647 bytes, where 10,000 are allowed",
                        header(-1, 1, 1, 0), "a frame of -1 bytes",
                        header(0, 1, 2, 0), "frame 2 in the place of frame 1",
                        header(0, 1, 1, 7), "frame 1 was damaged on its way");
        for (var attack : cases.entrySet()) {
            var socket = shakenHands(at);
            socket.getOutputStream().write(attack.getKey());
            isClosed(socket);
            assertThat(heard.event("closed m")).contains(attack.getValue());
        }
        assertThat(heard.frames).isEmpty();
    }

    @Test
    void whoSaysNothingMore_isLetGo() throws Exception {
        var socket = shakenHands(listen(Security.none(), limits(AMPLE, Duration.ofSeconds(1))));
        isClosed(socket);
        assertThat(heard.event("closed m")).isEqualTo("closed m: nothing was heard for 1000 ms");
    }

    @Test
    void whatWasTaken_givesCreditAgain() throws Exception {
        var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var settings = new TransportSettings("a", Optional.of(any), Map.of(), Security.none(), limits(AMPLE, AMPLE));
        assertThat(settings.limits().creditBytes()).isLessThan(10 * 9_000);
        var transport = Transport.start(settings, heard);
        open.add(transport);
        var socket = shakenHands(transport.address());
        var writer = new Frames.Writer(socket.getOutputStream());
        for (var i = 0; i < 100; i++) {
            writer.write(new Frames.Frame((byte) 1, new byte[9_000]));
        }
        // What was taken gave credit again, so this was no attack.
        for (var i = 0; i < 100; i++) {
            heard.frame();
        }
    }

    @Test
    void byteNowAndThen_doesNotHoldAPlace() throws Exception {
        var at = listen(Security.none(), Duration.ofMillis(300));
        var socket = connect(at);
        var out = socket.getOutputStream();
        var began = System.nanoTime();
        var message = header(0, 0, 0, 0);
        assertThatThrownBy(
                        () -> {
                            // Far longer than there is time for a handshake.
                            for (var i = 0; i < 1_000; i++) {
                                out.write(i == 0 ? 1 : i == 1 ? 0 : i == 2 ? 200 : message[0]);
                                Thread.sleep(20);
                            }
                        })
                .isInstanceOf(IOException.class);
        assertThat(System.nanoTime() - began).isLessThan(15_000_000_000L);
        assertThat(heard.event("refused")).isEqualTo("refused: it has not shown who it is within 300 ms");
    }

    @Test
    void halfOpenConnections_haveALimit() throws Exception {
        var at = listen(Security.none(), Duration.ofMinutes(5));
        var sockets = new ArrayList<Socket>();
        for (var i = 0; i < HALF_OPEN_MAX; i++) {
            sockets.add(connect(at));
        }
        isClosed(connect(at));
        assertThat(heard.event("refused")).isEqualTo("refused: too many connections are open");
        for (var socket : sockets) {
            socket.close();
            heard.event("refused");
        }
        isLetIn(Security.none(), at);
    }

    @Test
    void halfOpenConnections_freeTheirPlacesWhenTheirTimeIsOver() throws Exception {
        var at = listen(Security.none(), Duration.ofMillis(300));
        for (var i = 0; i < HALF_OPEN_MAX; i++) {
            isClosed(connect(at));
            assertThat(heard.event("refused")).isEqualTo("refused: it has not shown who it is within 300 ms");
        }
        isLetIn(Security.none(), at);
    }

    @Test
    void placeOfACallerThatIsRefused_isFreeBeforeAnybodyHearsOfIt() throws Exception {
        var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var oneAtATime = new TransportSettings.Limits(10_000, 200_000, 50_000, AMPLE, AMPLE, 1, 1);
        var settings = new TransportSettings("a", Optional.of(any), Map.of(), Security.none(), oneAtATime);
        var at = new CompletableFuture<InetSocketAddress>();
        var next = new CompletableFuture<String>();
        var transport = Transport.start(settings, new NextCaller(at, next));
        open.add(transport);
        at.complete(transport.address());
        connect(transport.address()).getOutputStream().write(new byte[] {9, 0, 0});
        assertThat(next.get(AMPLE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("a");
    }

    /// Calls when it hears that a caller was refused; the name of whom it reaches is what is asked for.
    private record NextCaller(CompletableFuture<InetSocketAddress> at, CompletableFuture<String> reached)
            implements TransportListener {
        @Override
        public void received(String from, int kind, byte[] bytes) {}

        @Override
        public void refused(String other, String reason) {
            try (var socket = new Socket()) {
                socket.connect(at.join());
                var shake = new Handshake(Security.none(), socket.getInputStream(), socket.getOutputStream());
                reached.complete(shake.call(new Handshake.Hello("m", 1_000)).name());
            } catch (IOException e) {
                reached.complete(e.toString());
            }
        }
    }
}
