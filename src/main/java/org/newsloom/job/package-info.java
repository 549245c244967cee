/**
 * How a job runs: the session, the warehouse of tables, the stages in order and the log of what
 * they did.
 */
package org.newsloom.job;
