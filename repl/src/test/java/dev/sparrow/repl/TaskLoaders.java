/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl;

import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Who loaded code that ran in tasks: snippets of tests tell it.
public final class TaskLoaders {
    static final List<WeakReference<Object>> SEEN = Collections.synchronizedList(new ArrayList<>());

    private TaskLoaders() {}

    /// Notes the loader; 0, for `map`.
    public static int seen(MethodHandles.Lookup code) {
        SEEN.add(new WeakReference<>(code.lookupClass().getClassLoader()));
        return 0;
    }
}
