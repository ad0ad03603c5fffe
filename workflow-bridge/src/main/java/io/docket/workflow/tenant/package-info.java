/** Commands of tenants that give the bridge no account: put aside until they do. */
@NullMarked
package io.docket.workflow.tenant;

import org.jspecify.annotations.NullMarked;
