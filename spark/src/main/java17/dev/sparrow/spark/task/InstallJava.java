/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark.task;

import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipInputStream;

/// Installs a Java where it runs, unless it is there: it asks the driver for it, piece by piece.
///
/// Several may do so at once in one folder; the first that is ready wins.
public final class InstallJava extends AbstractFunction1<Iterator<Object>, Iterator<String>> implements Serializable {
    /// By which the driver knows that pieces are asked for.
    public static final int ASKED = -1;

    private static final long serialVersionUID = 1;
    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");

    private final String folder;
    private final int pieces;

    /// @param folder that is to hold it, the same on all hosts
    public InstallJava(String folder, int pieces) {
        this.folder = folder;
        this.pieces = pieces;
    }

    /// @return the host, if it was not there
    @Override
    public Iterator<String> apply(Iterator<Object> partition) {
        try {
            var hosts = install(Path.of(folder)) ? List.of(ExecutorSide.host()) : List.<String>of();
            return CollectionConverters.asScala(hosts.iterator());
        } catch (IOException e) {
            throw new UncheckedIOException("On " + ExecutorSide.host() + ": " + e, e);
        }
    }

    private boolean install(Path to) throws IOException {
        if (Files.isDirectory(to)) {
            return false;
        }
        var half = Files.createDirectories(to.resolveSibling(to.getFileName() + "." + UUID.randomUUID()));
        try {
            unpack(half);
            Files.move(half, to, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (FileSystemException e) {
            delete(half);
            if (Files.isDirectory(to)) { // another one was faster
                return false;
            }
            throw e;
        }
    }

    private void unpack(Path to) throws IOException {
        try (var zip = new ZipInputStream(new Pieces())) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var file = to.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
                if (entry.getName().startsWith("bin/") || entry.getName().equals("lib/jspawnhelper")) {
                    Files.setPosixFilePermissions(file, PROGRAM);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }

    /// The packed Java, fetched as it is read.
    private final class Pieces extends InputStream {
        private InputStream piece = InputStream.nullInputStream();
        private int next;

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var count = piece.read(bytes, offset, length);
            if (count >= 0 || next == pieces) {
                return count;
            }
            var number = ByteBuffer.allocate(Integer.BYTES).putInt(next++).array();
            piece = new ByteArrayInputStream((byte[]) ExecutorSide.ask(ASKED, number));
            return piece.read(bytes, offset, length);
        }
    }
}
