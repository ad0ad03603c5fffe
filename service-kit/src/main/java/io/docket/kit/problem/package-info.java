/** How an error looks: RFC 9457 problem documents. */
@NullMarked
package io.docket.kit.problem;

import org.jspecify.annotations.NullMarked;
