/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The page of a run in HTML: the same views for a run that is under way, one of the past, and a report in one file.
///
/// [Views] makes a view of a moment; [PageFrame] is what stands around views on a server, [Report] in a file; [RunDiff]
/// compares two runs. Read [Views] first.
package dev.sparrow.ui.page;
