/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The commands that run a cell and ask it: `coordination serve`, `ask` and `demo`. Imports `cell`, and for the demo's
/// verdict `simulation`'s checkers. Read [ServeCommand] first.
package dev.sparrow.cli.cell;
