package io.docket.projection.generations;

import io.docket.projection.view.Document;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Projector;
import org.jspecify.annotations.Nullable;

/** A projector under another version. */
record Version(Projector projector, int version) implements Projector {
    @Override
    public String view() {
        return projector.view();
    }

    @Override
    public @Nullable String documentId(LogEvent event) {
        return projector.documentId(event);
    }

    @Override
    public boolean begins(LogEvent event) {
        return projector.begins(event);
    }

    @Override
    public Document fold(Document before, LogEvent event) {
        return projector.fold(before, event);
    }
}
