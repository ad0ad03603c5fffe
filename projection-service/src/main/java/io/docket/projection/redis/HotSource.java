package io.docket.projection.redis;

import io.docket.projection.view.Projector;
import io.docket.projection.view.Serving;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Names what the hot views have to be made from: the generations that serve, counted by the projectors of this build. */
@ApplicationScoped
public class HotSource {
    private final Serving serving;
    private final List<Projector> projectors;

    public HotSource(Serving serving, @All List<Projector> projectors) {
        this.serving = serving;
        this.projectors = projectors.stream()
                .sorted(Comparator.comparing(Projector::view))
                .toList();
    }

    /** The collections, each between commas, and behind a semicolon the versions of the projectors. */
    String generations() {
        String collections = projectors.stream()
                .flatMap(projector -> serving.collection(projector.view()).stream())
                .collect(Collectors.joining(",", ",", ","));
        return projectors.stream()
                .map(projector -> projector.view() + '=' + projector.version())
                .collect(Collectors.joining(",", collections + ';', ""));
    }

    /** Counts the changes of what serves, as far as this instance has seen them. */
    long revision() {
        return serving.revision();
    }

    /** True if a generation of the view serves. */
    boolean serves(String view) {
        return serving.collection(view).isPresent();
    }
}
