package io.docket.kit.filter;

/** One condition of a filter. May throw {@link java.io.UncheckedIOException} if the data of the event is not JSON. */
@FunctionalInterface
interface Condition {
    boolean test(FilteredEvent event);
}
