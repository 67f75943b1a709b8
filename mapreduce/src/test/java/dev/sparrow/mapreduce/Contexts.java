/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.value.Tuple2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the tests of this package share: the master, and outputs as bytes.
final class Contexts {
    /// By `-Dtest.master=local-cluster[3,1,512]` the same on processes.
    static final String MASTER = System.getProperty("test.master", "local-bytes[3,4]");

    private Contexts() {}

    static SparrowConf conf() {
        return new SparrowConf().setMaster(MASTER).setAppName("mapreduce test").set("sparrow.progress", "off");
    }

    static Sparrow open() {
        return new Sparrow(conf());
    }

    /// The output of a job by reduce tasks.
    static <K, V> List<List<Tuple2<K, V>>> partitions(Sparrow sc, Job<K, V> job) {
        var partitions = new ArrayList<List<Tuple2<K, V>>>();
        job.run(sc, result -> partitions.addAll(result.glom().collect()));
        return partitions;
    }

    /// The files of an output by their names.
    static Map<String, String> files(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        try (var all = Files.list(folder)) {
            for (var file : all.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }
}
