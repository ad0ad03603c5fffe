package io.docket.command.support;

import io.docket.command.decision.Rejection;
import io.docket.command.interim.InterimData;
import io.docket.contracts.event.InterimRef;
import java.util.ArrayList;
import java.util.List;

/** Interim data that knows one reference, and keeps what it was asked. */
public final class RecordingInterimData implements InterimData {
    private final InterimRef known;
    private final List<String> asked = new ArrayList<>();

    public RecordingInterimData(InterimRef known) {
        this.known = known;
    }

    @Override
    public void require(Use use, String id, InterimRef reference) {
        asked.add(use + " " + id);
        if (!reference.equals(known)) {
            throw Rejection.unknown("interim-data-mismatch", "/form", "it is something else");
        }
    }

    /** What was asked about, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }
}
