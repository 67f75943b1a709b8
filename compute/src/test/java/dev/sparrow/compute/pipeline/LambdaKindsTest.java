/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.compute.Op;
import dev.sparrow.function.Function;
import dev.sparrow.function.PairFunction;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// Functions of every origin, called from a loop.
class LambdaKindsTest {
    private static final Label LABEL = new Label("map", "Test.java:1");

    private final String suffix = "!";

    private interface Greeting {
        default Function<String, String> greet(String greeting) {
            return name -> greeting + own() + name;
        }

        private String own() {
            return ", ";
        }
    }

    private static class Base implements Greeting, java.io.Serializable {
        private static final long serialVersionUID = 1;

        String shout(String text) {
            return text.toUpperCase(Locale.ROOT);
        }
    }

    private static final class Derived extends Base {
        private static final long serialVersionUID = 1;

        @Override
        String shout(String text) {
            return "not this one";
        }

        Function<String, String> ofSuper() {
            return super::shout;
        }
    }

    private record Prefix(String text) implements java.io.Serializable {
        Function<String, String> before() {
            return value -> text + value;
        }
    }

    private enum Trim implements Function<String, String> {
        ALL {
            @Override
            public String call(String text) {
                return text.trim();
            }
        }
    }

    private static String joined(Object... parts) {
        return Arrays.toString(parts);
    }

    private static <T, R> Function<T, R> function(Function<T, R> function) {
        return function;
    }

    @Test
    void lambdasAndMethodReferences_areOpened_andGiveWhatTheyGiveAsObjects() throws Exception {
        var functions = new LinkedHashMap<String, Function<String, ?>>();
        var text = "local";
        byte small = 3;
        var letter = 'c';
        var wide = 5_000_000_000L;
        var half = 0.5;
        var yes = true;
        functions.put("static", value -> value + 1);
        functions.put("captured", value -> value + text + small + letter + wide + half + yes);
        functions.put("in a record", new Prefix("<").before());
        functions.put("in an interface", new Base().greet("hello"));
        functions.put("of super", new Derived().ofSuper());
        functions.put("unbound", String::length);
        functions.put("bound", "x,y"::concat);
        functions.put("of the JDK, static", Integer::valueOf);
        functions.put("of an interface", CharSequence::length);
        functions.put("constructor", StringBuilder::new);
        functions.put("array constructor", LambdaKindsTest::parsed);
        functions.put("varargs", LambdaKindsTest::joined);
        functions.put("widened", function((Object value) -> value.hashCode())::call);
        functions.put("null", _ -> null);

        for (var entry : functions.entrySet()) {
            @SuppressWarnings("unchecked")
            var function = (Function<Object, Object>) (Function<?, ?>) entry.getValue();
            assertThat(UserCall.of(function, Signature.FUNCTION, LABEL).method()).as(entry.getKey()).isPresent();
            assertThat(map(function, "12").toString())
                    .as(entry.getKey())
                    .isEqualTo(new ArrayList<>(Arrays.asList(function.call("12"))).toString());
        }
    }

    private static int parsed(String text) {
        Function<Integer, int[]> make = int[]::new;
        try {
            return make.call(Integer.parseInt(text)).length;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void pairFunctions_areOpened() {
        PairFunction<String, String, Integer> pair = value -> Tuple2.of(value, value.length());
        var function = (Function<Object, Object>) (Function<?, ?>) pair;

        assertThat(UserCall.of(function, Signature.FUNCTION, LABEL).method()).isPresent();
        assertThat(map(function, "abc")).containsExactly(Tuple2.of("abc", 3));
    }

    @Test
    @SuppressWarnings({"unchecked", "Convert2Lambda"})
    void whatIsNoLambda_isCalledAsAnObject() {
        var anonymous =
                new Function<Object, Object>() {
                    private static final long serialVersionUID = 1;

                    @Override
                    public Object call(Object value) {
                        return value + "?";
                    }
                };
        var constant = (Function<Object, Object>) (Function<?, ?>) Trim.ALL;

        assertThat(UserCall.of(anonymous, Signature.FUNCTION, LABEL).method()).isEmpty();
        assertThat(UserCall.of(constant, Signature.FUNCTION, LABEL).method()).isEmpty();
        assertThat(map(anonymous, "a")).containsExactly("a?");
        assertThat(map(constant, " a ")).containsExactly("a");
        assertThat(map(value -> value + suffix, "a")).containsExactly("a!");
    }

    private interface Polite extends Function<Object, Object> {
        Object name(Object value);

        @Override
        default Object call(Object value) {
            return "dear " + name(value);
        }
    }

    @Test
    void interfaceOfTheUsers_keepsTheCodeAroundItsLambda() {
        Polite polite = value -> value;

        assertThat(UserCall.of(polite, Signature.FUNCTION, LABEL).method()).isEmpty();
        assertThat(map(polite, "a")).containsExactly("dear a");
    }

    @Test
    void otherCapturedValues_needNoOtherClass() {
        var classes = new ArrayList<Class<?>>();
        for (var i = 0; i < 100; i++) {
            var captured = i;
            var loop = loop(new ArrayList<>(), value -> (int) value + captured);
            classes.add(loop.getClass());
        }

        assertThat(classes).hasSize(100).containsOnly(classes.getFirst());
        assertThat(loop(new ArrayList<>(), value -> (int) value + 1).getClass()).isNotEqualTo(classes.getFirst());
    }

    private static List<Object> map(Function<Object, Object> function, Object value) {
        var results = new ArrayList<>();
        assertThat(loop(results, function).run(List.of(value).iterator(), 10)).isEqualTo(1);
        return results;
    }

    private static Loop loop(List<Object> results, Function<Object, Object> function) {
        var call = new Op.StepCall(new Step.Map(function), LABEL, new DatasetId(1));
        return Pipeline.of(List.of(call), () -> {}).into(results::add).orElseThrow();
    }
}
