/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

class ApiDocTest {

    @ParameterizedTest
    @ValueSource(strings = {"Rdd", "PairRdd", "DoubleRdd", "Sparrow"})
    void everyPublicMethod_hasADocCommentOnAnOverload(String type) throws IOException {
        var source = Path.of("src/main/java/dev/sparrow", type + ".java");
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(null, files, null, null, null, files.getJavaFileObjects(source));
            var docs = DocTrees.instance(task);
            for (var unit : task.parse()) {
                assertThat(undocumented(unit, docs)).as("methods of %s without a doc comment", type).isEmpty();
            }
        }
    }

    private static List<String> undocumented(CompilationUnitTree unit, DocTrees docs) {
        var overloads = methods(unit).collect(groupingBy(ApiDocTest::name, TreeMap::new, toList()));
        assertThat(overloads).isNotEmpty();
        return overloads.entrySet().stream()
                .filter(entry -> entry.getValue().stream().allMatch(path -> docs.getDocComment(path) == null))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// The public methods that override none: a method that does has the other one's comment.
    private static Stream<TreePath> methods(CompilationUnitTree unit) {
        var type = new TreePath(new TreePath(unit), unit.getTypeDecls().getFirst());
        return ((ClassTree) type.getLeaf())
                .getMembers().stream()
                        .filter(member -> member instanceof MethodTree method && isPublic(method) && !overrides(method))
                        .map(method -> new TreePath(type, method));
    }

    private static boolean isPublic(MethodTree method) {
        return method.getModifiers().getFlags().contains(Modifier.PUBLIC);
    }

    private static boolean overrides(MethodTree method) {
        return method.getModifiers().getAnnotations().stream()
                .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
    }

    private static String name(TreePath method) {
        return ((MethodTree) method.getLeaf()).getName().toString();
    }
}
