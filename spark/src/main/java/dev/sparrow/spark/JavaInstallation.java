/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import dev.sparrow.config.Keys;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.error.ThrowableText;
import dev.sparrow.file.TemporaryFolder;
import dev.sparrow.spark.task.InstallJava;
import dev.sparrow.spark.task.SparrowPlugin;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import scala.reflect.ClassTag$;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Takes a Java to the hosts of a cluster that has an older one: a first context, whose executors run on theirs,
/// installs it, and that of the program begins on it. Hosts that come later lack it.
final class JavaInstallation {
    private static final Logger LOG = LoggerFactory.getLogger(JavaInstallation.class);
    private static final int PIECE_BYTES = 4 << 20;
    private static final int HASH_BYTES = 8;

    /// What executors of Spark's and of ours need; without the vector module they do not start, since Spark names it.
    private static final String MODULES =
            "java.se,jdk.unsupported,jdk.management,jdk.jfr,jdk.net,jdk.zipfs,jdk.security.auth,jdk.security.jgss,"
                    + "jdk.incubator.vector,jdk.jcmd,jdk.localedata";

    private JavaInstallation() {}

    /// Makes sure that it is there on each host that has an executor, and names it in the settings.
    ///
    /// @param conf of the context that is to begin
    /// @param folder on these hosts, in which it has a folder of its own, by its content
    /// @param temporary a folder of this process
    static void install(SparkConf conf, String folder, Path temporary) {
        try {
            var home = Path.of(folder, "java-" + hash()).toString();
            var first = conf.clone().remove(SparkStart.JAVA_HOME);
            first.setAppName(conf.get("spark.app.name") + " (installs Java)");
            first.set("spark.scheduler.minRegisteredResourcesRatio", "1.0");
            var spark = new SparkContext(first);
            try {
                install(spark, home, temporary);
            } finally {
                spark.stop();
            }
            conf.set(SparkStart.JAVA_HOME, home);
        } catch (IOException | RuntimeException e) {
            throw new SparrowException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "Java cannot be installed in "
                            + folder
                            + " ("
                            + Keys.SPARK_JAVA_INSTALL.name()
                            + ") on the executors of "
                            + conf.get("spark.master")
                            + ": "
                            + ThrowableText.of(e),
                    e);
        }
    }

    /// Tasks that run all at once are on all executors.
    private static void install(SparkContext spark, String home, Path temporary) throws IOException {
        var zip = Files.createTempFile(temporary, "java-", ".zip");
        try {
            pack(zip);
            var pieces = (int) ((Files.size(zip) + PIECE_BYTES - 1) / PIECE_BYTES);
            SparrowPlugin.serve(InstallJava.ASKED, Map.of(), request -> piece(zip, ByteBuffer.wrap(request).getInt()));
            var text = ClassTag$.MODULE$.<String>apply(String.class);
            var hosts =
                    (String[])
                            SparkStart.numbers(spark, spark.defaultParallelism())
                                    .barrier()
                                    .mapPartitions(new InstallJava(home, pieces), false, text)
                                    .collect();
            LOG.info("{} is on all hosts, and new on {}", home, List.of(hosts));
        } finally {
            SparrowPlugin.end(InstallJava.ASKED);
            Files.delete(zip);
        }
    }

    private static byte[] piece(Path zip, int number) {
        try (var file = FileChannel.open(zip)) {
            var from = (long) number * PIECE_BYTES;
            var bytes = ByteBuffer.allocate((int) Math.min(PIECE_BYTES, file.size() - from));
            while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {}
            return bytes.array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The name of what is installed: of the classes of this Java, and which of them it is.
    private static String hash() throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(MODULES.getBytes(StandardCharsets.UTF_8));
            try (var modules = Files.newInputStream(Path.of(System.getProperty("java.home"), "lib", "modules"));
                    var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                modules.transferTo(out);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static void pack(Path zip) throws IOException {
        var made = Files.createTempDirectory(zip.getParent(), "java-");
        try {
            link(made.resolve("java"));
            try (var files = Files.walk(made.resolve("java"));
                    var out = new ZipOutputStream(Files.newOutputStream(zip))) {
                out.setLevel(Deflater.BEST_SPEED);
                for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    out.putNextEntry(new ZipEntry(made.resolve("java").relativize(file).toString()));
                    Files.copy(file, out);
                }
            }
        } finally {
            TemporaryFolder.delete(made);
        }
    }

    private static void link(Path to) {
        var said = new StringWriter();
        var out = new PrintWriter(said);
        var jlink =
                ToolProvider.findFirst("jlink")
                        .orElseThrow(() -> new IllegalStateException("this Java has no jlink: it needs that of a JDK"));
        var code =
                jlink.run(
                        out,
                        out,
                        "--add-modules",
                        MODULES,
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        to.toString());
        if (code != 0) {
            throw new IllegalStateException("jlink ended with " + code + ": " + said.toString().strip());
        }
    }
}
