/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// The folder into which classes are written when they are compiled, for people who want to read them with `javap`.
///
/// All contexts of a process share the classes, and one that exists is not compiled again, so this is a matter of the
/// process.
public final class ClassDump {
    private static final AtomicReference<Path> FOLDER = new AtomicReference<>();
    private static final AtomicInteger WRITTEN = new AtomicInteger();

    private ClassDump() {}

    /// From now on classes are written into the folder, which is made if it does not exist.
    public static void into(Path folder) {
        try {
            FOLDER.set(Files.createDirectories(folder));
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /// No more classes are written.
    public static void end() {
        FOLDER.set(null);
    }

    /// A number makes the file's name unique.
    static void write(String name, byte[] bytes) {
        var folder = FOLDER.get();
        if (folder == null) {
            return;
        }
        try {
            Files.write(folder.resolve("%s-%d.class".formatted(name, WRITTEN.incrementAndGet())), bytes);
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    private static SparrowException failed(Path folder, IOException e) {
        return new SparrowException(
                ErrorCode.OUTPUT_FAILED,
                "Cannot write compiled classes into "
                        + folder
                        + ": "
                        + e
                        + ". Set sparrow.compute.dump.classes to a folder that can be written, or leave it out.",
                e);
    }
}
