package io.docket.eventstore.internal.answer;

import io.docket.eventstore.Committed;
import io.docket.eventstore.EventStoreException;

/** Where the answer to an append goes. It is given on a thread that has other answers to give, and must not hold that up. */
public interface Answer {
    void committed(Committed committed);

    void failed(EventStoreException reason);
}
