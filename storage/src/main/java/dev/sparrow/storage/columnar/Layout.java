/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

/// The purposes of a batch, which say how far elements are taken apart.
public enum Layout {
    /// For another task of this process, soon: primitives become columns, immutable objects are handed over by
    /// reference.
    MOVED {
        @Override
        public Kind kindOf(Object element) {
            return Kind.of(element);
        }
    },

    /// For later, for disk, for other programs: everything is bytes.
    STORED {
        @Override
        public Kind kindOf(Object element) {
            return Kind.ofStored(element);
        }
    };

    /// The narrowest kind of an element in this layout.
    public abstract Kind kindOf(Object element);

    /// The narrowest kind that accepts what `kind` does, and the element.
    public Kind widened(Kind kind, Object element) {
        return Kind.common(kind, kindOf(element));
    }
}
