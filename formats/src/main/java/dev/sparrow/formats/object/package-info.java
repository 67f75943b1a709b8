/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Files of any elements, by `storage`'s element codec. Read [ObjectFiles] first.
package dev.sparrow.formats.object;
