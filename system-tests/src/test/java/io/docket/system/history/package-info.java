/** What auditors and process miners see of it all. */
@NullMarked
package io.docket.system.history;

import org.jspecify.annotations.NullMarked;
