/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

/// The main code of all modules as syntax trees, parsed and not compiled.
final class Sources {
    /// A file.
    record Source(Path path, CompilationUnitTree unit, Trees trees) {

        /// The line that a tree begins on.
        long firstLine(Tree tree) {
            return unit.getLineMap().getLineNumber(trees.getSourcePositions().getStartPosition(unit, tree));
        }

        /// The line that a tree ends on.
        long lastLine(Tree tree) {
            return unit.getLineMap().getLineNumber(trees.getSourcePositions().getEndPosition(unit, tree));
        }

        boolean isPackageInfo() {
            return path.endsWith("package-info.java");
        }

        @Override
        public String toString() {
            return Built.ROOT.relativize(path).toString();
        }
    }

    private Sources() {}

    static List<Source> main() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var files = manager.getJavaFileObjectsFromPaths(mainFiles());
            var task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, files);
            var trees = Trees.instance(task);
            var sources = new ArrayList<Source>();
            task.parse().forEach(unit -> sources.add(new Source(Path.of(unit.getSourceFile().toUri()), unit, trees)));
            return sources;
        }
    }

    private static List<Path> mainFiles() throws IOException {
        try (var files = Files.find(Built.ROOT, Integer.MAX_VALUE, (path, _) -> isMain(Built.ROOT.relativize(path)))) {
            return files.sorted().toList();
        }
    }

    private static boolean isMain(Path path) {
        var names = Stream.of(path.toString().split("/", -1)).toList();
        return path.toString().endsWith(".java")
                && path.toString().contains("src/main/java/")
                && !names.contains("target");
    }
}
