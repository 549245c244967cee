/**
 * The tables, in the order the stages write them. Each is declared once: its columns with type,
 * unit and meaning, its key. Schema, DDL, data dictionary and contract checks derive from the
 * declaration.
 */
package org.newsloom.tables;
