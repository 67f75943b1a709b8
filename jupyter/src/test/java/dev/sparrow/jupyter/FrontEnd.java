/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.jupyter;

import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What Jupyter is to a kernel.
final class FrontEnd implements AutoCloseable {
    private static final int LIMIT_MILLIS = 60_000;
    private static final int MOMENT_MILLIS = 300;

    private final Signature signature;
    private final ZContext context = new ZContext();
    private final ZMQ.Socket shell;
    private final ZMQ.Socket control;
    private final ZMQ.Socket published;
    private final ZMQ.Socket heartbeat;
    private int number;

    FrontEnd(Connection connection) {
        signature = new Signature(connection.key());
        shell = connected(SocketType.DEALER, connection.address(connection.shell()));
        control = connected(SocketType.DEALER, connection.address(connection.control()));
        heartbeat = connected(SocketType.REQ, connection.address(connection.heartbeat()));
        published = connected(SocketType.SUB, connection.address(connection.iopub()));
        published.subscribe(new byte[0]);
    }

    private ZMQ.Socket connected(SocketType type, String address) {
        var socket = context.createSocket(type);
        socket.setReceiveTimeOut(LIMIT_MILLIS);
        socket.setLinger(0);
        socket.connect(address);
        return socket;
    }

    /// What a request led to.
    ///
    /// @param told to all front ends, but for its states
    record Outcome(Message reply, List<Message> told) {
        String status() {
            return reply.text("status");
        }

        /// The texts of the messages of a type.
        String texts(String type) {
            var text = new StringBuilder();
            for (var message : told) {
                if (message.type().equals(type)) {
                    text.append(type.equals("stream") ? message.text("text") : data(message).get("text/plain"));
                }
            }
            return text.toString();
        }

        Map<?, ?> data(String type) {
            return data(told.stream().filter(message -> message.type().equals(type)).findFirst().orElseThrow());
        }

        private static Map<?, ?> data(Message message) {
            return (Map<?, ?>) message.content().get("data");
        }
    }

    /// Sends a request and waits until the kernel is idle again.
    Outcome ask(String type, Map<String, Object> content) {
        var request = request(type, content);
        send(shell, request);
        var told = new ArrayList<Message>();
        while (true) {
            var message = receive(published);
            if (!request.header().get("msg_id").equals(message.parent().get("msg_id"))) {
                continue;
            }
            if (message.type().equals("status") && message.text("execution_state").equals("idle")) {
                return new Outcome(receive(shell), told);
            }
            if (!message.type().equals("status")) {
                told.add(message);
            }
        }
    }

    /// Whether what the kernel tells comes here, asked by a request that makes it tell something.
    boolean isTold() {
        send(shell, request("kernel_info_request", Map.of()));
        receive(shell);
        published.setReceiveTimeOut(MOMENT_MILLIS);
        var isTold = false;
        while (published.recv() != null) {
            isTold = true;
        }
        published.setReceiveTimeOut(LIMIT_MILLIS);
        return isTold;
    }

    Outcome execute(String code) {
        return ask("execute_request", Map.of("code", code, "silent", false));
    }

    /// Sends a request by the way that is free while a cell runs.
    Message askControl(String type) {
        send(control, request(type, Map.of()));
        return receive(control);
    }

    /// Starts a cell, and returns when it has printed something.
    void begin(String code) {
        send(shell, request("execute_request", Map.of("code", code)));
        told("stream");
    }

    /// The next message of this type that is told, of whatever request.
    Message told(String type) {
        Message told;
        do {
            told = receive(published);
        } while (!told.type().equals(type));
        return told;
    }

    Message reply() {
        return receive(shell);
    }

    String beat(String text) {
        heartbeat.send(text);
        return heartbeat.recvStr();
    }

    void sendUnsigned() {
        var request = request("execute_request", Map.of("code", "1"));
        var frames = request.frames(new Signature("another key"));
        for (var i = 0; i < frames.size(); i++) {
            shell.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
        }
    }

    private Message request(String type, Map<String, Object> content) {
        var header = new LinkedHashMap<String, Object>();
        header.put("msg_id", "request-" + ++number);
        header.put("session", "test");
        header.put("msg_type", type);
        header.put("version", "5.3");
        return new Message(List.of(), header, Map.of(), content);
    }

    private void send(ZMQ.Socket socket, Message message) {
        var frames = message.frames(signature);
        for (var i = 0; i < frames.size(); i++) {
            socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
        }
    }

    private Message receive(ZMQ.Socket socket) {
        var frames = new ArrayList<byte[]>();
        do {
            var frame = socket.recv();
            if (frame == null) {
                throw new AssertionError("Nothing came within " + LIMIT_MILLIS + " ms.");
            }
            frames.add(frame);
        } while (socket.hasReceiveMore());
        return Message.read(frames, signature);
    }

    @Override
    public void close() {
        context.close();
    }
}
