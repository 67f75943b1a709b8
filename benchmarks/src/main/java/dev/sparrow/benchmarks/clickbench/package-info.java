/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Questions about a table of hits on web pages: [dev.sparrow.benchmarks.clickbench.ClickBench].
package dev.sparrow.benchmarks.clickbench;
