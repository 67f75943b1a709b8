/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

/// Carries a [Problem] out of the parser and the binder. Who calls these from outside sees a
/// [dev.sparrow.error.SparrowException] instead.
public final class SqlProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public SqlProblem(Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
