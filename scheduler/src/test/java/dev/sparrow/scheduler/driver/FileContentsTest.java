/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.file.TemporaryFolder;
import dev.sparrow.scheduler.protocol.StageCode.FileRef;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

@Timeout(60)
class FileContentsTest {
    @TempDir private Path folder;

    /// Whether another process finds that the folder is nobody's any more.
    private boolean isLeft(TemporaryFolder of) throws Exception {
        var program = folder.resolve("Look.java");
        Files.writeString(
                program,
                """
                void main(String[] args) throws Exception {
                    try (var file = java.nio.channels.FileChannel.open(
                            java.nio.file.Path.of(args[0]), java.nio.file.StandardOpenOption.WRITE)) {
                        System.exit(file.tryLock() == null ? 3 : 4);
                    }
                }
                """);
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var other =
                new ProcessBuilder(java, program.toString(), of.path().resolve(".lock").toString()).inheritIO().start();
        var code = other.waitFor();
        assertThat(code).isBetween(3, 4);
        return code == 4;
    }

    @Test
    void folderWhoseFilesWereRead_isStillThatOfItsProcess() throws Exception {
        try (var added = TemporaryFolder.create(folder, "sparrow-files-")) {
            Files.writeString(added.path().resolve("words.txt"), "a few words");
            assertThat(isLeft(added)).isFalse();
            var refs = new FileContents(new Contents()).under(added.path(), new ArrayList<>());
            assertThat(refs).extracting(FileRef::path).containsExactly("words.txt");
            assertThat(isLeft(added)).isFalse();
        }
    }
}
