/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transaction;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The hold of a living process on the folder of a transaction. The system ends it with the process.
///
/// To open the file of a lock that this JVM holds, and to close it, would end the lock: so it knows its own by name.
final class ProcessLock implements AutoCloseable {
    private static final String FILE = ".lock";
    private static final Set<String> OWN = ConcurrentHashMap.newKeySet();

    private final String name;
    private final FileChannel file;

    private ProcessLock(String name, FileChannel file) {
        this.name = name;
        this.file = file;
    }

    /// Locks a folder that nobody else knows yet.
    ///
    /// @param name of the transaction
    static ProcessLock create(Path folder, String name) throws IOException {
        var file = FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OWN.add(name);
        file.lock();
        return new ProcessLock(name, file);
    }

    /// Locks the folder of a dead process; empty if its process lives, or nobody can know.
    static Optional<ProcessLock> take(Path folder, String name) throws IOException {
        if (!Files.isRegularFile(folder.resolve(FILE), LinkOption.NOFOLLOW_LINKS) || !OWN.add(name)) {
            return Optional.empty();
        }
        var file = FileChannel.open(folder.resolve(FILE), StandardOpenOption.WRITE);
        if (file.tryLock() == null) {
            OWN.remove(name);
            file.close();
            return Optional.empty();
        }
        return Optional.of(new ProcessLock(name, file));
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException _) {
            return; // it ends with the process
        } finally {
            OWN.remove(name);
        }
    }
}
