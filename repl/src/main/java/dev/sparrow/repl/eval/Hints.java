/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.eval;

import dev.sparrow.DoubleRdd;
import dev.sparrow.PairRdd;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;

import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What to type in place of what the compiler refuses: an import, the type that has the method, our word for it, or
/// what makes one kind of function or collection of another.
final class Hints {
    private static final Pattern CLASS = Pattern.compile("symbol:\\s+(?:class|variable) (\\p{Lu}\\w*)");
    private static final Pattern METHOD = Pattern.compile("symbol:\\s+(?:method|variable) (\\w+)");
    private static final Pattern OURS =
            Pattern.compile("location:.*\\bdev\\.sparrow\\.(Rdd|PairRdd|DoubleRdd|Sparrow)\\b");
    private static final Pattern ITERATOR = Pattern.compile("(?:converted|conforms) to java\\.util\\.Iterator<");
    private static final Pattern JDKS =
            Pattern.compile(
                    "(?s)java\\.util\\.function\\.(\\w+)\\b.* cannot be converted to dev\\.sparrow\\.function\\.");
    private static final int IMPORTS_MAX = 4;

    /// Our packages that hold types for users and are not imported from the beginning.
    private static final List<String> PACKAGES =
            List.of(
                    "dev.sparrow.cell",
                    "dev.sparrow.config",
                    "dev.sparrow.coordination.lock",
                    "dev.sparrow.error",
                    "dev.sparrow.event",
                    "dev.sparrow.file",
                    "dev.sparrow.format",
                    "dev.sparrow.progress",
                    "dev.sparrow.simulation",
                    "dev.sparrow.transport");

    /// How one gets an object of these types.
    private static final Map<Class<?>, String> TYPES =
            Map.of(
                    PairRdd.class, "keyBy(…) or mapToPair(…) makes one",
                    DoubleRdd.class, "mapToDouble(…) makes one",
                    Rdd.class, "sc.parallelize(…) or sc.textFile(…) makes one",
                    Sparrow.class, "here that is sc");

    /// Words of streams, data frames and Scala's collections.
    private static final Map<String, String> FOREIGN =
            Map.ofEntries(
                    Map.entry("limit", "take(n)"),
                    Map.entry("head", "first() or take(n)"),
                    Map.entry("findFirst", "first()"),
                    Map.entry("size", "count()"),
                    Map.entry("length", "count()"),
                    Map.entry("forEach", "foreach(f)"),
                    Map.entry("collectAsList", "collect()"),
                    Map.entry("sorted", "sortBy(f)"),
                    Map.entry("orderBy", "sortBy(f)"),
                    Map.entry("select", "map(f)"),
                    Map.entry("mapToObj", "map(f)"),
                    Map.entry("mapToInt", "map(f) or mapToDouble(f)"),
                    Map.entry("mapToLong", "map(f) or mapToDouble(f)"),
                    Map.entry("average", "mapToDouble(f).mean()"),
                    Map.entry("avg", "mapToDouble(f).mean()"),
                    Map.entry("where", "filter(f)"),
                    Map.entry("peek", "map(f)"),
                    Map.entry("anyMatch", "filter(f), then !isEmpty()"),
                    Map.entry("noneMatch", "filter(f), then isEmpty()"),
                    Map.entry("groupingBy", "groupBy(f)"),
                    Map.entry("dropDuplicates", "distinct()"),
                    Map.entry("unionAll", "union(other)"),
                    Map.entry("crossJoin", "cartesian(other)"),
                    Map.entry("show", "show(dataset)"),
                    Map.entry("printSchema", "show(dataset)"),
                    Map.entry("iterator", "toLocalIterator()"),
                    Map.entry("makeRDD", "parallelize(list), or makeRdd(list of elements and places)"),
                    Map.entry("csv", "Csv.read(sc, path)"),
                    Map.entry("json", "Json.read(sc, path)"),
                    Map.entry("parquet", "Parquet.read(sc, path)"));

    private Hints() {}

    /// A line that helps; empty if none does.
    ///
    /// @param message of the compiler, in English
    /// @param loader knows our classes
    static Optional<String> hint(String message, ClassLoader loader) {
        if (!message.startsWith("cannot find symbol")) {
            return ofTypes(message);
        }
        var owner = OURS.matcher(message);
        var method = METHOD.matcher(message);
        if (owner.find() && method.find()) {
            return ofMethod(method.group(1));
        }
        var type = CLASS.matcher(message);
        return type.find() ? ofClass(type.group(1), loader) : Optional.empty();
    }

    private static Optional<String> ofTypes(String message) {
        if (ITERATOR.matcher(message).find()) {
            return Optional.of(
                    "The function is to return an iterator: put .iterator() behind the collection or stream. On a Rdd"
                            + " there are flatMapIterable and flatMapStream, too.");
        }
        var function = JDKS.matcher(message);
        return function.find()
                ? Optional.of(
                        "Functions here are Sparrow's: of a " + function.group(1) + " take its method, as in f::apply.")
                : Optional.empty();
    }

    private static Optional<String> ofMethod(String name) {
        return Optional.ofNullable(FOREIGN.get(name))
                .map(ours -> "For " + name + " type " + ours + " here.")
                .or(() -> elsewhere(name));
    }

    private static Optional<String> elsewhere(String name) {
        return Stream.of(Sparrow.class, PairRdd.class, DoubleRdd.class, Rdd.class)
                .filter(type -> declares(type, name))
                .findFirst()
                .map(type -> name + " is on " + type.getSimpleName() + "; " + TYPES.get(type) + ".")
                .or(() -> otherCase(name));
    }

    private static boolean declares(Class<?> type, String name) {
        return Stream.of(type.getMethods())
                .anyMatch(method -> method.getName().equals(name) && method.getDeclaringClass() != Object.class);
    }

    /// Such as `emptyRDD`.
    private static Optional<String> otherCase(String name) {
        return Stream.of(Rdd.class, PairRdd.class, DoubleRdd.class, Sparrow.class)
                .flatMap(type -> Stream.of(type.getMethods()))
                .filter(method -> method.getName().equalsIgnoreCase(name))
                .findFirst()
                .map(method -> "For " + name + " type " + method.getName() + " here.");
    }

    private static Optional<String> ofClass(String name, ClassLoader loader) {
        var ours = PACKAGES.stream().map(pack -> ours(pack + "." + name, loader)).flatMap(Optional::stream);
        var jdks =
                ModuleLayer.boot().modules().stream()
                        .filter(module -> module.getName().startsWith("java."))
                        .flatMap(module -> exported(module).map(pack -> Class.forName(module, pack + "." + name)));
        var found =
                Stream.concat(ours, jdks)
                        .filter(type -> type != null && Modifier.isPublic(type.getModifiers()))
                        .map(Class::getName)
                        .sorted(
                                Comparator.comparing((String type) ->
                                                type.startsWith("java.awt") || type.startsWith("javax"))
                                        .thenComparing(Comparator.naturalOrder()))
                        .limit(IMPORTS_MAX)
                        .map(type -> "import " + type + ";")
                        .collect(Collectors.joining(" or "));
        return found.isEmpty() ? Optional.empty() : Optional.of("Type first: " + found);
    }

    private static Stream<String> exported(Module module) {
        return module.getDescriptor().exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source);
    }

    private static Optional<Class<?>> ours(String name, ClassLoader loader) {
        try {
            return Optional.<Class<?>>of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }
}
