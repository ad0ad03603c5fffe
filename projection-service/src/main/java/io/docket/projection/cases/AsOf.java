package io.docket.projection.cases;

import io.docket.projection.query.QueryParameters;
import java.time.Instant;
import java.util.OptionalLong;

/** Up to where a question about the past goes. */
sealed interface AsOf {
    /** Name of the parameter. */
    String PARAMETER = "asOf";

    /** True if the event had happened by then. */
    boolean includes(long eventVersion, Instant recordedAt);

    /** How many events of the case may still be included once it has come to that version, if that is known. */
    OptionalLong ahead(long reached);

    /** The state right after that version. */
    record Version(long version) implements AsOf {
        @Override
        public boolean includes(long eventVersion, Instant recordedAt) {
            return eventVersion <= version;
        }

        @Override
        public OptionalLong ahead(long reached) {
            return OptionalLong.of(version - reached);
        }

        @Override
        public String toString() {
            return "at version " + version;
        }
    }

    /** What the log held at that time, by the log's own clock. */
    record Moment(Instant moment) implements AsOf {
        @Override
        public boolean includes(long eventVersion, Instant recordedAt) {
            return !recordedAt.isAfter(moment);
        }

        @Override
        public OptionalLong ahead(long reached) {
            return OptionalLong.empty();
        }

        @Override
        public String toString() {
            return "at " + moment;
        }
    }

    /** Reads {@code asOf}: a version from 1, or an ISO-8601 date (its end in UTC) or time with zone. */
    static AsOf of(QueryParameters parameters) {
        String text = parameters.text(PARAMETER).orElse("");
        return text.matches("[1-9][0-9]{0,17}")
                ? new Version(Long.parseLong(text))
                : new Moment(parameters
                        .instant(PARAMETER)
                        .orElseThrow(() -> QueryParameters.invalid(PARAMETER, "is empty")));
    }
}
