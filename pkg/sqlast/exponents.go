package sqlast

// Exponents is what to group a double X by octave with, a whole number below 2^15: h(X·2^(2^−20−1)) + h(X·2^(2^−20+60)), where
// h is the upper 12 bits of a double, its sign and its exponent. The first is 0 of what is tiny, the second infinite of what
// is huge. Where X is NULL, 2^14 is added to whatever it is.
type Exponents struct{ X Expr }

func (Exponents) expr() {}
