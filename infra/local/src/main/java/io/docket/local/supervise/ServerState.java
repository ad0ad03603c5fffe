package io.docket.local.supervise;

import io.docket.local.process.ProcessMark;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one server.
 *
 * @param status what it does
 * @param url where it answers
 * @param process its process, if there is one
 * @param startSeconds how long its last start took
 * @param restarts how often it was started again
 * @param detail why it is in this state, where that needs words
 * @param log its log file
 */
public record ServerState(
        Status status,
        String url,
        @Nullable ProcessMark process,
        double startSeconds,
        int restarts,
        @Nullable String detail,
        String log) {

    static ServerState waiting(String url, String log) {
        return new ServerState(Status.WAITING, url, null, 0, 0, null, log);
    }

    ServerState with(Status newStatus) {
        return new ServerState(newStatus, url, process, startSeconds, restarts, null, log);
    }

    ServerState because(String newDetail) {
        return new ServerState(status, url, process, startSeconds, restarts, newDetail, log);
    }

    ServerState running(ProcessMark newProcess) {
        return new ServerState(Status.STARTING, url, newProcess, startSeconds, restarts, null, log);
    }

    ServerState ready(double seconds) {
        return new ServerState(Status.READY, url, process, seconds, restarts, null, log);
    }

    ServerState stopped() {
        return new ServerState(Status.STOPPED, url, null, startSeconds, restarts, "./docket start starts it", log);
    }

    ServerState died(String newDetail) {
        return new ServerState(Status.RESTARTING, url, null, startSeconds, restarts + 1, newDetail, log);
    }
}
