/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.driver;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// What no actor may do: the architecture test must find fault with it.
public final class BlockingActor {
    private BlockingActor() {}

    static Function<CompletableFuture<Boolean>, Boolean> onMessage(Path path) {
        return Files.exists(path) ? CompletableFuture::join : future -> true;
    }
}
