/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.LocalPath;
import dev.sparrow.file.TemporaryFolder;

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
final class AddedFiles {
    private final Path folder;

    /// Null before the first copy.
    private TemporaryFolder made;

    /// By name, in the order in which they were added.
    private final Map<String, Path> sources = new LinkedHashMap<>();

    /// @param temporary where the folder for the copies is made, with the first of them
    /// @param what they are, for the name of the folder
    AddedFiles(Path temporary, String what) {
        folder = temporary.toAbsolutePath().resolve("sparrow-" + what + "-" + UUID.randomUUID());
    }

    Path folder() {
        return folder;
    }

    /// Where the copies are, in the order in which they were added.
    synchronized List<Path> copies() {
        return sources.keySet().stream().map(folder::resolve).toList();
    }

    /// What was copied, in the order in which it was added.
    synchronized List<Path> sources() {
        return List.copyOf(sources.values());
    }

    /// Copies a file or a folder, unless it was copied already.
    ///
    /// @return the copy
    synchronized Path add(Recipe recipe, String path, boolean recursive) {
        recipe.require(path != null && !path.isBlank(), "the path is empty.");
        var source = LocalPath.of(path).toAbsolutePath().normalize();
        recipe.require(Files.exists(source), "there is no file " + source + ".");
        recipe.require(
                recursive || !Files.isDirectory(source),
                source + " is a folder. To add all that is in it call addFile(path, true).");
        var name = String.valueOf(source.getFileName());
        var known = sources.get(name);
        var copy = folder.resolve(name);
        if (source.equals(known)) {
            return copy;
        }
        recipe.require(
                known == null,
                "there is a file of that name already, added from "
                        + known
                        + "; tasks ask for files by name. Give "
                        + source
                        + " another one.");
        makeFolder(recipe);
        try {
            copy(recipe, source, copy);
        } catch (SparrowException e) {
            TemporaryFolder.delete(copy);
            throw e;
        }
        sources.put(name, source);
        return copy;
    }

    private void makeFolder(Recipe recipe) {
        try {
            if (made == null || !made.isThere()) {
                made = TemporaryFolder.createAt(folder);
            }
        } catch (IOException e) {
            throw failed(
                    recipe,
                    ErrorCode.OUT_OF_RESOURCES,
                    "make the folder " + folder,
                    "set sparrow.local.dir to a folder that can be written",
                    e);
        }
    }

    private static void copy(Recipe recipe, Path source, Path target) {
        try (var files = Files.walk(source)) {
            for (var file : files.toList()) {
                copyOne(recipe, file, target.resolve(source.relativize(file).toString()));
            }
        } catch (IOException | UncheckedIOException e) {
            throw failed(recipe, ErrorCode.INPUT_UNREADABLE, "copy " + source, "it cannot be read", e);
        }
    }

    private static void copyOne(Recipe recipe, Path source, Path target) throws IOException {
        try (var in = Files.isDirectory(source) ? InputStream.nullInputStream() : Files.newInputStream(source)) {
            write(recipe, source, in, target);
        }
    }

    private static void write(Recipe recipe, Path source, InputStream in, Path target) {
        try {
            if (Files.isDirectory(source)) {
                Files.createDirectories(target);
            } else {
                Files.copy(new Source(in), target);
                copyRights(source, target);
            }
        } catch (IOException e) {
            throw failed(
                    recipe,
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
            Recipe recipe, ErrorCode code, String what, String problem, Exception cause) {
        return new SparrowException(
                code, recipe.label() + " cannot " + what + ": " + problem + " (" + cause + ").", cause);
    }

    synchronized void close() {
        if (made != null) {
            made.close();
        }
    }
}
