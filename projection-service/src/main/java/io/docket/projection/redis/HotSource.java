package io.docket.projection.redis;

import io.docket.projection.view.Projector;
import io.docket.projection.view.Serving;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/** Names the generations that the hot views have to be made from: those that serve. */
@ApplicationScoped
public class HotSource {
    private final Serving serving;
    private final List<String> views;

    public HotSource(Serving serving, @All List<Projector> projectors) {
        this.serving = serving;
        this.views = projectors.stream().map(Projector::view).sorted().toList();
    }

    /** Their collections, each between commas. */
    String generations() {
        return views.stream()
                .flatMap(view -> serving.collection(view).stream())
                .collect(Collectors.joining(",", ",", ","));
    }

    /** True if a generation of the view serves. */
    boolean serves(String view) {
        return serving.collection(view).isPresent();
    }
}
