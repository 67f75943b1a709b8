/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.testing.EdgesContract;
import dev.sparrow.testing.FailedElementsContract;
import dev.sparrow.testing.FilesContract;
import dev.sparrow.testing.IdentityKeysContract;
import dev.sparrow.testing.OperatorsContract;
import dev.sparrow.testing.OrderContract;
import dev.sparrow.testing.SurprisesContract;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/// What core promises of every engine, on the local one.
class OperatorsTest {
    private static Sparrow local(SparrowConf conf) {
        return new Sparrow(conf.setMaster(TestMaster.or("local[2]")).setAppName("test").set(Keys.PROGRESS, "off"));
    }

    @Nested
    class Operators extends OperatorsContract {
        @Override
        protected Sparrow start(SparrowConf conf) {
            return local(conf);
        }
    }

    @Nested
    class Edges extends EdgesContract {
        @Override
        protected Sparrow start(SparrowConf conf) {
            return local(conf);
        }
    }

    @Nested
    class Orders extends OrderContract {
        @Override
        protected Sparrow start(SparrowConf conf) {
            return local(conf);
        }
    }

    @Nested
    class IdentityKeys extends IdentityKeysContract {
        @Override
        protected Sparrow start(SparrowConf conf) {
            return local(conf);
        }
    }

    @Nested
    @DisabledIfSystemProperty(named = "sample", matches = "true", disabledReason = "CI runs it in one heap alone.")
    class FailedElements extends FailedElementsContract {
        @Override
        protected Sparrow start(SparrowConf conf) {
            return local(conf);
        }
    }

    @Nested
    @DisabledIfSystemProperty(named = "sample", matches = "true", disabledReason = "CI runs it in one heap alone.")
    class Surprises extends SurprisesContract {
        @Override
        protected Sparrow start(SparrowConf conf) {
            return local(conf);
        }
    }

    @Nested
    class Files extends FilesContract {
        @Override
        protected Sparrow start(SparrowConf conf) {
            return local(conf);
        }
    }
}
