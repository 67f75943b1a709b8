/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.executor;

import dev.sparrow.scheduler.executor.Executor;
import dev.sparrow.scheduler.protocol.ExecutorRequest;
import dev.sparrow.scheduler.protocol.Wire;
import dev.sparrow.storage.block.BlockUnavailable;
import dev.sparrow.storage.block.PortableBlock;
import dev.sparrow.transport.CallFailed;
import dev.sparrow.transport.CallHandler;

import java.io.IOException;
import java.util.Optional;

/// Answers what other executors and the driver ask an executor for.
record ExecutorAnswers(Executor executor) implements CallHandler {
    @Override
    public boolean answer(String from, byte[] request, Answer answer) throws IOException {
        return switch (Wire.decode(request, ExecutorRequest.class)) {
            case ExecutorRequest.Shuffle(var output, var partition, var begin) ->
                    give(executor.blocks().serve(output, partition), begin, answer);
            case ExecutorRequest.Cached(var cache, var partition, var begin) ->
                    give(executor.blocks().cached().serve(cache, partition), begin, answer);
            case ExecutorRequest.Lose(var cache, var partition, var maker) ->
                    maker.isPresent()
                            ? executor.blocks().cached().lose(cache, partition, maker.get())
                            : executor.blocks().cached().lose(cache, partition);
            case ExecutorRequest.Retire(var cache) -> {
                executor.blocks().cached().retire(cache);
                yield true;
            }
            case ExecutorRequest.KeptReport(var number) -> {
                var report = executor.takeReport(number);
                if (report.isPresent()) {
                    answer.write(report.get());
                }
                yield report.isPresent();
            }
        };
    }

    private static boolean give(Optional<PortableBlock> found, int begin, Answer answer) throws IOException {
        if (found.isEmpty()) {
            return false;
        }
        try (var block = found.get()) {
            answer.write(Wire.encode(block.maker()));
            var index = 0;
            for (var batch = block.next(); batch.isPresent(); batch = block.next()) {
                if (index >= begin) {
                    answer.write(batch.get());
                }
                index++;
            }
            return true;
        } catch (BlockUnavailable e) {
            throw new CallFailed(e.reason().name());
        }
    }
}
