package io.docket.eventstore.faults.process;

import java.io.IOException;
import java.util.Arrays;

/** The main class of a child: runs another one, and ends when the parent does, however that ended. */
public final class EndsWithParent {
    private EndsWithParent() {}

    public static void main(String[] args) throws Exception {
        Thread.ofPlatform().daemon().start(EndsWithParent::watch);
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(args, 1, args.length));
    }

    private static void watch() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException e) {
            // no input any more either
        }
        Runtime.getRuntime().halt(1);
    }
}
