/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.window;

import dev.sparrow.closure.LambdaForm;
import dev.sparrow.compute.UserCode;
import dev.sparrow.function.Function;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

import java.lang.invoke.SerializedLambda;
import java.util.List;
import java.util.OptionalInt;

/// One side of pairs, out of the pairs' own arrays: no pair is made.
public final class PartWindows implements WindowSource {
    private static final List<String> PARTS = List.of("_1", "_2");

    private final WindowSource pairs;
    private final int part;
    private final Function<Object, Object> function;
    private final UserCode user;

    /// @param part what [#part] says of the function, for elements that are no pairs in columns
    public PartWindows(WindowSource pairs, int part, Function<Object, Object> function, UserCode user) {
        this.pairs = pairs;
        this.part = part;
        this.function = function;
        this.user = user;
    }

    /// Which part of a pair a function returns, if it is a reference to the pair's own method.
    public static OptionalInt part(Function<Object, Object> function) {
        var method =
                LambdaForm.of(function)
                        .filter(form -> form.getImplClass().equals(Tuple2.class.getName().replace('.', '/')))
                        .map(SerializedLambda::getImplMethodName);
        return method.isPresent() && PARTS.contains(method.get())
                ? OptionalInt.of(PARTS.indexOf(method.get()))
                : OptionalInt.empty();
    }

    @Override
    public Window next() {
        var window = pairs.next();
        if (window == null) {
            return null;
        }
        return PairShape.are(window.kind()) ? window.part(part) : called(window);
    }

    private Window called(Window window) {
        var called = new Window(Kind.Leaf.OBJECT, window.size());
        for (var row = 0; row < window.size(); row++) {
            called.objects(0)[row] = user.call(function, window.get(row));
        }
        called.size(window.size());
        return called;
    }
}
