package io.docket.workflow.simulation;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** Counts how many of the objects that were handed out are still held by somebody. */
public final class Held {
    private static final int COUNTED_EVERY = 500;

    private final List<WeakReference<Object>> objects = new ArrayList<>();
    private int added;
    private int most;

    /** One more is handed out. */
    public void add(Object object) {
        objects.add(new WeakReference<>(object));
        if (++added % COUNTED_EVERY == 0) {
            count();
        }
    }

    /** How many were handed out. */
    public int added() {
        return added;
    }

    /** How many were held at once, at most. */
    public int most() {
        count();
        return most;
    }

    private void count() {
        System.gc();
        objects.removeIf(object -> object.refersTo(null));
        most = Math.max(most, objects.size());
    }
}
