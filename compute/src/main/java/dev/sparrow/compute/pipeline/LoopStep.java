/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

/// One step of a loop and the user function that it calls.
record LoopStep(Kind kind, UserCall call) {

    /// What a loop does with what the function returns.
    enum Kind {
        MAP(Signature.FUNCTION),
        TO_DOUBLE(Signature.TO_DOUBLE),
        FILTER(Signature.FUNCTION),
        FLAT_MAP(Signature.FUNCTION),
        KEY_BY(Signature.FUNCTION),
        MAP_VALUES(Signature.FUNCTION),
        FLAT_MAP_VALUES(Signature.FUNCTION);

        private final Signature signature;

        Kind(Signature signature) {
            this.signature = signature;
        }

        Signature signature() {
            return signature;
        }
    }
}
