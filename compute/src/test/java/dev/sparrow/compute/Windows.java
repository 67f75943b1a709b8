/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute;

import dev.sparrow.compute.window.WindowSink;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Makes windows of elements, and elements of windows.
public final class Windows {
    private Windows() {}

    /// Gives a sink all elements in order, some in windows of some length and of the narrowest kind, some one by one.
    public static void feed(List<?> elements, SplittableRandom random, WindowSink sink) {
        var at = 0;
        while (at < elements.size()) {
            if (random.nextInt(10) == 0) {
                sink.accept(elements.get(at));
                at++;
            } else {
                var window = window(elements.subList(at, elements.size()), 1 + random.nextInt(Window.ROWS));
                sink.accept(window);
                at += window.size();
            }
        }
    }

    /// All elements in order, in windows of some length and of the narrowest kind.
    public static WindowSource source(List<?> elements, SplittableRandom random) {
        return new WindowSource() {
            private int at;

            @Override
            public Window next() {
                if (at == elements.size()) {
                    return null;
                }
                var window = window(elements.subList(at, elements.size()), 1 + random.nextInt(Window.ROWS));
                at += window.size();
                return window;
            }
        };
    }

    /// The first elements that are of one kind, at most so many.
    public static Window window(List<?> elements, int rowsMax) {
        var window = new Window(Kind.of(elements.getFirst()));
        var row = 0;
        while (row < rowsMax && row < elements.size() && window.set(row, elements.get(row))) {
            row++;
        }
        window.size(row);
        return window;
    }

    /// A window of all elements, of a kind that accepts all of them.
    public static Window window(List<?> elements) {
        var kind = elements.stream().map(Kind::of).reduce(Kind::common).orElse(Kind.Leaf.OBJECT);
        var window = new Window(kind, elements.size());
        for (var row = 0; row < elements.size(); row++) {
            window.set(row, elements.get(row));
        }
        window.size(elements.size());
        return window;
    }

    public static List<Object> elements(WindowSource source) {
        var elements = new ArrayList<>();
        for (var window = source.next(); window != null; window = source.next()) {
            for (var row = 0; row < window.size(); row++) {
                elements.add(window.get(row));
            }
        }
        return elements;
    }
}
