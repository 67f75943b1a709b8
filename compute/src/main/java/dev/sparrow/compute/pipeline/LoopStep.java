/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

/// One step of a loop and the user function that it calls.
record LoopStep(Kind kind, UserCall call) {

    /// What a loop does with what the function returns.
    enum Kind {
        MAP("map", Signature.FUNCTION),
        TO_DOUBLE("mapToDouble", Signature.TO_DOUBLE),
        FILTER("filter", Signature.FUNCTION),
        FLAT_MAP("flatMap", Signature.FUNCTION),
        KEY_BY("keyBy", Signature.FUNCTION),
        MAP_VALUES("mapValues", Signature.FUNCTION),
        FLAT_MAP_VALUES("flatMapValues", Signature.FUNCTION);

        private final String operator;
        private final Signature signature;

        Kind(String operator, Signature signature) {
            this.operator = operator;
            this.signature = signature;
        }

        String operator() {
            return operator;
        }

        Signature signature() {
            return signature;
        }
    }
}
