/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster;

import dev.sparrow.Contexts;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.cluster.process.Launcher;
import dev.sparrow.config.Keys;

/// Contexts of tests on `local-cluster[3,1,512m]`.
final class TestCluster {
    static final KeptProcesses PROCESSES = new KeptProcesses();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(PROCESSES::end));
    }

    private TestCluster() {}

    /// With processes that other contexts have used, and will.
    static Sparrow context(SparrowConf conf) {
        return context(conf, PROCESSES);
    }

    static Sparrow context(SparrowConf conf, Launcher launcher) {
        var cluster = new LocalClusterProvider(_ -> launcher);
        return Contexts.of(
                conf.setMaster("local-cluster[3,1,512m]").setAppName("test").set(Keys.PROGRESS, "off"), cluster);
    }
}
