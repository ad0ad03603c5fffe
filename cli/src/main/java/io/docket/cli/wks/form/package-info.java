/** Forms of form.io, said as JSON Schema. */
@NullMarked
package io.docket.cli.wks.form;

import org.jspecify.annotations.NullMarked;
