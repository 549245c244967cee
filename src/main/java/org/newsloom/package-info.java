/** Spark jobs that turn a corpus of news articles into tables of names, pairs and tone. */
package org.newsloom;
