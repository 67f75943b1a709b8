/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The sizes of methods and packages in main code, which it prints.
@ResourceLock(Resources.SYSTEM_OUT)
class FiguresTest {
    private static final int LINES_P99 = 40;
    private static final int LINES_MAX = 70;
    private static final int FILES_MAX = 40;

    private record Method(String place, long lines) {}

    private static List<Method> methods;
    private static Map<String, Long> packages;

    @BeforeAll
    static void readSources() throws IOException {
        var sources = Sources.main().stream().filter(source -> !source.isPackageInfo()).toList();
        packages = sources.stream().collect(groupingBy(FiguresTest::packageName, counting()));
        var found = new ArrayList<Method>();
        var types = 0;
        for (var source : sources) {
            types += source.unit().getTypeDecls().size();
            addMethods(source, found);
        }
        found.sort(Comparator.comparingLong(Method::lines));
        methods = List.copyOf(found);
        System.out.printf(
                "methods: %d, lines p50 %d, p99 %d, max %d (%s)%n",
                methods.size(), percentile(50), percentile(99), methods.getLast().lines(), methods.getLast().place());
        var largest = packages.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        System.out.printf(
                "packages: %d, files max %d (%s); top-level types: %d%n",
                packages.size(), largest.getValue(), largest.getKey(), types);
    }

    private static String packageName(Sources.Source source) {
        return String.valueOf(source.unit().getPackageName());
    }

    private static void addMethods(Sources.Source source, List<Method> found) {
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                var body = method.getBody();
                if (body != null && source.lastLine(body) >= source.firstLine(body)) {
                    var place = source + ":" + source.firstLine(method);
                    found.add(new Method(place, source.lastLine(body) - source.firstLine(body) + 1));
                }
                return super.visitMethod(method, null);
            }
        }.scan(source.unit(), null);
    }

    private static long percentile(int percent) {
        return methods.get((methods.size() - 1) * percent / 100).lines();
    }

    @Test
    void methods_fitAScreen() {
        assertThat(percentile(99)).isLessThanOrEqualTo(LINES_P99);
        assertThat(methods.stream().filter(method -> method.lines() > LINES_MAX)).isEmpty();
    }

    @Test
    void packages_haveFewFiles() {
        assertThat(packages.entrySet().stream().filter(entry -> entry.getValue() > FILES_MAX)).isEmpty();
    }
}
