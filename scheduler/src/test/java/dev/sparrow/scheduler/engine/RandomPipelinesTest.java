/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.storage.block.BlockStore;
import dev.sparrow.testing.RandomPipelinesContract;

import org.junit.jupiter.api.AfterEach;

import java.util.ArrayList;
import java.util.List;

/// The local engine computes what the reference computes.
class RandomPipelinesTest extends RandomPipelinesContract {
    private final List<BlockStore> stores = new ArrayList<>();

    @Override
    protected Sparrow start(SparrowConf conf) {
        var sc = new Sparrow(conf.setMaster(TestMaster.or("local[2]")).setAppName("test").set(Keys.PROGRESS, "off"));
        stores.addAll(EngineAccess.of(sc).stores());
        return sc;
    }

    @AfterEach
    void nothingIsLeft() {
        for (var store : stores) {
            assertThat(store.openLeases()).isZero();
            assertThat(store.bytesInMemory()).isZero();
            assertThat(store.bytesOnDisk()).isZero();
        }
    }
}
