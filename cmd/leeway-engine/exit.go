package main

// exitError ends the program with a status other than 1.
type exitError struct {
	status int
	err    error
}

func (e exitError) Error() string { return e.err.Error() }

// Unwrap returns why it ends.
func (e exitError) Unwrap() error { return e.err }
