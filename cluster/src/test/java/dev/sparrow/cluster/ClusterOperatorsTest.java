/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.testing.EdgesContract;
import dev.sparrow.testing.FailedElementsContract;
import dev.sparrow.testing.FilesContract;
import dev.sparrow.testing.IdentityKeysContract;
import dev.sparrow.testing.OperatorsContract;
import dev.sparrow.testing.OrderContract;
import dev.sparrow.testing.SurprisesContract;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// What core promises of every engine, on three executors in processes of their own: a sample, and with `-Dcluster=all`
/// all of it.
class ClusterOperatorsTest {
    @Nested
    @EnabledIfSystemProperty(named = "cluster", matches = "all")
    class Operators extends OperatorsContract {
        @Override
        protected Sparrow start(SparrowConf conf) {
            return TestCluster.context(conf);
        }
    }

    @Nested
    class Edges extends EdgesContract {
        @Override
        protected Sparrow start(SparrowConf conf) {
            return TestCluster.context(conf);
        }
    }

    @Nested
    class Orders extends OrderContract {
        @Override
        protected Sparrow start(SparrowConf conf) {
            return TestCluster.context(conf);
        }
    }

    @Nested
    @EnabledIfSystemProperty(named = "cluster", matches = "all")
    class IdentityKeys extends IdentityKeysContract {
        @Override
        protected Sparrow start(SparrowConf conf) {
            return TestCluster.context(conf);
        }
    }

    @Nested
    @EnabledIfSystemProperty(named = "cluster", matches = "all")
    class FailedElements extends FailedElementsContract {
        @Override
        protected Sparrow start(SparrowConf conf) {
            return TestCluster.context(conf);
        }
    }

    @Nested
    @EnabledIfSystemProperty(named = "cluster", matches = "all")
    class Surprises extends SurprisesContract {
        @Override
        protected Sparrow start(SparrowConf conf) {
            return TestCluster.context(conf);
        }
    }

    @Nested
    @EnabledIfSystemProperty(named = "cluster", matches = "all")
    class Files extends FilesContract {
        @Override
        protected Sparrow start(SparrowConf conf) {
            return TestCluster.context(conf);
        }
    }
}
