/** Names in plain Java: finding them in a sentence, and telling which of them mean the same. */
package org.newsloom.entities;
