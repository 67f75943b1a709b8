/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.eval;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// The source of a record as JShell can take it: JShell makes records public, and Java wants their constructors to be
/// as visible as they are, which `record P(int x) { P { … } }` does not say.
final class RecordSource {
    private static final String PUBLIC = "public ";
    private static final Pattern RECORD = Pattern.compile("\\brecord\\s+\\w+\\s*[(<]");

    private final String source;

    /// Where a modifier is put in, in ascending order.
    private final List<Integer> places;

    private RecordSource(String source, List<Integer> places) {
        this.source = source;
        this.places = places;
    }

    static RecordSource of(String source) {
        return new RecordSource(source, RECORD.matcher(source).find() ? places(source) : List.of());
    }

    /// What the user typed.
    String typed() {
        return source;
    }

    /// What JShell is given.
    String text() {
        var text = new StringBuilder(source);
        places.reversed().forEach(place -> text.insert(place, PUBLIC));
        return text.toString();
    }

    /// The place in the source of a place in [#text].
    int place(int inText) {
        var place = inText;
        for (var inserted : places) {
            if (place > inserted) {
                place = Math.max(inserted, place - PUBLIC.length());
            }
        }
        return place;
    }

    private static List<Integer> places(String source) {
        var places = new ArrayList<Integer>();
        var file =
                new SimpleJavaFileObject(URI.create("string:///R.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        var compiler = ToolProvider.getSystemJavaCompiler();
        var task = (JavacTask) compiler.getTask(null, null, _ -> {}, List.of("-proc:none"), null, List.of(file));
        try {
            for (var unit : task.parse()) {
                unit.getTypeDecls().forEach(type -> add(places, task, unit, type));
            }
        } catch (IOException e) {
            throw new IllegalStateException("A text cannot be read", e);
        }
        places.sort(null);
        return places;
    }

    private static void add(List<Integer> places, JavacTask task, CompilationUnitTree unit, Tree type) {
        if (type.getKind() != Tree.Kind.RECORD) {
            return;
        }
        for (var member : ((ClassTree) type).getMembers()) {
            if (member instanceof MethodTree method
                    && method.getName().contentEquals("<init>")
                    && method.getModifiers().getFlags().stream().noneMatch(RecordSource::isAccess)) {
                var place = (int) Trees.instance(task).getSourcePositions().getStartPosition(unit, method);
                if (place >= 0) {
                    places.add(place);
                }
            }
        }
    }

    private static boolean isAccess(Modifier modifier) {
        return modifier == Modifier.PUBLIC || modifier == Modifier.PROTECTED || modifier == Modifier.PRIVATE;
    }
}
