/** The tables in other programs' formats. */
package org.newsloom.export;
