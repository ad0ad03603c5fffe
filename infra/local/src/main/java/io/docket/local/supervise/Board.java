package io.docket.local.supervise;

import java.util.function.UnaryOperator;

/** The current state of a stack, changed under one lock and written down at each change. */
final class Board {
    private final StateFile file;
    private StackState state = StackState.starting();

    Board(StateFile file) {
        this.file = file;
    }

    synchronized void change(UnaryOperator<StackState> change) {
        state = change.apply(state);
        file.write(state);
    }

    void change(String server, UnaryOperator<ServerState> change) {
        change(whole -> {
            ServerState current = whole.servers().get(server);
            if (current == null) {
                throw new IllegalArgumentException(server);
            }
            return whole.with(server, change.apply(current));
        });
    }

    synchronized StackState state() {
        return state;
    }
}
