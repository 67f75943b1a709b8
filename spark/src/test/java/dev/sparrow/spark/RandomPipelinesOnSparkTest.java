/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.testing.RandomPipelinesContract;

/// Spark, with our programs in its tasks, computes what the reference computes.
class RandomPipelinesOnSparkTest extends RandomPipelinesContract {
    @Override
    protected int seeds() {
        return 25;
    }

    @Override
    protected Sparrow start(SparrowConf conf) {
        return OnSpark.start(conf);
    }
}
