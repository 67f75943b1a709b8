/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

import com.google.googlejavaformat.java.Main;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// Checks or applies the formatting of every Java file below a folder: `Format.java check|apply FOLDER`.
///
/// Started as a source file on the toolchain's JDK, since Maven's own JVM may be too old for google-java-format. Long
/// strings are not reflowed: the formatter's reflow is not stable, check still complains after apply.
class Format {
    static void main(String[] args) throws Exception {
        var apply = args[0].equals("apply");
        var arguments = new ArrayList<>(List.of("--aosp", "--max-line-length=120", "--skip-reflowing-long-strings"));
        arguments.addAll(apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
        arguments.addAll(javaFiles(Path.of(args[1])));

        var out = new PrintWriter(System.out, true);
        var err = new PrintWriter(System.err, true);
        var exit = new Main(out, err, InputStream.nullInputStream()).format(arguments.toArray(String[]::new));
        if (exit != 0 && !apply) {
            err.println("The files above are not formatted. To mend: mvn -q -pl build-tools validate -Dformat=apply");
        }
        System.exit(exit);
    }

    private static List<String> javaFiles(Path root) throws IOException {
        var files = new ArrayList<String>();
        Files.walkFileTree(
                root.normalize(),
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                        var name = folder.getFileName().toString();
                        var skipped = name.equals("target") || name.startsWith(".");
                        return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (file.toString().endsWith(".java")) {
                            files.add(file.toString());
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return files;
    }
}
