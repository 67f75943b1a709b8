/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.serialization;

import com.esotericsoftware.kryo.kryo5.util.DefaultClassResolver;
import com.esotericsoftware.kryo.kryo5.util.IdentityObjectIntMap;
import com.esotericsoftware.kryo.kryo5.util.IntMap;

/// The names of classes that a run has met: each is written once in a run, and a number stands for it from then on.
///
/// Kryo would write them anew for each element, and most elements are smaller than the name of their class.
@SuppressWarnings("rawtypes") // as the fields of Kryo that they stand in for
final class ClassNames {
    private IdentityObjectIntMap<Class> written;
    private IntMap<Class> read;
    private int next;

    /// Keeps names over the elements of a run; runs take turns on one Kryo.
    static final class Resolver extends DefaultClassResolver {
        private ReadableClasses readable = ReadableClasses.ALL;

        /// Allows objects of these classes only from now on.
        void read(ReadableClasses classes) {
            readable = classes;
        }

        ReadableClasses readable() {
            return readable;
        }

        /// Refuses a class before anything of it runs.
        @Override
        @SuppressWarnings("rawtypes") // as in Kryo
        protected Class getTypeByName(String name) {
            return readable.areAll() ? super.getTypeByName(name) : readable.find(name, kryo.getClassLoader());
        }

        void enter(ClassNames run) {
            classToNameId = run.written;
            nameIdToClass = run.read;
            nextNameId = run.next;
        }

        void leave(ClassNames run) {
            run.written = classToNameId;
            run.read = nameIdToClass;
            run.next = nextNameId;
        }

        /// Kryo calls it after each element, and would forget the names.
        @Override
        public void reset() {}
    }
}
