package io.docket.files.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** How a browser is told to save a file under its name rather than to show it (RFC 6266). */
final class ContentDisposition {
    private ContentDisposition() {}

    /** The header for a name; an ASCII fallback for old clients, the whole name for the others. */
    static String attachment(String name) {
        String fallback = name.replaceAll("[^ -~]|[\"\\\\%]", "_");
        String encoded = URLEncoder.encode(name, UTF_8).replace("+", "%20").replace("*", "%2A");
        return "attachment; filename=\"" + fallback + "\"; filename*=UTF-8''" + encoded;
    }
}
