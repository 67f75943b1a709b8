/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark.task;

import org.apache.spark.TaskContext;

import scala.collection.Iterator;

/// What runs programs in a process of Spark's. It is of a Java that the process may not have, so it is known by this
/// interface only.
public interface TaskSide extends AutoCloseable {

    /// What becomes of one partition of a program.
    Iterator<Object> run(ProgramRdd program, int partition, TaskContext context);

    @Override
    void close();
}
