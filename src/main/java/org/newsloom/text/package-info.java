/**
 * Plain Java on strings: repair, furniture, dates, sentence ends and tokens. Nothing here imports
 * Spark.
 *
 * <p>All offsets in this package are UTF-16 indices, start inclusive and end exclusive. Tables
 * count code points; {@link org.newsloom.text.CodePoints} converts.
 */
package org.newsloom.text;
