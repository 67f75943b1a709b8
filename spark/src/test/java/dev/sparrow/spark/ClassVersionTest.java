/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/// What Spark itself opens has to be readable where our programs are not.
class ClassVersionTest {
    private static final int JAVA_17 = 61;

    @Test
    void whatSparkOpens_isOfJava17() throws Exception {
        var folder = Path.of(ClassVersionTest.class.getResource("/dev/sparrow/spark/task/ProgramRdd.class").toURI());
        var versions = new ArrayList<Integer>();
        try (var classes = Files.newDirectoryStream(folder.getParent(), "*.class")) {
            for (var one : classes) {
                versions.add(version(Files.newInputStream(one)));
            }
        }
        assertThat(versions).hasSizeGreaterThan(10).containsOnly(JAVA_17);
    }

    private static int version(InputStream opened) throws IOException {
        try (opened) {
            return ByteBuffer.wrap(opened.readNBytes(8)).getShort(6);
        }
    }
}
