// Package collect gathers the evidence of a question: the counts of the log and of what it is compared with, and what
// else the store tells about both. It judges nothing; package assess does.
package collect
