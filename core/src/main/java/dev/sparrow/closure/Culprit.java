/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/// The object because of which a function cannot travel, and the way to it.
///
/// @param path from the function to the object, one name for each step; empty if it is the function itself
/// @param holder what refers to the object directly; null if it is the function itself
/// @param failure what the object throws when it is written; empty if it belongs to the driver
record Culprit(Object object, List<String> path, Object holder, Optional<Exception> failure) {
    /// Beyond it the way is not worth the time.
    private static final int VISITS_MAX = 2_000_000;

    /// Looks for the nearest one, breadth first, so the way is a shortest one and cycles end.
    static Optional<Culprit> find(Object root) {
        var seen = Collections.newSetFromMap(new IdentityHashMap<Object, Boolean>());
        var open = new ArrayDeque<Visit>();
        seen.add(root);
        open.add(new Visit(root, null, null));
        while (!open.isEmpty() && seen.size() < VISITS_MAX) {
            var visit = open.remove();
            if (visit.object instanceof DriverOnly) {
                return Optional.of(visit.culprit(Optional.empty()));
            }
            try {
                for (var part : ObjectParts.of(visit.object)) {
                    if (!isLeaf(part.value()) && seen.add(part.value())) {
                        open.add(new Visit(part.value(), part.name(), visit));
                    }
                }
            } catch (IOException | RuntimeException e) {
                return Optional.of(visit.culprit(Optional.of(e)));
            }
        }
        return Optional.empty();
    }

    private static boolean isLeaf(Object value) {
        return value instanceof String
                || value instanceof ByReference
                || value instanceof Enum<?>
                || value instanceof Boolean
                || value instanceof Character
                || (value instanceof Number && value.getClass().getName().startsWith("java.lang."))
                || (value.getClass().isArray() && value.getClass().getComponentType().isPrimitive());
    }

    private record Visit(Object object, String name, Visit from) {
        Culprit culprit(Optional<Exception> failure) {
            var path = new ArrayList<String>();
            for (var visit = this; visit.from != null; visit = visit.from) {
                path.add(visit.name);
            }
            return new Culprit(object, path.reversed(), from == null ? null : from.object, failure);
        }
    }
}
