/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.spi.EngineProvider;

import java.util.List;

/// Contexts on engines that are made for tests.
public final class Contexts {
    private Contexts() {}

    public static Sparrow of(SparrowConf conf, EngineProvider engine) {
        return new Sparrow(conf, List.of(engine));
    }
}
