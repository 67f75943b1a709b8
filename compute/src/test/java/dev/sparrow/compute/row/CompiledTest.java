/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.operator.SortTest;
import dev.sparrow.compute.run.PartWriterTest;
import dev.sparrow.config.Compilation;

import org.junit.jupiter.api.Nested;

/// The tests of row mode, with a compiled loop wherever one is possible.
class CompiledTest {
    @Nested
    class Actions extends ActionTest {
        @Override
        Compilation compilation() {
            return Compilation.ALWAYS;
        }
    }

    @Nested
    class Cancellations extends CancellationTest {
        @Override
        Compilation compilation() {
            return Compilation.ALWAYS;
        }
    }

    @Nested
    class DeepPrograms extends DeepProgramTest {
        @Override
        Compilation compilation() {
            return Compilation.ALWAYS;
        }
    }

    @Nested
    class Exchanges extends ExchangeTest {
        @Override
        Compilation compilation() {
            return Compilation.ALWAYS;
        }
    }

    @Nested
    class Ops extends OpTest {
        @Override
        Compilation compilation() {
            return Compilation.ALWAYS;
        }
    }

    @Nested
    class Sorts extends SortTest {
        @Override
        Compilation compilation() {
            return Compilation.ALWAYS;
        }
    }

    @Nested
    class Steps extends StepTest {
        @Override
        Compilation compilation() {
            return Compilation.ALWAYS;
        }
    }

    @Nested
    class PartWriters extends PartWriterTest {
        @Override
        Compilation compilation() {
            return Compilation.ALWAYS;
        }
    }

    @Nested
    class TextInputs extends TextInputTest {
        @Override
        Compilation compilation() {
            return Compilation.ALWAYS;
        }
    }

    @Nested
    class UserFailures extends UserFailureTest {
        @Override
        Compilation compilation() {
            return Compilation.ALWAYS;
        }
    }
}
