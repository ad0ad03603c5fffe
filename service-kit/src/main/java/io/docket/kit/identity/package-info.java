/** Who calls: tenant, user, roles and groups, from the verified token alone. */
@NullMarked
package io.docket.kit.identity;

import org.jspecify.annotations.NullMarked;
