package io.docket.command.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.docket.command.decision.Rejection;
import io.docket.command.interim.InterimData;
import io.docket.contracts.event.InterimRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Interim data that knows one reference, and keeps what it was asked. */
public final class RecordingInterimData implements InterimData {
    private final InterimRef known;
    private final JsonNode data;
    private final @Nullable String formKey;
    private final List<String> asked = new ArrayList<>();

    public RecordingInterimData(InterimRef known) {
        this(known, JsonNodeFactory.instance.objectNode());
    }

    /** The data is what the reference names. */
    public RecordingInterimData(InterimRef known, JsonNode data) {
        this(known, data, null);
    }

    /** The data is what the reference names, and fills in that form. */
    public RecordingInterimData(InterimRef known, JsonNode data, @Nullable String formKey) {
        this.known = known;
        this.data = data;
        this.formKey = formKey;
    }

    @Override
    public Brought require(Use use, String id, InterimRef reference, String commandId) {
        asked.add(use + " " + id);
        if (!reference.equals(known)) {
            throw Rejection.unknown("interim-data-mismatch", "/form", "it is something else");
        }
        return new Brought(data, formKey);
    }

    /** What was asked about, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }
}
