package io.docket.command.support;

import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.command.interim.InterimData;
import io.docket.contracts.event.InterimRef;

/** Interim data that nobody can be asked about. */
public final class NoInterimData implements InterimData {
    public static final NoInterimData INSTANCE = new NoInterimData();

    private NoInterimData() {}

    @Override
    public Brought require(Use use, String id, InterimRef reference, String commandId) {
        throw new Rejection(Refusal.unavailable("interim-data-unavailable", "there is no bridge"));
    }
}
