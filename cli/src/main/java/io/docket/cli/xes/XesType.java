package io.docket.cli.xes;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The types of XES attributes; the names are the element names in lower case. */
public enum XesType {
    STRING,
    DATE,
    INT,
    FLOAT,
    BOOLEAN,
    ID,
    LIST,
    CONTAINER;

    private static final Map<String, XesType> BY_ELEMENT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(XesType::element, Function.identity()));

    /** The type of an element; empty if the element is no attribute. */
    static Optional<XesType> ofElement(String name) {
        return Optional.ofNullable(BY_ELEMENT.get(name));
    }

    /** The name of the element. */
    public String element() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True if the attribute has no value of its own, only children. */
    boolean isCollection() {
        return this == LIST || this == CONTAINER;
    }
}
