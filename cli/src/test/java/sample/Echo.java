/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package sample;

public final class Echo {
    private Echo() {}

    public static void main(String[] args) {
        System.setProperty("sample.echo", String.join(" ", args));
    }
}
