/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.value;

import java.util.List;

/// A kind of resource and the addresses that somebody has of it, such as `gpu` and `0`, `1`. What an address means is
/// for the program to know; Sparrow only sees to it that two tasks that run at once have different ones.
public record ResourceInformation(String name, List<String> addresses) {
    public ResourceInformation {
        addresses = List.copyOf(addresses);
    }
}
