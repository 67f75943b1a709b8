/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.driver;

import dev.sparrow.closure.SnippetCode;
import dev.sparrow.scheduler.protocol.DriverRequest;
import dev.sparrow.scheduler.protocol.DriverService;
import dev.sparrow.scheduler.protocol.Wire;
import dev.sparrow.value.ExecutorId;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Answers what executors of other processes ask their driver for. For any thread.
public final class DriverAnswers implements DriverService {
    private final StageTable stages;
    private final StageCodes codes;
    private final CacheHolders holders;
    private final Supplier<Optional<SnippetCode>> shell;
    private final Function<ExecutorId, Optional<String>> addresses;

    /// @param shell whose code the jobs run, if they were typed at a prompt
    /// @param addresses of executors that listen to others
    public DriverAnswers(
            StageTable stages,
            StageCodes codes,
            CacheHolders holders,
            Supplier<Optional<SnippetCode>> shell,
            Function<ExecutorId, Optional<String>> addresses) {
        this.stages = stages;
        this.codes = codes;
        this.holders = holders;
        this.shell = shell;
        this.addresses = addresses;
    }

    @Override
    public Optional<byte[]> ask(DriverRequest request) {
        return switch (request) {
            case DriverRequest.Content(var hash) -> codes.content(hash);
            case DriverRequest.Inputs(var stage, _) -> stages.versioned(stage).map(Wire::encode);
            case DriverRequest.BroadcastPiece(var id, var index) -> codes.broadcast(id, index);
            case DriverRequest.UnitOf(var name) -> shell.get().flatMap(code -> code.unitOf(name)).map(Wire::encode);
            case DriverRequest.Unit(var hash) -> shell.get().flatMap(code -> code.unit(hash)).map(Wire::encode);
            case DriverRequest.EverCached(var cache, var partition) ->
                    holders.everCached(cache, partition) ? Optional.of(new byte[0]) : Optional.empty();
            case DriverRequest.Holders(var cache, var partition) ->
                    Optional.of(Wire.encode(holders.of(cache, partition)));
            case DriverRequest.AddressOf(var executor) ->
                    addresses.apply(executor).map(address -> address.getBytes(StandardCharsets.UTF_8));
        };
    }
}
