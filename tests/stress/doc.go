// Package stress asks random questions of every store, cancels some and asks for too much with others, and looks at
// what is left afterwards: the answers, the memory, the connections.
package stress
