/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import dev.sparrow.config.Settings;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.spi.Engine;
import dev.sparrow.spi.EngineProvider;
import dev.sparrow.spi.EventSink;

import java.util.List;

/// Starts the engine of masters `spark:…`: all behind `spark:` is a master of Spark's, and `spark://host:port` is one
/// as it stands.
public final class SparkEngineProvider implements EngineProvider {
    private static final String PREFIX = "spark:";

    @Override
    public List<String> forms() {
        return List.of("spark://host:port", "spark:local[n]", "spark:yarn", "spark:k8s://host:port");
    }

    @Override
    public boolean accepts(String master) {
        return master.startsWith(PREFIX) && master.length() > PREFIX.length();
    }

    @Override
    public Engine start(String master, Settings settings, EventSink listeners) {
        var isHere = getClass().getClassLoader().getResource("org/apache/spark/SparkContext.class") != null;
        if (!isHere) {
            throw new SparrowException(
                    ErrorCode.NO_ENGINE,
                    "Master "
                            + master
                            + " needs a Spark, and there is none on the class path: set SPARK_HOME to the folder of Spark"
                            + " 4.2 and start by bin/sparrow, or start the program by $SPARK_HOME/bin/spark-submit.");
        }
        return new SparkEngine(SparkStart.context(ofSpark(master), settings), settings, listeners);
    }

    /// What Spark calls it.
    static String ofSpark(String master) {
        return master.startsWith("spark://") ? master : master.substring(PREFIX.length());
    }
}
