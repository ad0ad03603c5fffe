/** What a conversion changed, and what it could not. */
@NullMarked
package io.docket.cli.wks.report;

import org.jspecify.annotations.NullMarked;
