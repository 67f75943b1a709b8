/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks;

import dev.sparrow.benchmarks.harness.ClassPaths;
import dev.sparrow.benchmarks.workload.Sizes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// The places of things in the source checkout.
///
/// @param build where Maven has left this module
public record Checkout(Path build) {
    private static final Pattern SPARK_VERSION = Pattern.compile("spark-core_[\\d.]+-([^/\\\\]+)\\.jar");
    private static final Pattern DUCKDB_VERSION = Pattern.compile("duckdb_jdbc-([^/\\\\]+)\\.jar");

    public static Checkout ofEnvironment() {
        return new Checkout(Path.of(System.getenv("SPARROW_BENCHMARKS")));
    }

    private Path module() {
        return build.getParent().getParent();
    }

    private Path root() {
        return module().getParent();
    }

    private Path sparkBuild() {
        return module().resolve("spark").resolve(module().relativize(build));
    }

    public ClassPaths classPaths() {
        return new ClassPaths(root().resolve("dist/target/image"), build, sparkBuild());
    }

    /// Files that are made once and kept.
    Path data(Sizes sizes) {
        return module().resolve("target/data/scale-" + sizes.scale());
    }

    /// Logs of the engines, and what a run leaves.
    public Path work() {
        return module().resolve("target/work");
    }

    Path book() {
        return root().resolve("examples/data/opticks.txt");
    }

    /// Of everybody who takes part.
    Map<String, String> versions() throws IOException {
        var versions = new LinkedHashMap<String, String>();
        var sparrow = Checkout.class.getPackage().getImplementationVersion();
        versions.put("Sparrow", sparrow == null ? "(not packaged)" : sparrow);
        versions.put("Spark", version(SPARK_VERSION, sparkBuild()));
        versions.put("DuckDB", version(DUCKDB_VERSION, build));
        return versions;
    }

    private static String version(Pattern pattern, Path build) throws IOException {
        var found = pattern.matcher(Files.readString(build.resolve("class-path")));
        return found.find() ? found.group(1) : "unknown";
    }
}
