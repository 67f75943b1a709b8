/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transport;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The connections of one process: those that it keeps to its peers, and those that others have made to it.
///
/// A frame to a process goes over the connection that was made to it, else over the one that it has made. Who is called
/// and does not answer is called again, after pauses that double up to two seconds and differ by chance, so that many
/// processes do not call at the same moments.
public final class Transport implements AutoCloseable {
    private static final Duration PAUSE_MIN = Duration.ofMillis(20);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(2);
    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(5);

    private final TransportSettings settings;
    private final TransportListener listener;
    private final CallHandler calls;
    private final ServerSocket server;
    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor deadlines;
    private final AtomicInteger halfOpen = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Map<String, Connection> made = new ConcurrentHashMap<>();
    private final Map<String, Connection> accepted = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private Transport(TransportSettings settings, TransportListener listener, CallHandler calls, ServerSocket server) {
        this.settings = settings;
        this.listener = listener;
        this.calls = calls;
        this.server = server;
        this.threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("transport-" + settings.self() + "-", 0).factory());
        this.deadlines =
                new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("transport-deadlines").daemon().factory());
        deadlines.setRemoveOnCancelPolicy(true);
    }

    /// Listens and begins to call its peers.
    ///
    /// @throws SparrowException if it cannot listen there, or must not without protection
    public static Transport start(TransportSettings settings, TransportListener listener) {
        return start(settings, listener, CallHandler.NONE);
    }

    /// The same, and answers calls.
    public static Transport start(TransportSettings settings, TransportListener listener, CallHandler calls) {
        settings.peers().values().stream()
                .flatMap(places -> places.addresses().stream())
                .forEach(address -> settings.checkProtected(address, "call"));
        var transport =
                new Transport(
                        settings, listener, calls, settings.listen().map(at -> listen(settings, at)).orElse(null));
        if (transport.server != null) {
            transport.threads.execute(transport::accept);
        }
        settings.peers().keySet().stream()
                .filter(peer -> !peer.equals(settings.self()))
                .forEach(peer -> transport.threads.execute(() -> transport.keepCalling(peer)));
        return transport;
    }

    private static ServerSocket listen(TransportSettings settings, InetSocketAddress at) {
        settings.checkProtected(at, "listen on");
        try {
            var server = new ServerSocket();
            server.bind(at, settings.limits().halfOpen());
            return server;
        } catch (IOException e) {
            throw new SparrowException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "%s cannot listen on %s:%d: %s. Choose another address, or port 0 for any that is free."
                            .formatted(settings.self(), at.getHostString(), at.getPort(), e.getMessage()),
                    e);
        }
    }

    /// Where it listens.
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    /// Whom a frame can be sent to now.
    public Set<String> connected() {
        return Stream.of(made, accepted)
                .flatMap(some -> some.keySet().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Sends a frame if there is a connection with room for it. True does not mean that it arrives.
    ///
    /// @param kind 0 to 127
    public boolean send(String to, int kind, byte[] bytes) {
        if (kind < 0 || kind > Byte.MAX_VALUE || bytes.length > settings.limits().frameBytes()) {
            throw SparrowException.invalidArgument(
                    "A frame of kind %d with %,d bytes cannot be sent: kinds are 0 to 127, and at most %,d bytes are sent."
                            .formatted(kind, bytes.length, settings.limits().frameBytes()));
        }
        var connection = made.getOrDefault(to, accepted.get(to));
        return connection != null && connection.send(new Frames.Frame((byte) kind, bytes));
    }

    private void accept() {
        while (!closed) {
            try {
                var socket = server.accept();
                sockets.add(socket);
                if (halfOpen.get() >= settings.limits().halfOpen() || taken.get() >= settings.limits().connections()) {
                    listener.refused(nameOf(socket), "too many connections are open");
                    drop(socket);
                    continue;
                }
                halfOpen.incrementAndGet();
                taken.incrementAndGet();
                start(() -> take(socket), socket);
            } catch (IOException e) {
                if (!closed) {
                    listener.refused("accept", String.valueOf(e.getMessage()));
                    // For example too many open files: others may be closed until then.
                    pause(PAUSE_MIN);
                }
            }
        }
    }

    private void start(Runnable task, Socket socket) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException _) {
            // It is being closed.
            drop(socket);
        }
    }

    private void take(Socket socket) {
        var name = nameOf(socket);
        Runnable served = null;
        String refusal = null;
        try {
            served = inTime(socket, () -> answer(socket));
        } catch (IOException e) {
            refusal = String.valueOf(e.getMessage());
        } finally {
            halfOpen.decrementAndGet();
            if (served == null) {
                taken.decrementAndGet();
            }
        }
        // Whoever hears that a connection is gone finds its place free.
        if (served == null) {
            listener.refused(name, refusal);
        } else {
            served.run();
        }
        drop(socket);
    }

    private interface HandshakeTask<T> {
        T run() throws IOException;
    }

    /// Closes the socket when it takes too long: whoever sends a byte now and then must not hold a thread for long.
    private <T> T inTime(Socket socket, HandshakeTask<T> task) throws IOException {
        var limit = settings.limits().handshake().toMillis();
        var late = new AtomicBoolean();
        var deadline =
                deadlines.schedule(
                        () -> {
                            late.set(true);
                            drop(socket);
                        },
                        limit,
                        TimeUnit.MILLISECONDS);
        try {
            return task.run();
        } catch (IOException e) {
            throw late.get() ? new IOException("it has not shown who it is within " + limit + " ms", e) : e;
        } finally {
            deadline.cancel(false);
        }
    }

    /// Lets a caller in.
    ///
    /// @return what is to be done with its connection, until that ends
    private Runnable answer(Socket socket) throws IOException {
        var link = Link.called(socket, settings.security());
        var other =
                new Handshake(settings.security(), link.in(), link.out())
                        .answer(
                                ownHello(),
                                caller -> {
                                    if (caller.name().equals(settings.self())) {
                                        throw new RefusedException("both ends are named " + settings.self());
                                    }
                                    link.checkName(caller.name());
                                });
        if (other.calls()) {
            var connection = new CallConnection(link, settings.limits().frameBytes(), Duration.ZERO);
            return () -> serve(connection, other.name());
        }
        var connection = new Connection(link, other, settings.limits(), listener);
        return () -> run(connection, accepted, taken::decrementAndGet);
    }

    private void serve(CallConnection connection, String caller) {
        try {
            connection.serve(caller, calls);
        } catch (IOException e) {
            if (!closed) {
                listener.refused(caller, String.valueOf(e.getMessage()));
            }
        } finally {
            connection.close();
            taken.decrementAndGet();
        }
    }

    /// The calls to another process.
    ///
    /// @param peer its name
    /// @param known where it listens
    /// @param patience how long an answer, or more of it, is waited for
    public Caller caller(String peer, InetSocketAddress known, Duration patience) {
        return new Caller(() -> openCalls(peer, known, patience));
    }

    private CallConnection openCalls(String peer, InetSocketAddress known, Duration patience) throws IOException {
        if (closed) {
            throw new IOException("the transport is closed");
        }
        var socket = new Socket();
        try {
            return inTime(
                    socket,
                    () -> {
                        var link = reach(peer, known, socket, Handshake.Hello.forCalls(settings.self())).link();
                        return new CallConnection(link, settings.limits().frameBytes(), patience);
                    });
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private Handshake.Hello ownHello() {
        return new Handshake.Hello(settings.self(), settings.limits().creditBytes());
    }

    private void keepCalling(String peer) {
        var places = settings.peers().get(peer);
        var pause = PAUSE_MIN;
        for (var calls = 0; !closed; calls++) {
            var socket = new Socket();
            sockets.add(socket);
            var at = places.next(calls);
            try {
                var connection = inTime(socket, () -> call(peer, at, socket));
                pause = PAUSE_MIN;
                run(connection, made, () -> {});
            } catch (IOException | SparrowException | RejectedExecutionException e) {
                if (!closed) {
                    listener.refused(peer, String.valueOf(e.getMessage()));
                }
            } finally {
                drop(socket);
            }
            pause(pause.multipliedBy(ThreadLocalRandom.current().nextInt(500, 1_001)).dividedBy(1_000));
            pause = pause.compareTo(PAUSE_MAX.dividedBy(2)) < 0 ? pause.multipliedBy(2) : PAUSE_MAX;
        }
    }

    private Connection call(String peer, InetSocketAddress at, Socket socket) throws IOException {
        var reached = reach(peer, at, socket, ownHello());
        return new Connection(reached.link(), reached.other(), settings.limits(), listener);
    }

    /// Another process that has shown that it is the one that was called.
    private record Reached(Link link, Handshake.Hello other) {}

    private Reached reach(String peer, InetSocketAddress known, Socket socket, Handshake.Hello own) throws IOException {
        var address = new InetSocketAddress(known.getHostString(), known.getPort());
        settings.checkProtected(address, "call");
        socket.connect(address);
        var link = Link.calling(socket, settings.security());
        var other = new Handshake(settings.security(), link.in(), link.out()).call(own);
        if (!other.name().equals(peer)) {
            throw new RefusedException("there is " + other.name() + " in place of " + peer);
        }
        link.checkName(peer);
        return new Reached(link, other);
    }

    /// Uses a connection until it ends.
    ///
    /// @param freed hears that it has ended before the listener does
    private void run(Connection connection, Map<String, Connection> open, Runnable freed) {
        var before = open.put(connection.other(), connection);
        if (before != null) {
            // The other process has come again, and knows nothing of the connection before.
            before.close();
        }
        var reason = "closed";
        try {
            threads.execute(connection::runWriter);
            listener.opened(connection.other());
            reason = connection.runReader();
        } catch (RejectedExecutionException _) {
            connection.close();
        } finally {
            connection.close();
            open.remove(connection.other(), connection);
            freed.run();
            listener.closed(connection.other(), reason);
        }
    }

    private static String nameOf(Socket socket) {
        return String.valueOf(socket.getRemoteSocketAddress());
    }

    private void drop(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException _) {
            // It is of no use any more either way.
        }
    }

    private void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException _) {
            // Only when it is closed, and then nobody waits again.
        }
    }

    /// Ends all connections; nothing is handed over any more when this returns.
    @Override
    public void close() {
        closed = true;
        try {
            if (server != null) {
                server.close();
            }
        } catch (IOException _) {
            // It is of no use any more either way.
        }
        threads.shutdownNow();
        deadlines.shutdownNow();
        sockets.forEach(this::drop);
        try {
            threads.awaitTermination(CLOSE_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
