/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.testing.Prerequisite;

/// Contexts on Spark, for tests. Without `-Pwith-spark` there is none to run on.
final class OnSpark {
    static final String LOCAL = System.getProperty("spark.test.master", "spark:local[2]");

    private OnSpark() {}

    private static boolean isHere() {
        return OnSpark.class.getClassLoader().getResource("org/apache/hadoop/conf/Configuration.class") != null;
    }

    /// Skips the test, with a line, where there is no Spark.
    static void require() {
        Prerequisite.require(isHere(), "Spark: add -Pwith-spark to Maven's command");
    }

    static Sparrow start(SparrowConf conf) {
        return start(LOCAL, conf);
    }

    static Sparrow start(String master, SparrowConf conf) {
        require();
        System.setProperty("spark.ui.enabled", "false");
        System.setProperty("spark.driver.host", "localhost");
        System.setProperty("spark.driver.bindAddress", "127.0.0.1");
        return new Sparrow(conf.setMaster(master).setAppName("test").set(Keys.PROGRESS, "off"));
    }
}
