/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark.task;

import org.apache.spark.TaskContext;

import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

import java.io.Serializable;

/// What Spark is to do with the only element of a partition that is a result: give it to the driver.
public final class TakeReport extends AbstractFunction2<TaskContext, Iterator<Object>, Report> implements Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public Report apply(TaskContext context, Iterator<Object> partition) {
        return (Report) partition.next();
    }
}
