/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.driver;

import dev.sparrow.cluster.wire.FrameKind;
import dev.sparrow.scheduler.engine.Fabric;
import dev.sparrow.scheduler.protocol.ExecutorCommand;
import dev.sparrow.scheduler.protocol.ExecutorEvent;
import dev.sparrow.scheduler.protocol.ExecutorLink;
import dev.sparrow.scheduler.protocol.ExecutorRequest;
import dev.sparrow.scheduler.protocol.MessageReader;
import dev.sparrow.scheduler.protocol.MessageWriter;
import dev.sparrow.scheduler.protocol.Wire;
import dev.sparrow.scheduler.slots.Capacity;
import dev.sparrow.transport.Caller;
import dev.sparrow.transport.Transport;
import dev.sparrow.value.ExecutorId;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/// An executor in another process, as its driver has it: it is there from its registration until its connection ends.
final class RemoteMember implements Fabric.Member {
    private static final int TRIES = 3;

    private final ExecutorId id;
    private final Capacity capacity;
    private final String host;
    private final String address;
    private final Caller caller;
    private final MessageWriter commands;
    private final MessageReader<ExecutorEvent> events = new MessageReader<>(ExecutorEvent.class);

    /// @param host where it runs
    /// @param address where it answers calls
    /// @param deaf told that it takes no messages
    RemoteMember(
            ExecutorId id,
            Capacity capacity,
            String host,
            String address,
            Transport transport,
            Caller caller,
            Consumer<ExecutorId> deaf) {
        this.id = id;
        this.capacity = capacity;
        this.host = host;
        this.address = address;
        this.caller = caller;
        this.commands =
                new MessageWriter(bytes -> {
                    if (!transport.send(id.toString(), FrameKind.COMMAND, bytes)) {
                        deaf.accept(id);
                    }
                });
    }

    @Override
    public ExecutorId id() {
        return id;
    }

    @Override
    public Capacity capacity() {
        return capacity;
    }

    @Override
    public String host() {
        return host;
    }

    String address() {
        return address;
    }

    /// An event, if these are the last bytes of one.
    Optional<ExecutorEvent> event(byte[] bytes) {
        return events.take(bytes);
    }

    /// Waits for the answer; empty if there is no such thing.
    Optional<byte[]> ask(ExecutorRequest request) throws IOException {
        var bytes = Wire.encodeMessage(request);
        for (var tries = 1; ; tries++) {
            try (var call = caller.call(bytes)) {
                return call.whole();
            } catch (IOException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    @Override
    public ExecutorLink begin(Fabric.Actors actors) {
        return commands::send;
    }

    @Override
    public void free(ExecutorCommand command) {
        commands.send(command);
    }

    /// The heap that is full is another one.
    @Override
    public void endAllAtNextCheck() {}

    /// Its process is ended, see [ClusterFabric].
    @Override
    public void stop() {
        caller.close();
    }

    @Override
    public void close() {
        caller.close();
    }
}
