/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What user functions answer, as programs over numbers: dates, decimals and boxes of which the numbers are known need
/// not be made for a function that only compares and adds them. [FunctionReader] follows the code of a function, and
/// where it meets what has no meaning on numbers, the function itself is called. Depends on `.escape`, which finds the
/// code, and on the forms of values in storage. Read [NumericFunction] first.
package dev.sparrow.compute.numeric;
