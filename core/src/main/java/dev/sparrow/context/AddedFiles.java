/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.context;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.LocalPath;
import dev.sparrow.file.TemporaryFolder;
import dev.sparrow.operator.OperatorCall;
import dev.sparrow.value.Lists;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The files, or the jars, that a context's tasks can ask for, each a copy as it was when it was added.
public final class AddedFiles {
    private final Path folder;

    /// Null before the first copy.
    private TemporaryFolder made;

    /// By name, in the order in which they were added.
    private final Map<String, Path> sources = new LinkedHashMap<>();

    /// @param temporary where the folder for the copies is made, with the first of them
    /// @param what they are, for the name of the folder
    public AddedFiles(Path temporary, String what) {
        folder = temporary.toAbsolutePath().resolve("sparrow-" + what + "-" + UUID.randomUUID());
    }

    public Path folder() {
        return folder;
    }

    /// Where the copies are, in the order in which they were added.
    public synchronized List<Path> copies() {
        return Lists.map(sources.keySet(), folder::resolve);
    }

    /// What was copied, in the order in which it was added.
    public synchronized List<Path> sources() {
        return List.copyOf(sources.values());
    }

    /// Copies a file or a folder, unless it was copied already.
    ///
    /// @return the copy
    public synchronized Path add(OperatorCall call, String path, boolean recursive) {
        call.require(path != null && !path.isBlank(), "the path is empty.");
        var source = LocalPath.of(path).toAbsolutePath().normalize();
        call.require(Files.exists(source), "there is no file " + source + ".");
        call.require(
                recursive || !Files.isDirectory(source),
                source + " is a folder. To add all that is in it call addFile(path, true).");
        var name = String.valueOf(source.getFileName());
        var known = sources.get(name);
        var copy = folder.resolve(name);
        if (source.equals(known)) {
            return copy;
        }
        call.require(
                known == null,
                "there is a file of that name already, added from "
                        + known
                        + "; tasks ask for files by name. Give "
                        + source
                        + " another one.");
        makeFolder(call);
        try {
            copy(call, source, copy);
        } catch (SparrowException e) {
            TemporaryFolder.delete(copy);
            throw e;
        }
        sources.put(name, source);
        return copy;
    }

    private void makeFolder(OperatorCall call) {
        try {
            if (made == null || !made.isThere()) {
                made = TemporaryFolder.createAt(folder);
            }
        } catch (IOException e) {
            throw failed(
                    call,
                    ErrorCode.OUT_OF_RESOURCES,
                    "make the folder " + folder,
                    "set sparrow.local.dir to a folder that can be written",
                    e);
        }
    }

    private static void copy(OperatorCall call, Path source, Path target) {
        try (var files = Files.walk(source)) {
            for (var file : files.toList()) {
                copyOne(call, file, target.resolve(source.relativize(file).toString()));
            }
        } catch (IOException | UncheckedIOException e) {
            throw failed(call, ErrorCode.INPUT_UNREADABLE, "copy " + source, "it cannot be read", e);
        }
    }

    private static void copyOne(OperatorCall call, Path source, Path target) throws IOException {
        try (var in = Files.isDirectory(source) ? InputStream.nullInputStream() : Files.newInputStream(source)) {
            write(call, source, in, target);
        }
    }

    private static void write(OperatorCall call, Path source, InputStream in, Path target) {
        try {
            if (Files.isDirectory(source)) {
                Files.createDirectories(target);
            } else {
                Files.copy(new Source(in), target);
                copyRights(source, target);
            }
        } catch (IOException e) {
            throw failed(
                    call,
                    ErrorCode.OUT_OF_RESOURCES,
                    "copy " + source + " to " + target,
                    "the copy cannot be written. Free space there, or set sparrow.local.dir to another folder",
                    e);
        }
    }

    /// Scripts must stay what can be run.
    private static void copyRights(Path source, Path target) throws IOException {
        var rights = Files.getFileAttributeView(source, PosixFileAttributeView.class);
        if (rights != null) {
            Files.setPosixFilePermissions(target, rights.readAttributes().permissions());
        }
    }

    /// Tells failures to read from those to write.
    private static final class Source extends FilterInputStream {
        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            try {
                return in.read(bytes, offset, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static SparrowException failed(
            OperatorCall call, ErrorCode code, String what, String problem, Exception cause) {
        return new SparrowException(
                code, call.label() + " cannot " + what + ": " + problem + " (" + cause + ").", cause);
    }

    public synchronized void close() {
        if (made != null) {
            made.close();
        }
    }
}
