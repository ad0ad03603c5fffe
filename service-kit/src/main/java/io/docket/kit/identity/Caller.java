package io.docket.kit.identity;

import java.util.Set;

/**
 * Who calls, as the verified token says.
 *
 * @param tenant the tenant whose data the caller sees; without {@code /} and control characters, as it begins keys
 * @param user name of the user or service account, unique in the tenant
 * @param roles roles of the caller
 * @param groups groups of the caller
 */
public record Caller(String tenant, String user, Set<String> roles, Set<String> groups) {}
