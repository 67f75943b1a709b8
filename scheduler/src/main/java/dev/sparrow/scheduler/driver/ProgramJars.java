/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.driver;

import dev.sparrow.scheduler.protocol.StageCode.FileRef;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The classes of programs that were started in a class loader of their own, for executors that were started without
/// them: jars, and folders of classes as jars, by the hashes of their bytes.
final class ProgramJars {
    private final Contents contents;

    /// What each loader's own jars are. A loader may have many gigabytes behind it, and must be able to go.
    private final Map<ClassLoader, List<Jar>> known = new WeakHashMap<>();

    private record Jar(FileRef ref, ByteSupplier bytes) {}

    private interface ByteSupplier {
        byte[] get();
    }

    ProgramJars(Contents contents) {
        this.contents = contents;
    }

    /// Those between a program's loader and ours, which executors have.
    ///
    /// @param held gets what is to be released
    List<FileRef> of(ClassLoader program, List<String> held) {
        var refs = new ArrayList<FileRef>();
        for (var jar : jars(program)) {
            contents.hold(jar.ref().hash(), jar.bytes()::get);
            held.add(jar.ref().hash());
            refs.add(jar.ref());
        }
        return refs;
    }

    @SuppressWarnings("ReferenceEquality") // loaders have no other
    private synchronized List<Jar> jars(ClassLoader program) {
        var all = new ArrayList<Jar>();
        for (var loader = program;
                loader != null && loader != ProgramJars.class.getClassLoader();
                loader = loader.getParent()) {
            if (loader instanceof URLClassLoader urls) {
                all.addAll(
                        known.computeIfAbsent(loader, _ -> Stream.of(urls.getURLs()).map(ProgramJars::jar).toList()));
            }
        }
        return all;
    }

    private static Jar jar(URL url) {
        try {
            var path = Path.of(url.toURI());
            if (Files.isDirectory(path)) {
                var bytes = pack(path);
                return new Jar(ref(path, ".jar", bytes), () -> bytes);
            }
            return new Jar(ref(path, "", read(path)), () -> read(path));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("No path of a class loader: " + url, e);
        }
    }

    /// Jars of one name may come from several folders.
    private static FileRef ref(Path path, String extension, byte[] bytes) {
        var hash = Contents.hash(bytes);
        return new FileRef(hash.substring(0, 16) + "-" + path.getFileName() + extension, "", hash);
    }

    private static byte[] read(Path jar) {
        try {
            return Files.readAllBytes(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same bytes for the same files.
    private static byte[] pack(Path folder) {
        var bytes = new ByteArrayOutputStream();
        try (var jar = new ZipOutputStream(bytes);
                var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var entry = new ZipEntry(folder.relativize(file).toString().replace('\\', '/'));
                entry.setTime(0);
                jar.putNextEntry(entry);
                jar.write(Files.readAllBytes(file));
                jar.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
