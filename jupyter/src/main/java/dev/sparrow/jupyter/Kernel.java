/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.jupyter;

import dev.sparrow.SparrowConf;

import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A kernel that answers the front ends of one notebook until one of them ends it.
///
/// Each socket belongs to the thread that reads it, but for the one on which front ends are told what happens: it is
/// used under a lock.
public final class Kernel {
    private static final int POLL_MILLIS = 200;

    private final Connection connection;
    private final Signature signature;
    private final ZContext context = new ZContext();
    private final ZMQ.Socket published;
    private final Cells cells;
    private final Answers answers;
    private volatile boolean ended;

    private Kernel(Connection connection, SparrowConf conf, String version) {
        this.connection = connection;
        this.signature = new Signature(connection.key());
        this.published = bound(SocketType.PUB, connection.iopub());
        this.cells = new Cells(conf);
        this.answers = new Answers(cells, version, this::publish);
    }

    /// Answers until a front end ends the kernel.
    public static void run(Connection connection, SparrowConf conf, String version) {
        new Kernel(connection, conf, version).run();
    }

    private ZMQ.Socket bound(SocketType type, int port) {
        var socket = context.createSocket(type);
        socket.setLinger(1_000);
        socket.bind(connection.address(port));
        return socket;
    }

    private void run() {
        var shell = bound(SocketType.ROUTER, connection.shell());
        shell.setReceiveTimeOut(POLL_MILLIS);
        var heartbeat = thread("heartbeat", bound(SocketType.REP, connection.heartbeat()), this::echo);
        var control = thread("control", bound(SocketType.ROUTER, connection.control()), this::control);
        bound(SocketType.ROUTER, connection.stdin()); // nothing is asked there
        try {
            while (!ended) {
                var request = receive(shell);
                if (request != null) {
                    send(shell, request.type().equals("shutdown_request") ? shutdown(request) : answers.to(request));
                }
            }
        } finally {
            cells.close();
            ended = true;
            join(control);
            join(heartbeat);
            context.close();
        }
    }

    private static Thread thread(String name, ZMQ.Socket socket, Consumer<ZMQ.Socket> work) {
        socket.setReceiveTimeOut(POLL_MILLIS);
        return Thread.ofPlatform().daemon().name("jupyter-" + name).start(() -> work.accept(socket));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void echo(ZMQ.Socket socket) {
        while (!ended) {
            var beat = socket.recv();
            if (beat != null) {
                socket.send(beat);
            }
        }
    }

    private void control(ZMQ.Socket socket) {
        while (!ended) {
            var request = receive(socket);
            if (request == null) {
                continue;
            }
            switch (request.type()) {
                case "interrupt_request" -> {
                    cells.interrupt();
                    send(socket, request.answer("interrupt_reply", Map.of("status", "ok")));
                }
                case "shutdown_request" -> {
                    cells.interrupt();
                    send(socket, shutdown(request));
                }
                case "kernel_info_request" -> send(socket, request.answer("kernel_info_reply", answers.info()));
                default -> {}
            }
        }
    }

    private Message shutdown(Message request) {
        ended = true;
        return request.answer("shutdown_reply", Map.of("status", "ok", "restart", request.is("restart", false)));
    }

    /// The next message; null if there is none for a while, or what came is none.
    private Message receive(ZMQ.Socket socket) {
        try {
            var frame = socket.recv();
            if (frame == null) {
                return null;
            }
            var frames = new ArrayList<>(List.of(frame));
            while (socket.hasReceiveMore()) {
                frames.add(socket.recv());
            }
            return Message.read(frames, signature);
        } catch (IllegalArgumentException e) {
            System.err.println("Refused: " + e.getMessage());
            return null;
        } catch (ZMQException e) {
            ended = true;
            return null;
        }
    }

    private void send(ZMQ.Socket socket, Message message) {
        if (message == null) {
            return;
        }
        var frames = message.frames(signature);
        for (var i = 0; i < frames.size(); i++) {
            socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
        }
    }

    private void publish(Message message) {
        synchronized (published) {
            send(published, new Message(List.of(), message.header(), message.parent(), message.content()));
        }
    }
}
