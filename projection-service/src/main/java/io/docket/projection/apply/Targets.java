package io.docket.projection.apply;

import io.docket.projection.view.Projector;
import java.util.List;
import java.util.Map;

/** Which projectors fold a batch, and so which generations of the views it goes into. */
@FunctionalInterface
public interface Targets {
    /**
     * The projectors, one for each generation.
     *
     * @param generations the collections that are kept current, by partition of the batch
     * @throws IllegalStateException if one of them is not there, or not to be written by this build of the service
     */
    List<Projector> of(Map<Integer, List<String>> generations);
}
