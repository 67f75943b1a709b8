/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.catalog;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function0;
import dev.sparrow.function.Function2;
import dev.sparrow.table.kernel.ObjectAggregate;

/// An aggregate of the program. Rows without a value do not count.
///
/// @param name for messages
/// @param <A> the values
/// @param <S> the states, which travel between tasks
/// @param <R> the result
public record UserAggregate<A, S, R>(
        String name, Function0<S> zero, Function2<S, A, S> add, Function2<S, S, S> merge, Function<S, R> finish)
        implements ObjectAggregate {
    private static final long serialVersionUID = 1;

    @Override
    @SuppressWarnings("unchecked") // states are made by the same functions, and values cast to the parameter's type
    public Object add(Object state, Object... values) {
        if (values[0] == null) {
            return state;
        }
        return called(() -> add.call(state == null ? zero.call() : (S) state, (A) values[0]));
    }

    @Override
    @SuppressWarnings("unchecked") // as above
    public Object merge(Object left, Object right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return called(() -> merge.call((S) left, (S) right));
    }

    @Override
    @SuppressWarnings("unchecked") // as above
    public Object finish(Object state) {
        return state == null ? null : called(() -> finish.call((S) state));
    }

    private interface Step {
        Object made() throws Exception;
    }

    private Object called(Step step) {
        try {
            return step.made();
        } catch (SparrowException e) {
            throw e;
        } catch (Exception e) {
            throw new SparrowException(ErrorCode.USER_FUNCTION, "The aggregate " + name + " threw " + e, e);
        }
    }
}
