/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import java.util.LinkedHashMap;

/// Looks whether texts are so few that a dictionary of them takes less than all of them.
final class FewTexts {
    /// They are few if each is there so often, and are not looked at any longer if these many are others.
    private static final int REPEATED_MIN = 4;

    private static final int DICTIONARY_MIN = 96;

    private FewTexts() {}

    /// The texts, if there are so few that many are the same; else none. Ends early where it sees that they are not.
    ///
    /// @param places of each in the dictionary
    static Object[] of(Object[] values, int count, byte[] places) {
        var dictionary = new LinkedHashMap<Object, Integer>();
        for (var i = 0; i < count; i++) {
            if (values[i] != null) {
                var place = dictionary.putIfAbsent(values[i], dictionary.size());
                places[i] = (byte) (place == null ? dictionary.size() - 1 : place);
                var few = Math.clamp(i / REPEATED_MIN, DICTIONARY_MIN, Codec.Dictionary.SIZE_MAX);
                if (place == null && dictionary.size() > few) {
                    return new Object[0];
                }
            }
        }
        return dictionary.size() > count / REPEATED_MIN ? new Object[0] : dictionary.keySet().toArray();
    }
}
