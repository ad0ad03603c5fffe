package io.docket.local.server;

import java.util.List;

/** The users of the demo realm; each has a generated password in the secrets, under {@code user-<name>}. */
public final class DemoUsers {
    /** Has every role, in tenant acme. */
    public static final String FIRST = "demo";

    static final List<String> NAMES = List.of(FIRST, "worker", "other");

    private DemoUsers() {}
}
