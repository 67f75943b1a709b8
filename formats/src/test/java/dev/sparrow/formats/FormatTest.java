/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A test with a folder and a context.
public abstract class FormatTest {
    /// By `-Dtest.master=local-bytes` with executors that share no object.
    private static final String MASTER =
            System.getProperty("test.master", "local").equals("local-bytes") ? "local-bytes[3]" : "local[2]";

    @TempDir protected Path folder;

    protected Sparrow sc = context("sparrow.text.split.max", "32m");

    /// With a setting of its own; the one before is closed.
    protected final Sparrow context(String key, String value) {
        close();
        sc = new Sparrow(new SparrowConf().setMaster(MASTER).set("sparrow.progress", "off").set(key, value));
        return sc;
    }

    @AfterEach
    final void close() {
        if (sc != null) {
            sc.close();
        }
    }

    protected final String file(String name, String content) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content).toString();
    }

    protected final String target(String name) {
        return folder.resolve(name).toString();
    }

    protected final List<String> names(String path) throws IOException {
        try (var files = Files.list(Path.of(path))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    protected static AbstractThrowableAssert<?, ? extends Throwable> fails(ErrorCode code, ThrowingCallable action) {
        return assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        SparrowException.class,
                        e -> org.assertj.core.api.Assertions.assertThat(e.code()).isEqualTo(code));
    }
}
