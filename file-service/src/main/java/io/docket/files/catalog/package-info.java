/** What is known about a file, and to whom. */
@NullMarked
package io.docket.files.catalog;

import org.jspecify.annotations.NullMarked;
