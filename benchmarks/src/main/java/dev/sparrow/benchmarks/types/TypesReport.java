/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.types;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;

/// Prints the measurements of this package with their targets. Exit code 1 says that one was missed. Takes the folder
/// of its data, which it makes once.
public final class TypesReport {
    private TypesReport() {}

    public static void main(String[] args) throws Exception {
        var folder = Files.createDirectories(Path.of(args[0]));
        var targets = new ArrayList<Target>();
        var conf = new SparrowConf().setMaster("local[1]").setAppName("types").set(Keys.PROGRESS, "off");
        try (var sc = new Sparrow(conf)) {
            targets.addAll(SizeTargets.measure(sc));
            targets.addAll(LoopTargets.measure(sc));
            targets.addAll(ParquetTargets.measure(sc, folder));
            targets.addAll(FileTargets.measure(sc, folder));
        }
        System.out.printf(Locale.ROOT, "%-60s %8s %10s%n", "", "value", "target");
        targets.forEach(target -> System.out.println(target.line()));
        System.exit(targets.stream().allMatch(Target::isMet) ? 0 : 1);
    }
}
