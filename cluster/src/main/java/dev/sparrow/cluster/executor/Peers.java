/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.executor;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.scheduler.protocol.DriverRequest;
import dev.sparrow.scheduler.protocol.DriverService;
import dev.sparrow.scheduler.protocol.Wire;
import dev.sparrow.transport.CallFailed;
import dev.sparrow.transport.Caller;
import dev.sparrow.transport.Transport;
import dev.sparrow.value.ExecutorId;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The processes that an executor calls: its driver, and the other executors as long as they are there.
final class Peers implements DriverService, AutoCloseable {
    static final int TRIES = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ExecutorId self;
    private final Supplier<Transport> transport;
    private final InetSocketAddress driverAddress;
    private final Map<ExecutorId, Caller> others = new ConcurrentHashMap<>();
    private final Set<ExecutorId> gone = ConcurrentHashMap.newKeySet();

    /// Null before the first call.
    private volatile Caller driver;

    Peers(ExecutorId self, Supplier<Transport> transport, InetSocketAddress driverAddress) {
        this.self = self;
        this.transport = transport;
        this.driverAddress = driverAddress;
    }

    private Caller driver() {
        var known = driver;
        if (known == null) {
            synchronized (this) {
                if (driver == null) {
                    driver = transport.get().caller(ExecutorSession.DRIVER, driverAddress, PATIENCE);
                }
                known = driver;
            }
        }
        return known;
    }

    @Override
    public Optional<byte[]> ask(DriverRequest request) {
        var bytes = Wire.encodeMessage(request);
        for (var tries = 1; ; tries++) {
            try {
                return driver().call(bytes).whole();
            } catch (IOException e) {
                if (e instanceof CallFailed || tries == TRIES) {
                    throw new SparrowException(
                            ErrorCode.INTERNAL,
                            "Executor "
                                    + self
                                    + " cannot ask its driver for a "
                                    + request.getClass().getSimpleName()
                                    + ": "
                                    + e.getMessage(),
                            e);
                }
                pause(tries);
            }
        }
    }

    /// The calls to another executor; empty if it is gone.
    Optional<Caller> other(ExecutorId executor) {
        if (gone.contains(executor)) {
            return Optional.empty();
        }
        var known = others.get(executor);
        if (known != null) {
            return Optional.of(known);
        }
        var address = ask(new DriverRequest.AddressOf(executor));
        if (address.isEmpty()) {
            gone.add(executor); // one that comes again has another epoch
            return Optional.empty();
        }
        return Optional.of(
                others.computeIfAbsent(
                        executor, _ -> transport.get().caller(executor.toString(), parse(address.get()), PATIENCE)));
    }

    private static InetSocketAddress parse(byte[] address) {
        var text = new String(address, StandardCharsets.UTF_8);
        var colon = text.lastIndexOf(':');
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    /// It could not be reached: the driver is asked again whether it is there.
    void forget(ExecutorId executor) {
        var caller = others.remove(executor);
        if (caller != null) {
            caller.close();
        }
    }

    /// Lets some time go by, more after each try.
    static void pause(int tries) {
        try {
            Thread.sleep(PAUSE.multipliedBy(1L << tries));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the task is to end, which its next check finds out
        }
    }

    @Override
    public void close() {
        others.values().forEach(Caller::close);
        var known = driver;
        if (known != null) {
            known.close();
        }
    }
}
