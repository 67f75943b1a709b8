/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import dev.sparrow.closure.SnippetCode;
import dev.sparrow.scheduler.driver.CacheHolders;
import dev.sparrow.scheduler.driver.DriverAnswers;
import dev.sparrow.scheduler.driver.StageCodes;
import dev.sparrow.scheduler.driver.StageTable;
import dev.sparrow.scheduler.protocol.DriverRequest;
import dev.sparrow.scheduler.protocol.Wire;
import dev.sparrow.shared.BroadcastStore;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// What executors ask the driver for, by Spark's own messages.
final class SparkAnswers implements BroadcastStore {
    private static final AtomicInteger CONTEXTS = new AtomicInteger();

    /// Which context of this process it is.
    private final int context = CONTEXTS.getAndIncrement();

    private final StageCodes codes = new StageCodes(false);
    private final StageTable stages = new StageTable(Optional.of(codes));
    private final CacheHolders holders = new CacheHolders();
    private final DriverAnswers answers = new DriverAnswers(stages, codes, holders, this::shell, _ -> Optional.empty());

    /// Whose code jobs run, if they are typed at a prompt.
    private volatile Optional<SnippetCode> shell = Optional.empty();

    private Optional<SnippetCode> shell() {
        return shell;
    }

    void serveShell(Optional<SnippetCode> code) {
        if (code.isPresent()) {
            shell = code;
        }
    }

    int context() {
        return context;
    }

    StageCodes codes() {
        return codes;
    }

    StageTable stages() {
        return stages;
    }

    CacheHolders holders() {
        return holders;
    }

    /// Empty if there is no answer, else 1 and the answer.
    byte[] answer(byte[] request) {
        var answer = answers.ask(Wire.decode(request, DriverRequest.class));
        if (answer.isEmpty()) {
            return new byte[0];
        }
        var bytes = new byte[answer.get().length + 1];
        bytes[0] = 1;
        System.arraycopy(answer.get(), 0, bytes, 1, answer.get().length);
        return bytes;
    }

    /// Executors have a value as long as tasks of theirs refer to it.
    @Override
    public void unpersist(long broadcast) {}

    @Override
    public void forget(long broadcast) {
        codes.forgetBroadcast(broadcast);
    }
}
