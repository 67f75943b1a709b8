/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.executor;

import dev.sparrow.scheduler.protocol.ExecutorRequest;
import dev.sparrow.scheduler.protocol.Wire;
import dev.sparrow.storage.block.BlockUnavailable;
import dev.sparrow.storage.block.BlocksLost;
import dev.sparrow.storage.block.PortableBlock;
import dev.sparrow.transport.Call;
import dev.sparrow.transport.CallFailed;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/// A block of another executor, whose batches are read as they come. Where the connection ends, the rest is asked for
/// anew, some times.
final class CalledBlock implements PortableBlock {
    private final Source source;
    private final AttemptId maker;
    private Call call;
    private int taken;

    private CalledBlock(Source source, AttemptId maker, Call call) {
        this.source = source;
        this.maker = maker;
        this.call = call;
    }

    /// The request for a block without the batches that are there already.
    interface From {
        ExecutorRequest request(int from);
    }

    /// Where the block is.
    record Source(ExecutorId executor, Peers peers, From from) {

        /// Empty if the executor or the block is not there any more.
        Optional<CalledBlock> open(int taken) {
            for (var tries = 1; tries <= Peers.TRIES; tries++) {
                var caller = peers.other(executor);
                if (caller.isEmpty()) {
                    return Optional.empty();
                }
                try {
                    var call = caller.get().call(Wire.encodeMessage(from.request(taken)));
                    var maker = call.isThere() ? call.next() : Optional.<byte[]>empty();
                    if (maker.isEmpty()) {
                        call.close();
                        return Optional.empty();
                    }
                    return Optional.of(new CalledBlock(this, Wire.decode(maker.get(), AttemptId.class), call));
                } catch (CallFailed _) {
                    return Optional.empty(); // it ends, or its copy is damaged
                } catch (IOException _) {
                    peers.forget(executor);
                    Peers.pause(tries);
                }
            }
            return Optional.empty();
        }
    }

    @Override
    public AttemptId maker() {
        return maker;
    }

    @Override
    public Optional<byte[]> next() throws BlockUnavailable {
        for (var tries = 1; ; tries++) {
            try {
                var batch = call.next();
                taken++;
                return batch;
            } catch (CallFailed e) {
                throw new BlockUnavailable(reason(e.getMessage()), e);
            } catch (IOException e) {
                if (tries == Peers.TRIES) {
                    throw new BlockUnavailable(BlocksLost.Reason.MISSING, e);
                }
                reopen(e);
            }
        }
    }

    private void reopen(IOException cause) throws BlockUnavailable {
        source.peers().forget(source.executor());
        call =
                source.open(taken)
                        .filter(again -> again.maker.equals(maker))
                        .orElseThrow(() -> new BlockUnavailable(BlocksLost.Reason.MISSING, cause))
                        .call;
    }

    private static BlocksLost.Reason reason(String said) {
        return Stream.of(BlocksLost.Reason.values())
                .filter(reason -> reason.name().equals(said))
                .findAny()
                .orElse(BlocksLost.Reason.MISSING);
    }

    @Override
    public void close() {
        call.close();
    }
}
