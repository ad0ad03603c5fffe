package io.docket.files.store;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * A request to the store that needs no other credentials, until it expires.
 *
 * @param url address with the signature
 * @param headers headers that are signed, too, and must be sent as they are (beside {@code Host} and
 *     {@code Content-Length}, which every HTTP client sets itself)
 * @param expires when the store stops to accept it
 */
public record Link(URI url, Map<String, String> headers, Instant expires) {}
