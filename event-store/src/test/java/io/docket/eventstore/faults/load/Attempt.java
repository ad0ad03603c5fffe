package io.docket.eventstore.faults.load;

import io.docket.eventstore.faults.instance.Answer;
import io.docket.eventstore.faults.instance.Call;

/**
 * What a writer remembers of one attempt.
 *
 * @param call what it asked for
 * @param instance whom it asked
 * @param begunNanos when the first attempt with the same key was sent
 * @param sentNanos when this one was sent
 * @param answeredNanos when the answer came, or the writer stopped waiting for it
 * @param answer what it was told
 */
public record Attempt(Call call, String instance, long begunNanos, long sentNanos, long answeredNanos, Answer answer) {}
