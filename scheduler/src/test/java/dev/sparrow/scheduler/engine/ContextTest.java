/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;

import org.junit.jupiter.api.AfterEach;

import java.util.ArrayList;
import java.util.List;

/// A context for each test, closed after it; nothing of it may be left.
abstract class ContextTest {
    private final List<Sparrow> open = new ArrayList<>();

    final Sparrow context(String master) {
        return context(new SparrowConf().setMaster(TestMaster.or(master)));
    }

    final Sparrow context(SparrowConf conf) {
        var sc = new Sparrow(conf.setAppName("test").set(Keys.PROGRESS, "off"));
        open.add(sc);
        return sc;
    }

    @AfterEach
    final void nothingIsLeft() {
        open.forEach(Sparrow::close);
    }
}
