/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

/// Marks what lives in the driver alone: a function that captures one cannot run elsewhere and is refused by name.
public interface DriverOnly {}
