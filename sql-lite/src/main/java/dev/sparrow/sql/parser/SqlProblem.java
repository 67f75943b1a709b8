/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.Problem;

/// Leaves the parser with a [Problem]. Whoever calls the parser from outside sees a
/// [dev.sparrow.error.SparrowException] instead.
final class SqlProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    SqlProblem(Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
