package io.docket.workflow.job.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Addresses of REST services. */
final class Urls {
    private Urls() {}

    /** The URL, if it is http or https, of a host, and without user or fragment. */
    static Optional<URI> parse(String text) {
        try {
            return accepted(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Where a redirect leads, seen from the URL that answered with it. */
    static Optional<URI> resolve(URI from, String location) {
        try {
            return accepted(from.resolve(location));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<URI> accepted(URI url) {
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        return web && url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null
                ? Optional.of(url)
                : Optional.empty();
    }
}
