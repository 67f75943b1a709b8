/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.testing.TypedPipelinesContract;

/// Pipelines over typed records that are always compiled compute what the reference computes.
class CompiledTypedPipelinesTest extends TypedPipelinesContract {
    @Override
    protected Sparrow start(SparrowConf conf) {
        return new Sparrow(
                conf.setMaster("local[2]").setAppName("test").set(Keys.PROGRESS, "off").set(Keys.PIPELINES, "always"));
    }
}
