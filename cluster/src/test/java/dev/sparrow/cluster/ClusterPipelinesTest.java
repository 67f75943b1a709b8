/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.testing.RandomPipelinesContract;

/// Executors in processes of their own compute what the reference computes.
class ClusterPipelinesTest extends RandomPipelinesContract {
    @Override
    protected Sparrow start(SparrowConf conf) {
        return TestCluster.context(conf);
    }

    @Override
    protected int seeds() {
        return 20;
    }
}
