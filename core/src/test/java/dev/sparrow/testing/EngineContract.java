/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;

import org.junit.jupiter.api.AfterEach;

import java.util.ArrayList;
import java.util.List;

/// Tests that need an engine: contexts, closed after each test.
public abstract class EngineContract {
    private final List<Sparrow> open = new ArrayList<>();

    /// Opens a context with these settings and what the engine itself needs.
    protected abstract Sparrow start(SparrowConf conf);

    final Sparrow context() {
        return context(new SparrowConf());
    }

    final Sparrow context(SparrowConf conf) {
        var sc = start(conf);
        open.add(sc);
        return sc;
    }

    @AfterEach
    final void closeContexts() {
        open.forEach(Sparrow::close);
    }
}
