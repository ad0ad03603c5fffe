package io.docket.workflow.mail.platform;

import io.docket.contracts.position.Position;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** The views, asked with {@code Docket-After} for each partition. They are asked each time: a store that lost its tail is behind again. */
public final class HttpFreshness implements Freshness {
    private static final String ANY_QUERY = "/api/case-types?limit=1";

    private final ServiceCalls calls;
    private final URI url;
    private final LogEnd log;
    private final Map<Integer, Long> far = new TreeMap<>();

    /**
     * Views that have to hold nothing yet.
     *
     * @param calls how they are asked
     * @param url where they are
     * @param log where the log ends
     */
    public HttpFreshness(ServiceCalls calls, URI url, LogEnd log) {
        this.calls = calls;
        this.url = url;
        this.log = log;
    }

    @Override
    public void asOfNow() {
        log.lastEvents().forEach(this::note);
    }

    @Override
    public void after(String position) {
        note(Position.parse(position));
    }

    private void note(Position position) {
        far.merge(position.partition(), position.offset(), Math::max);
    }

    @Override
    public void await() {
        try {
            far.forEach(
                    (partition, offset) -> calls.getStanding(url.resolve(ANY_QUERY), new Position(partition, offset)));
        } catch (Refused e) {
            throw new Unavailable("the views: " + e.getMessage(), e);
        }
    }
}
