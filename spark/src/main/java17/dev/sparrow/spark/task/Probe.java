/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark.task;

import org.apache.spark.TaskContext;

import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

import java.io.Serializable;

/// Fails where our programs cannot run.
public final class Probe extends AbstractFunction2<TaskContext, Iterator<Object>, String> implements Serializable {
    private static final long serialVersionUID = 1;

    /// @return the host
    @Override
    public String apply(TaskContext context, Iterator<Object> partition) {
        ExecutorSide.check(Runtime.version().feature());
        return ExecutorSide.host();
    }
}
