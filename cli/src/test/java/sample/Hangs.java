/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package sample;

public final class Hangs {
    private Hangs() {}

    public static void main(String[] args) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(Hangs::forever));
        System.out.println("started");
        System.out.flush();
        forever();
    }

    private static void forever() {
        while (true) {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException ignored) {
                // as the worst of programs do
            }
        }
    }
}
