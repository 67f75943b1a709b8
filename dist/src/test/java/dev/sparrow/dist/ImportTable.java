/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import java.util.List;
import java.util.stream.Stream;

/// What each part of Sparrow may import besides itself and the JDK. A new package needs a row here; so does a new
/// library. Packages are ArchUnit's patterns: `a.b` is that package alone, `a.b..` includes those below it.
final class ImportTable {
    /// A row: the packages that the part consists of, and what they may import.
    record Part(String name, List<String> packages, List<String> imports) {
        /// Everything the part may refer to.
        String[] allowed() {
            return Stream.of(packages, imports, JDK).flatMap(List::stream).toArray(String[]::new);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<String> JDK = List.of("java..", "javax..", "jdk..", "org.w3c.dom..", "org.xml.sax..");

    private static final String API = "dev.sparrow";
    private static final String LINEAGE = "dev.sparrow.lineage..";
    private static final String PROGRESS = "dev.sparrow.progress..";
    private static final String SLF4J = "org.slf4j..";

    /// Core, without its API, its lineage and its reference evaluator.
    private static final List<String> CORE_BASE =
            List.of(
                    "dev.sparrow.closure..",
                    "dev.sparrow.column..",
                    "dev.sparrow.config..",
                    "dev.sparrow.error..",
                    "dev.sparrow.event..",
                    "dev.sparrow.file..",
                    "dev.sparrow.format..",
                    "dev.sparrow.function..",
                    "dev.sparrow.shared..",
                    "dev.sparrow.spi..",
                    "dev.sparrow.value..");

    private static final String TABLES = "dev.sparrow.table";

    /// What is done with tables, as pure data: expressions, what they call, and steps of lineage.
    private static final String EXPRESSIONS = "dev.sparrow.table.expression..";

    private static final String KERNELS = "dev.sparrow.table.kernel..";
    private static final String STEPS = "dev.sparrow.table.step..";

    private static final String STATUS = "dev.sparrow.status..";
    private static final String TASK = "dev.sparrow.task..";

    static final Part CORE =
            new Part(
                    "core",
                    and(
                            CORE_BASE,
                            API,
                            LINEAGE,
                            PROGRESS,
                            STATUS,
                            TASK,
                            "dev.sparrow.operator..",
                            "dev.sparrow.table..",
                            "dev.sparrow.context.."),
                    List.of(SLF4J));

    /// The oracle of the operator tests: it proves nothing if it shares code with the engine.
    static final Part REFERENCE =
            new Part(
                    "core.reference",
                    List.of("dev.sparrow.reference.."),
                    List.of(
                            "dev.sparrow.closure..",
                            "dev.sparrow.column..",
                            "dev.sparrow.error..",
                            "dev.sparrow.file..",
                            "dev.sparrow.format..",
                            "dev.sparrow.function..",
                            LINEAGE,
                            EXPRESSIONS,
                            KERNELS,
                            STEPS,
                            "dev.sparrow.value.."));

    /// The contract of pure machines, and the world that they are run in by seed.
    static final Part SIMULATION =
            new Part("simulation", List.of("dev.sparrow.simulation.."), List.of("dev.sparrow.error.."));

    /// Protocols: pure machines, which know nothing of datasets.
    static final Part COORDINATION =
            new Part(
                    "coordination",
                    List.of("dev.sparrow.coordination.."),
                    List.of("dev.sparrow.error..", "dev.sparrow.simulation"));

    /// Framed sockets between processes: bytes, of whatever meaning.
    static final Part TRANSPORT =
            new Part("transport", List.of("dev.sparrow.transport.."), List.of("dev.sparrow.error.."));

    /// What is run against the protocols, bugs planted on purpose among it: nothing that runs for users imports it.
    static final Part VERIFICATION =
            new Part(
                    "verification",
                    List.of("dev.sparrow.verification.."),
                    List.of("dev.sparrow.coordination..", "dev.sparrow.error..", "dev.sparrow.simulation.."));

    static final Part STORAGE =
            new Part(
                    "storage",
                    List.of("dev.sparrow.storage.."),
                    and(CORE_BASE, SLF4J, "com.esotericsoftware.kryo.kryo5..", "org.apache.arrow.."));

    static final Part COMPUTE =
            new Part(
                    "compute",
                    List.of("dev.sparrow.compute.."),
                    and(
                            CORE_BASE,
                            LINEAGE,
                            EXPRESSIONS,
                            KERNELS,
                            STEPS,
                            "dev.sparrow.storage.block..",
                            "dev.sparrow.storage.columnar..",
                            "dev.sparrow.storage.memory..",
                            "dev.sparrow.storage.serialization..",
                            "org.objectweb.asm.."));

    /// What makes a protocol run: its actor, disk and connections.
    static final Part CELL =
            new Part(
                    "cell",
                    List.of("dev.sparrow.cell.."),
                    List.of(
                            "dev.sparrow.coordination..",
                            "dev.sparrow.error..",
                            "dev.sparrow.simulation",
                            "dev.sparrow.transport..",
                            SLF4J,
                            "akka..",
                            "com.typesafe.config..",
                            "scala.."));

    /// Beside the cell, the only part that imports Akka.
    static final Part SCHEDULER =
            new Part(
                    "scheduler",
                    List.of("dev.sparrow.scheduler.."),
                    and(
                            CORE_BASE,
                            TASK,
                            LINEAGE,
                            STEPS,
                            SLF4J,
                            "dev.sparrow.compute..",
                            "dev.sparrow.storage..",
                            "akka..",
                            "com.esotericsoftware.kryo.kryo5..",
                            "com.sun.management..",
                            "com.typesafe.config..",
                            "scala.."));

    /// Executors in processes of their own: no actor, no thread of a task, only what passes between processes.
    static final Part CLUSTER =
            new Part(
                    "cluster",
                    List.of("dev.sparrow.cluster.."),
                    and(
                            CORE_BASE,
                            SLF4J,
                            "dev.sparrow.cell..",
                            "dev.sparrow.coordination.codec..",
                            "dev.sparrow.coordination.lock..",
                            "dev.sparrow.simulation",
                            "dev.sparrow.scheduler.driver..",
                            "dev.sparrow.scheduler.engine..",
                            "dev.sparrow.scheduler.executor..",
                            "dev.sparrow.scheduler.plan..",
                            "dev.sparrow.scheduler.protocol..",
                            "dev.sparrow.scheduler.slots..",
                            "dev.sparrow.scheduler.stage..",
                            "dev.sparrow.storage.block..",
                            "dev.sparrow.storage.memory..",
                            "dev.sparrow.transport.."));

    /// Jobs on Spark; the only part that imports it.
    static final Part SPARK =
            new Part(
                    "spark",
                    List.of("dev.sparrow.spark.."),
                    and(
                            CORE_BASE,
                            LINEAGE,
                            SLF4J,
                            "dev.sparrow.compute..",
                            "dev.sparrow.scheduler..",
                            "dev.sparrow.storage..",
                            "com.sun.management..",
                            "org.apache.spark..",
                            "scala.."));

    /// The only part that imports JLine, JShell and XChart.
    static final Part REPL =
            new Part(
                    "repl",
                    List.of("dev.sparrow.repl.."),
                    and(
                            CORE_BASE,
                            API,
                            PROGRESS,
                            STATUS,
                            TASK,
                            "dev.sparrow.sql",
                            TABLES,
                            "com.sun.source..",
                            "org.commonmark..",
                            "org.jline..",
                            "org.knowm.xchart.."));

    /// The only part that imports ZeroMQ.
    static final Part JUPYTER =
            new Part(
                    "jupyter",
                    List.of("dev.sparrow.jupyter.."),
                    and(CORE_BASE, API, PROGRESS, "dev.sparrow.repl..", "org.zeromq.."));

    /// What reads and writes files; the only part that imports their libraries. The engine knows it as services.
    static final Part FORMATS =
            new Part(
                    "formats",
                    List.of("dev.sparrow.formats.."),
                    and(
                            CORE_BASE,
                            API,
                            TABLES,
                            "dev.sparrow.storage.columnar..",
                            "dev.sparrow.storage.serialization..",
                            "com.github.luben.zstd..",
                            "de.siegmar.fastcsv..",
                            "dev.hardwood..",
                            "net.jpountz..",
                            "org.apache.arrow..",
                            "org.apache.hadoop.conf..",
                            "org.apache.parquet..",
                            "org.xerial.snappy..",
                            "tools.jackson.."));

    /// SQL: texts, trees, and what tables compute of them.
    static final Part SQL =
            new Part(
                    "sql-lite",
                    List.of("dev.sparrow.sql.."),
                    List.of(
                            API,
                            LINEAGE,
                            "dev.sparrow.column..",
                            "dev.sparrow.error..",
                            "dev.sparrow.file..",
                            "dev.sparrow.format..",
                            "dev.sparrow.function..",
                            "dev.sparrow.operator..",
                            "dev.sparrow.table..",
                            "dev.sparrow.value.."));

    /// Transactions over several outputs: between the saves of core and the commit protocols.
    static final Part TRANSACTION =
            new Part(
                    "transaction",
                    List.of("dev.sparrow.transaction.."),
                    and(CORE_BASE, "dev.sparrow.coordination.commit.."));

    /// MapReduce: the public API suffices for another model.
    static final Part MAPREDUCE =
            new Part(
                    "mapreduce",
                    List.of("dev.sparrow.mapreduce.."),
                    List.of(
                            API,
                            TASK,
                            "dev.sparrow.error..",
                            "dev.sparrow.event..",
                            "dev.sparrow.function..",
                            "dev.sparrow.shared..",
                            "dev.sparrow.value.."));

    /// What people see of a run. Of the JDK it takes the HTTP server besides.
    static final Part UI =
            new Part("ui", List.of("dev.sparrow.ui.."), and(CORE_BASE, SLF4J, "com.sun.net.httpserver.."));

    static final Part CLI =
            new Part(
                    "cli",
                    List.of("dev.sparrow.cli.."),
                    and(
                            CORE_BASE,
                            API,
                            "dev.sparrow.cell..",
                            "dev.sparrow.cluster..",
                            "dev.sparrow.coordination.lock..",
                            "dev.sparrow.coordination.log..",
                            "dev.sparrow.jupyter..",
                            "dev.sparrow.repl..",
                            "dev.sparrow.simulation",
                            "dev.sparrow.simulation.history..",
                            "dev.sparrow.sql",
                            "dev.sparrow.table",
                            "dev.sparrow.transaction..",
                            "dev.sparrow.transport..",
                            "dev.sparrow.ui..",
                            "dev.sparrow.verification..",
                            "picocli.."));

    /// The public API only.
    static final Part EXAMPLES =
            new Part(
                    "examples",
                    List.of("dev.sparrow.examples.."),
                    List.of(
                            API,
                            STATUS,
                            TASK,
                            "dev.sparrow.config..",
                            "dev.sparrow.error..",
                            "dev.sparrow.event..",
                            "dev.sparrow.function..",
                            "dev.sparrow.mapreduce..",
                            "dev.sparrow.shared..",
                            "dev.sparrow.value.."));

    static final Part DIST =
            new Part("dist", List.of("dev.sparrow.dist.."), List.of("dev.sparrow.error..", "ch.qos.logback.."));

    private ImportTable() {}

    static List<Part> parts() {
        return List.of(
                CORE,
                REFERENCE,
                SIMULATION,
                COORDINATION,
                TRANSPORT,
                CELL,
                VERIFICATION,
                STORAGE,
                COMPUTE,
                SCHEDULER,
                CLUSTER,
                SPARK,
                FORMATS,
                SQL,
                TRANSACTION,
                MAPREDUCE,
                REPL,
                JUPYTER,
                UI,
                CLI,
                EXAMPLES,
                DIST);
    }

    private static List<String> and(List<String> some, String... others) {
        return Stream.concat(some.stream(), Stream.of(others)).toList();
    }
}
