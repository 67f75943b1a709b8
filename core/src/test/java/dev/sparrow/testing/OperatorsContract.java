/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.DoubleRdd;
import dev.sparrow.PairRdd;
import dev.sparrow.Rdd;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every method of the API on an engine, compared with plain Java on lists and with the reference evaluator.
public abstract class OperatorsContract extends EngineContract {
    private static final List<Integer> PARTITIONS = List.of(1, 2, 7, 64);

    /// They tell what a dataset is and need no engine, or have tests of their own.
    private static final Set<String> NOT_HERE =
            Set.of(
                    "Rdd.context",
                    "Rdd.id",
                    "Rdd.toString",
                    "Rdd.lineageLine",
                    "Rdd.toDebugString",
                    "Rdd.explain",
                    "Rdd.explainAnalyze",
                    "Rdd.saveAsTextFile",
                    "Rdd.saveAsObjectFile",
                    "Rdd.save",
                    "Rdd.checkpoint",
                    "Rdd.evict",
                    "Rdd.barrier",
                    "Rdd.getCheckpointFile");

    private static List<OperatorCase> cases() {
        return Stream.of(
                        RddCases.sources(),
                        RddCases.elements(),
                        JavaFunctionCases.elements(),
                        JavaFunctionCases.pairsAndNumbers(),
                        JavaFunctionCases.actions(),
                        RddCases.partitions(),
                        RddCases.several(),
                        PairCases.values(),
                        PairCases.combining(),
                        PairCases.sorting(),
                        PairCases.sortingPartitions(),
                        PairCases.actions(),
                        JoinCases.all(),
                        DoubleCases.transformations(),
                        DoubleCases.statistics(),
                        KeepCases.all(),
                        PartitionCases.all(),
                        SampleCases.all(),
                        GroupCases.all(),
                        EstimateCases.all(),
                        RangeCases.all(),
                        ActionCases.all())
                .flatMap(List::stream)
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> everyOperator_computesWhatPlainJavaComputes() {
        var sc = context();
        var samples = new ArrayList<>(List.of(Sample.withoutPartitions(sc)));
        PARTITIONS.forEach(partitions -> samples.addAll(Sample.of(sc, partitions)));
        return cases().stream().map(each -> DynamicTest.dynamicTest(each.name(), () -> check(each, samples)));
    }

    private static void check(OperatorCase operator, List<Sample> samples) throws Exception {
        for (var sample : samples) {
            try {
                operator.check(sample);
            } catch (AssertionError | Exception e) {
                throw new AssertionError(operator.name() + " with " + sample + ": " + e.getMessage(), e);
            }
        }
    }

    /// A new method, or overload, fails here until it has a case.
    @Test
    void everyMethodOfTheApi_hasACaseForEachOverload() {
        var methods =
                Stream.<Class<?>>of(Rdd.class, PairRdd.class, DoubleRdd.class)
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                        .collect(Collectors.groupingBy(OperatorsContract::name, TreeMap::new, Collectors.counting()));
        methods.keySet().removeAll(NOT_HERE);
        Map<String, Long> cases =
                cases().stream()
                        .collect(Collectors.groupingBy(each -> each.name().split(" ", 2)[0], Collectors.counting()));
        methods.forEach((name, overloads) ->
                assertThat(cases.getOrDefault(name, 0L)).as("cases of " + name).isGreaterThanOrEqualTo(overloads));
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
