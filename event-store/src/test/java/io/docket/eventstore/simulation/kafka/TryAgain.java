package io.docket.eventstore.simulation.kafka;

/** The broker's answer to a request that its client repeats without telling anybody. */
final class TryAgain extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TryAgain(String why) {
        super(why, null, false, false);
    }
}
