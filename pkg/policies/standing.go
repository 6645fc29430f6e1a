package policies

import (
	"leeway/pkg/engine"
	"leeway/pkg/model"
)

// Standing is how a policy stands, for people: what asks for attention comes first.
type Standing int8

// The standings.
const (
	Breached Standing = iota
	Changed           // breached, of a tier that only explains
	Spared            // past its bound, within what earlier windows predict
	NotJudged
	CannotBreach // whatever the value
	Usual
	Standings
)

// words name the standings: "3 breached", or a cell of a table.
var words = [Standings]string{"breached", "changed (explain)", "past the bound, but as usual", "not judged",
	"cannot breach", "as usual"}

// String returns the standing in words.
func (s Standing) String() string { return words[s] }

// Standing returns how the policy stands.
func (e Evaluation) Standing() Standing {
	switch {
	case e.Verdict == Breach && e.Tier == model.Explain:
		return Changed
	case e.Verdict == Breach:
		return Breached
	case e.Verdict == Unknown:
		return NotJudged
	case e.Spared:
		return Spared
	case e.Finds == engine.CannotBreach:
		return CannotBreach
	}
	return Usual
}
