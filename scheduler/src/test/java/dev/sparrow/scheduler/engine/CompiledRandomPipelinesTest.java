/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.testing.RandomPipelinesContract;

/// Compiled pipelines compute what the reference computes.
class CompiledRandomPipelinesTest extends RandomPipelinesContract {
    /// To compile them all takes most of the time.
    @Override
    protected int seeds() {
        return 150;
    }

    @Override
    protected Sparrow start(SparrowConf conf) {
        return new Sparrow(
                conf.setMaster(TestMaster.or("local[2]"))
                        .setAppName("test")
                        .set(Keys.PROGRESS, "off")
                        .set(Keys.PIPELINES, "always"));
    }
}
