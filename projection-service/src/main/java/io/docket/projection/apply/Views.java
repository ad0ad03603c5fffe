package io.docket.projection.apply;

import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Set;

/** The stored documents. A write never replaces a document by one that holds fewer events. */
public interface Views {
    /** The documents that exist. */
    Uni<Map<DocumentKey, Document>> load(Set<DocumentKey> keys);

    /** Writes the documents; the answer names those that the store refuses for what they are, and why. */
    Uni<Map<DocumentKey, String>> write(Map<DocumentKey, Document> documents);

    /** Notes who acted, by tenant. */
    Uni<Void> noteActors(Map<String, Set<String>> actors);
}
